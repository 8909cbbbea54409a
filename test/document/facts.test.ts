import { describe, expect, test } from 'vitest'
import { readDocument } from '../../src/document/read-document.ts'
import { readLexicon } from '../../src/lexicon/read-lexicon.ts'
import { ReportError } from '../../src/errors.ts'
import { fakeLexicon } from '../support/fake-lexicon.ts'

function read(text: string, metadata?: string) {
  const input = { file: 'reports/半年公报.txt', bytes: Buffer.from(text) }
  return readDocument(metadata === undefined ? input : { ...input, metadata }, fakeLexicon)
}

async function placeOf(...lines: readonly string[]) {
  const input = { file: '决算说明.txt', bytes: Buffer.from(lines.join('\n')) }
  return (await readDocument(input, readLexicon('data/lexicon'))).place
}

const COMMUNIQUE = [
  '江北省清河市2024年国民经济和社会发展统计公报',
  '来源：清河市统计局　发布时间：2025-03-20 09:30',
  '2024年，全市实现地区生产总值4286.5亿元。',
  '2024年12月1日，新港开港。',
].join('\n')

describe('what a document says of itself', () => {
  test('is read from its head', async () => {
    expect(await read(COMMUNIQUE)).toMatchObject({
      title: '江北省清河市2024年国民经济和社会发展统计公报',
      publisher: '清河市统计局',
      date: '2025-03-20',
      dateBasis: 'text',
      place: '清河市',
      period: { text: '2024年', from: '2024-01-01', to: '2024-12-31' },
    })
  })

  test('is read from its signature', async () => {
    const text = '全市经济平稳增长，生产总值4286.5亿元。\n其中工业增长8.3%。\n清河市统计局\n二〇二五年三月二十日\n'
    expect(await read(text)).toMatchObject({ publisher: '清河市统计局', date: '2025-03-20', dateBasis: 'text' })
  })

  test('is read from the lines below the title of a report to a congress', async () => {
    const head =
      '<html><h1>预算执行情况的报告</h1><p>——2025年1月16日在清河市第五届人民代表大会第三次会议上<p>清河市财政局局长 陈 明'
    const text = '<p>各位代表：现将预算执行情况报告如下，请予审议。<p>全市一般公共预算收入186.4亿元。'
    expect(await read(head + text)).toMatchObject({ publisher: '清河市财政局', date: '2025-01-16', dateBasis: 'text' })
  })

  test('leaves out what is a part of an office and no office', async () => {
    expect(await read(`来源：预算科\n${COMMUNIQUE.replace('来源：', '')}`)).toMatchObject({ publisher: null })
  })

  test('is null where it says nothing, and a date within a sentence is not its own', async () => {
    expect(await read('12月10日，会议举行。2024年12月1日，新港开港。')).toMatchObject({
      title: '半年公报',
      publisher: null,
      date: null,
      dateBasis: null,
      place: null,
      period: null,
    })
  })

  test.each([
    ['清河县委第十次会议在清河召开。清河县生产总值增长。', '清河县'],
    ['清河市区建设加快，清河市财政增收。', '清河市'],
  ])('a place whose name is shared is the one that the text names in full: %s', async (text, place) => {
    expect((await read(`清河经济半年观察\n${text}\n`)).place).toBe(place)
  })

  test('where title and publisher name none, the place that the text is full of is', async () => {
    const sentence = '清河市投资增长。'
    expect((await read(`经济观察\n据了解，${sentence.repeat(4)}\n`)).place).toBe('清河市')
    expect((await read(`经济观察\n据了解，${sentence.repeat(3)}\n`)).place).toBeNull()
  })

  test('a text about 全市 that names no city is of the one whose districts it lists', async () => {
    const parts = ['鲁山县', '宝丰县', '叶县', '郏县'].map((county) => `${county}增长8.3%。`)
    expect(await placeOf('全市收入增长9.1%。', ...parts)).toBe('平顶山市')
    expect(await placeOf('收入增长9.1%。', ...parts)).toBeNull()
    expect(await placeOf('全市收入增长9.1%。', ...parts.slice(1))).toBeNull()
  })

  test('a newspaper is no place, an office is', async () => {
    expect((await read('经济观察\n生产总值增长8.3%，好于预期。', 'publisher: 清河日报')).place).toBeNull()
    expect((await read('经济观察\n生产总值增长8.3%，好于预期。', 'publisher: 清河市统计局')).place).toBe('清河市')
  })
})

