import { describe, expect, test } from 'vitest'
import { joinLines, readLines } from '../../src/document/line.ts'

const textOf = (printed: string) => readLines(printed)[0]?.text

describe('blanks that only the layout put into a line', () => {
  test.each([
    [
      'between numbers and Chinese',
      '在 12 月 10 日举行，增长 15%、投资 3.2 亿元',
      '在12月10日举行，增长15%、投资3.2亿元',
    ],
    ['beside a sign or per cent', '下降 -3.5% 左右，电压 ±1100 千伏', '下降-3.5%左右，电压±1100千伏'],
    ['beside full-width numbers', '共 １２ 项', '共１２项'],
    ['inside a word spread over the line', '区 生 产 总 值 4350.85 亿', '区生产总值4350.85亿'],
    ['at the edges of the line', '\u3000\u3000全市经济平稳。 \t', '全市经济平稳。'],
    ['without width', '工业\u200B增加\uFEFF值', '工业增加值'],
  ])('stay out of the text: %s', (_, printed, text) => {
    expect(textOf(printed)).toBe(text)
  })

  test.each([
    ['between Latin words', 'Hong Kong Stock Exchange'],
    ['between Latin and Chinese', '使用 Windows 系统的企业'],
    ['behind a word that ends with a digit', '东部 G30 沿线'],
    ['between the halves of a headline', '向“高”而攀 向“新”发力'],
    ['between names', '王小川 李 雷'],
    ['between numbers', '2024 2025 2026'],
  ])('are kept where the author put them: %s', (_, printed) => {
    expect(textOf(printed)).toBe(printed)
  })
})

describe('doubled glyphs', () => {
  test.each([
    ['run by run', '±±11001100千伏特高压千伏特高压', '±1100千伏特高压'],
    [
      'run by run, a number of pairs too',
      '88668866次货物列车满载次货物列车满载35003500吨煤吨煤',
      '8866次货物列车满载3500吨煤',
    ],
    ['glyph by glyph', '88668866次次货货物物列列车车驶驶出出', '8686次货物列车驶出'],
    ['with blanks between', '新新城城日日报报 张张三三', '新城日报 张三'],
    ['marks and brackets too', '（（新城港夜景新城港夜景））。。', '（新城港夜景）。'],
  ])('are folded: %s', (_, printed, text) => {
    const line = readLines(printed)[0]
    expect(line).toMatchObject({ text, repaired: true })
    expect(line?.pieces.reduce((sum, { start, end, width }) => sum + (width ?? end - start), 0)).toBe(printed.length)
  })

  test.each([
    '谢谢',
    '谢谢谢谢',
    '一一得一',
    '研究研究',
    '高高兴兴快快乐乐',
    '加油加油加油加油',
    '本报记者常谊谊摄',
    '8866次列车和8866次列车',
    '±±11001100千伏特高压工程',
    '20242024',
  ])('are not seen where the text repeats itself: %s', (printed) => {
    expect(readLines(printed)[0]).toMatchObject({ text: printed, repaired: false })
  })
})

describe('the lines of a paragraph', () => {
  test.each([
    ['without a trace between Chinese characters', '固定资产\n投资增长17.4\n%', '固定资产投资增长17.4%'],
    ['with the line end as the blank between two Latin words', 'Hong\nKong', 'Hong\nKong'],
    ['with the blank that stands at the line end', 'Hong \nKong', 'Hong Kong'],
  ])('are joined %s', (_, printed, text) => {
    expect(joinLines(readLines(printed)).text).toBe(text)
  })

  test('end with any of the three line ends, and lead back to line and column', () => {
    const passage = joinLines(readLines('一\r\n 二 3 月\r四', 10))
    expect(passage.text).toBe('一二3月四')
    expect(passage.pieces.map(({ start, end, line, column }) => [start, end, line, column])).toEqual([
      [0, 1, 10, 1],
      [1, 2, 11, 2],
      [2, 3, 11, 4],
      [3, 4, 11, 6],
      [4, 5, 12, 1],
    ])
  })
})
