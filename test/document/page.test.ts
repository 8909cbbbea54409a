import { describe, expect, test } from 'vitest'
import { readPlainText } from '../../src/document/plain-text.ts'
import { typeset } from '../support/typeset.ts'

const MAIN = [
  '清晨六点，南山港的岸桥已经忙碌起来。今年前十个月，南山港完成集装箱吞吐量386.4万标箱，同比增长11.2%。',
  '“过去一艘船要等两天，现在四个小时就能靠泊。”码头调度员周海生指着屏幕说，智慧调度系统上线以后，船舶平均在港时间缩短了37%。',
  '港口忙，园区更忙。临港产业园已有142家企业落户，其中高新技术企业58家，全年产值有望突破900亿元。',
  '南山港集团董事长林国栋介绍，明年将开工建设3个十万吨级泊位，新增设计通过能力260万标箱。',
]
const NEWS = [
  '本报讯 记者孙悦报道：11月18日，记者从市农业农村局获悉，全市秋粮收获基本结束，粮食总产量预计达到215.7万吨。',
  '今年全市推广水稻机插秧面积86万亩，机械化率提高到91.3%。农户王桂兰家的80亩稻田，三天就收完了。',
]
const OTHER_NEWS = [
  '本报讯 记者何川报道：近日，清河绿道三期工程全线贯通，新增骑行道42公里，沿线布设驿站15座。',
  '绿道串起7个公园，市民从城北到城南可以一路骑行不下车道。市园林局表示，四期工程将于明年3月开工。',
]

const set = (paragraphs: readonly string[]) =>
  typeset(paragraphs, { width: 16, wrap: 'print', indent: 'lost', setOff: true, columnLines: 19, spacedNumbers: true })

function read(...parts: readonly string[]) {
  return readPlainText(parts.join('\n'), 1).map(({ kind, kicker, title, subtitle, byline, paragraphs }) => ({
    head: [kind, kicker, title, subtitle, byline],
    body: paragraphs.filter((paragraph) => paragraph.kind === 'body').map(({ text }) => text),
    headings: paragraphs.filter((paragraph) => paragraph.kind === 'heading').map(({ text }) => text),
    captions: paragraphs.filter((paragraph) => paragraph.kind === 'caption').map(({ text }) => text),
  }))
}

describe('a newspaper page', () => {
  test('with each headline above its story', () => {
    const [main, news, other] = read(
      '南山港何以越来越忙\n——临港经济一线观察\n\n本报记者 赵明远\n',
      set(MAIN),
      '秋粮收获基本结束\n',
      set(NEWS),
      '清河绿道三期全线贯通\n',
      set(OTHER_NEWS),
    )
    expect(main).toMatchObject({
      head: ['article', '', '南山港何以越来越忙', '——临港经济一线观察', '本报记者 赵明远'],
      body: MAIN,
    })
    expect(news).toMatchObject({ head: ['news', '', '秋粮收获基本结束', '', ''], body: NEWS })
    expect(other).toMatchObject({ head: ['news', '', '清河绿道三期全线贯通', '', ''], body: OTHER_NEWS })
  })

  test('with all headlines behind all stories, in another order', () => {
    const articles = read(
      set(MAIN),
      set(NEWS),
      set(OTHER_NEWS),
      '清河绿道三期全线贯通\n\n全市秋粮收获基本结束\n',
      '南山港何以越来越忙\n——临港经济一线观察\n\n□本报记者 赵明远\n',
    )
    expect(articles.map(({ head }) => head)).toEqual([
      ['article', '', '南山港何以越来越忙', '——临港经济一线观察', '□本报记者 赵明远'],
      ['news', '', '全市秋粮收获基本结束', '', ''],
      ['news', '', '清河绿道三期全线贯通', '', ''],
    ])
    expect(articles.map(({ body }) => body)).toEqual([MAIN, NEWS, OTHER_NEWS])
  })

  test('with captions between the stories and subheads inside', () => {
    const [main, news, pictures] = read(
      '南山港何以越来越忙\n\n本报记者 赵明远\n',
      set(MAIN.slice(0, 2)),
      '图为南山港集装箱码头。\n本报记者 赵明远 摄\n',
      '园区更忙\n',
      set(MAIN.slice(2)),
      set(NEWS),
      '秋粮收获基本结束\n',
      '稻田里的联合收割机正在作业，远处是新建的粮库和烘干中\n心。 新华社发（钱小军 摄）\n',
    )
    expect(main).toMatchObject({
      head: ['article', '', '南山港何以越来越忙', '', '本报记者 赵明远'],
      body: MAIN,
      headings: ['园区更忙'],
    })
    expect(news).toMatchObject({ head: ['news', '', '秋粮收获基本结束', '', ''], body: NEWS })
    expect(pictures?.captions).toEqual([
      '图为南山港集装箱码头。本报记者 赵明远 摄',
      '稻田里的联合收割机正在作业，远处是新建的粮库和烘干中心。 新华社发（钱小军 摄）',
    ])
  })
})

