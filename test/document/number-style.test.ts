import { describe, expect, test } from 'vitest'
import { listsAttachments, numberStyle, opensAppendix, sentenceHeadingStyle } from '../../src/document/number-style.ts'

const TEXT = '全年完成投资86.2亿元，增长4.1%，其中工业投资增长7.5%。'

describe('a heading that is set as a sentence', () => {
  test.each<[string, string]>([
    ['（一）收入预算执行情况。', '（一）'],
    ['1.一般公共预算。', '1.'],
    ['２.政府性基金预算。', '1.'],
    ['（3）2024年市本级支出情况：', '（1）'],
    ['三、下一步工作。', '一、'],
  ])('has the style of its number: %s', (text, style) => {
    expect(numberStyle(text)).toBe('')
    expect(sentenceHeadingStyle(text, { above: TEXT, below: TEXT })).toBe(style)
  })

  test.each<[string, readonly [string, string | undefined, string | undefined]]>([
    ['a figure is stated in a sentence', ['1.新增就业5.2万人。', TEXT, TEXT]],
    ['a clause goes on', ['（一）坚持稳中求进，扩大内需。', TEXT, TEXT]],
    ['its like stands below', ['（一）坚持依法治税。', TEXT, '（二）坚持勤俭办事。']],
    ['its like stands above', ['（二）坚持勤俭办事。', '（一）坚持依法治税。', TEXT]],
    ['nothing stands below', ['（二）坚持勤俭办事。', TEXT, undefined]],
    ['the text is over below', ['1.数据为初步统计数。', '注释：', '附件1']],
    ['it has no number', ['总体情况。', TEXT, TEXT]],
    ['it is long', [`（一）${'关于进一步加强管理的若干措施和办法的说明'.repeat(2)}。`, TEXT, TEXT]],
  ])('is none where %s', (_, [text, above, below]) => {
    expect(sentenceHeadingStyle(text, { above, below })).toBe('')
  })
})

test.each(['附件1', '附表二：', '附录', '注：', '注释', '资料来源：', '名词解释'])('%s opens an appendix', (text) => {
  expect(opensAppendix(text)).toBe(true)
})

test('what is attached is listed', () => {
  expect(['附件：1.收支总表', '附件：', '附件1'].map(listsAttachments)).toEqual([true, false, false])
})

test.each(['附件1：收支总表', '注：本表按当年价计算。', '注', '资料来源广泛'])('%s opens none', (text) => {
  expect(opensAppendix(text)).toBe(false)
})

test('notes directly below a table open none', () => {
  expect(opensAppendix('注：', true)).toBe(false)
})