describe('metadata', () => {
  const STATED =
    'title: 年度公报\npublisher: 省统计局\ndate: 2025-04\ndateBasis: inferred\nregion: 清河县\nperiod: 2023\n'
  const facts = {
    title: '年度公报',
    publisher: '省统计局',
    date: '2025-04',
    dateBasis: 'inferred',
    place: '清河县',
    period: { text: '2023', from: '2023-01-01', to: '2023-12-31' },
  }

  test('wins over the text', async () => {
    expect(await read(COMMUNIQUE, STATED)).toMatchObject(facts)
  })

  test('may stand at the head of the text', async () => {
    const document = await read(`---\n${STATED}---\n${COMMUNIQUE}`)
    expect(document).toMatchObject(facts)
    expect(document.articles[0]?.paragraphs[0]?.pieces[0]?.line).toBe(10)
  })

  test('beside the file wins over the head, field by field', async () => {
    expect(await read(`---\n${STATED}---\n${COMMUNIQUE}`, 'title: 更正版')).toMatchObject({ ...facts, title: '更正版' })
  })

  test('is stated when nothing says that it was inferred', async () => {
    expect((await read(COMMUNIQUE, 'date: 2025')).dateBasis).toBe('metadata')
  })

  test('names a place as written when no table knows it', async () => {
    expect((await read(COMMUNIQUE, 'place: 东海特别区')).place).toBe('东海特别区')
  })

  test.each([
    ['a broken mapping', 'date: 2024\ntitle: [', /第 2 行不是有效的 YAML。[^a-z]*title/u],
    ['a list', '- 公报\n- 年报', /字段/u],
    ['a nested field', 'title:\n  main: 公报', /title/u],
    ['a date in words', 'date: 去年冬天', /date/u],
    ['a month that does not exist', 'date: 2024-13', /date/u],
    ['an unknown basis', 'date: 2024\ndateBasis: guessed', /dateBasis/u],
    ['a period without a year', 'period: 前三季度', /period/u],
    [
      'a bomb of aliases',
      `a: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefgh'.replaceAll(
        /./gu,
        (key) =>
          `${key}: &${key} [${Array(9)
            .fill(`*${String.fromCharCode(key.charCodeAt(0) - 1)}`)
            .join()}]\n`,
      )}`,
      /YAML/u,
    ],
  ])('is refused with one sentence: %s', async (_, metadata, reason) => {
    const reading = read(COMMUNIQUE, metadata)
    await expect(reading).rejects.toThrow(ReportError)
    await expect(reading).rejects.toThrow(reason)
  })
})

describe('the title of a report below a site’s navigation', () => {
  const OWN = '清河市2024年国民经济和社会发展统计公报'
  const BODY = '2024年，全市生产总值4286.5亿元。\n2024年末，常住人口312万人。\n'

  test('is found, and gives place and period', async () => {
    expect(await read(`首页\n政务公开\n数据发布\n${OWN}\n${BODY}`)).toMatchObject({
      title: OWN,
      place: '清河市',
      period: { text: '2024年' },
    })
  })

  test('is the one whose words the text has, where links to other years stand beside it', async () => {
    expect((await read(`首页\n清河市2023年国民经济和社会发展统计公报\n${OWN}\n${BODY}`)).title).toBe(OWN)
  })
})