describe('a report', () => {
  const REPORT = [
    '清河市2024年国民经济和社会发展统计公报',
    '清河市统计局',
    '2025年3月18日',
    '2024年，全市经济运行总体平稳。',
    '一、综合',
    '初步核算，全年地区生产总值4286.5亿元，比上年增长5.8%。',
    '（一）价格',
    '全年居民消费价格比上年上涨0.4%。',
    '二、农业',
    '全年粮食产量315.6万吨，增长1.2%。',
    '主要产品产量',
    '全年猪牛羊禽肉产量42.3万吨。',
    '注：本公报数据均为初步统计数。',
  ]

  test.each([
    ['one line a paragraph', REPORT.join('\n')],
    ['blank lines between', REPORT.join('\n\n')],
    ['indented lines', REPORT.map((line) => `　　${line}`).join('\r\n')],
  ])('has its title, and its numbered headings as paths: %s', (_, text) => {
    const [article, ...others] = readPlainText(text, 1)
    expect(others).toEqual([])
    expect(article?.title).toBe(REPORT[0])
    expect(article?.paragraphs.map(({ kind, text: own, path }) => [kind, own, path])).toEqual([
      ['body', REPORT[1], []],
      ['body', REPORT[2], []],
      ['body', REPORT[3], []],
      ['heading', '一、综合', []],
      ['body', REPORT[5], ['一、综合']],
      ['heading', '（一）价格', ['一、综合']],
      ['body', REPORT[7], ['一、综合', '（一）价格']],
      ['heading', '二、农业', []],
      ['body', REPORT[9], ['二、农业']],
      ['heading', '主要产品产量', ['二、农业']],
      ['body', REPORT[11], ['二、农业', '主要产品产量']],
      ['body', REPORT[12], ['二、农业', '主要产品产量']],
    ])
  })

  test('has the headings that end with a full stop in its paths, and what stands behind it in none of them', () => {
    const lines = [
      '关于清河市2024年预算执行情况的报告',
      '一、2024年预算执行情况',
      '（一）一般公共预算收支情况。',
      '全市一般公共预算收入预计完成207.3亿元，增长2.1%，比预算多出4.2亿元。',
      '1.税收收入：',
      '完成138.6亿元，占比为66.9%，比上年提高1.4个百分点，主要是制造业回升。',
      '（二）政府性基金收支情况。',
      '全市政府性基金收入完成58.4亿元，下降12.5%，主要是土地出让收入减少。',
      '名词解释',
      '预算稳定调节基金是指各级财政为弥补短收年份预算执行的收支缺口而设立的基金。',
    ]
    const [article] = readPlainText(lines.join('\n'), 1)
    expect(article?.paragraphs.filter(({ kind }) => kind === 'body').map(({ path }) => path)).toEqual([
      [lines[1], lines[2]],
      [lines[1], lines[2], lines[4]],
      [lines[1], lines[6]],
      [lines[8]],
    ])
  })

  test('that opens with its text has no title, and lists stay lists', () => {
    const lines = ['主要指标如下：', '1. 生产总值4286.5亿元；', '2. 财政收入386亿元；', '3. 居民收入38605元。']
    const [article] = readPlainText(lines.join('\n'), 1)
    expect(article?.title).toBe('')
    expect(article?.paragraphs.map(({ text }) => text)).toEqual(lines)
  })

  test('keeps the rows of a table and equally long headings apart', () => {
    const rows = Array.from(
      { length: 12 },
      (_, row) => `第${row + 10}区 地区生产总值 ${row + 120}.5 亿元 增长 ${row}.3%`,
    )
    const headings = Array.from({ length: 12 }, (_, row) => `关于印发二〇二四年第${row + 10}号重点工程方案的通知`)
    for (const lines of [rows, headings]) {
      const [article] = readPlainText(lines.join('\n'), 1)
      expect(article?.paragraphs.length).toBe(lines.length)
    }
  })
})
