import { describe, expect, test } from 'vitest'
import type { Answer } from '../../src/answer/answer.ts'
import { parsePrevious, toPrevious, withPrevious } from '../../src/answer/follow-up.ts'
import type { WithPrevious } from '../../src/answer/follow-up.ts'
import { readLexicon } from '../../src/lexicon/read-lexicon.ts'
import { understand } from '../../src/retrieval/understand.ts'
import { shown } from '../support/shown-question.ts'

const lexicon = readLexicon('data/lexicon')

const QUOTED: Answer = { kind: 'quoted', observations: [], quotes: [], missing: [], assumed: [] }
const REFUSED: Answer = { kind: 'not-found', reasons: [], nearest: { observations: [], quotes: [] }, assumed: [] }

/** The last turn of a conversation, filled from those before it; each got the same kind of answer. */
function lastOf(turns: readonly string[], answer: Answer = QUOTED): WithPrevious {
  let filled: WithPrevious = { question: understand('', lexicon), assumed: [] }
  let previous: string | undefined
  for (const turn of turns) {
    filled = withPrevious(understand(turn, lexicon), parsePrevious(previous), lexicon)
    previous = toPrevious(filled.question, answer)
  }
  return filled
}

describe('what a question leaves open is taken from the one before', () => {
  test.each([
    ['郑州2025年固定资产投资增长多少', '那工业增加值呢？', '全部工业增加值 @郑州 #2025年 growth ?'],
    ['郑州2025年固定资产投资增长多少', '洛阳呢', '固定资产投资 @洛阳 #2025年 growth ?'],
    ['郑州2025年固定资产投资增长多少', '去年呢？', '固定资产投资 @郑州 #去年 growth ?'],
    ['郑州2025年固定资产投资增长多少', '全国呢', '固定资产投资 @全国 #2025年 growth ?'],
    ['郑州2025年固定资产投资增长多少', '全国是多少', '固定资产投资 @全国 #2025年 growth ?'],
    ['郑州2025年固定资产投资多少亿元', '增长了多少？', '固定资产投资 @郑州 #2025年 growth ?'],
    ['郑州2025年固定资产投资多少亿元', '增速呢', '固定资产投资 @郑州 #2025年 growth'],
    ['郑州2025年固定资产投资多少亿元', '在全省排第几', '固定资产投资 @郑州 #2025年 /全省 rank ?'],
    ['郑州2025年GDP多少亿元', '占全省的比重呢', '地区生产总值 @郑州 #2025年 /全省 share'],
    ['郑州2025年GDP多少亿元', '常住人口呢', '常住人口 @郑州 #2025年 ?'],
    ['郑州2025年GDP多少亿元', '2024年呢', '地区生产总值 @郑州 #2024年 =亿元 ?'],
    ['郑州2025年GDP多少亿元', '还有进出口', '进出口总额 @郑州 #2025年 ?'],
    ['2025年全州进出口总额多少亿元', '那全国呢', '进出口总额 @全国 #2025年 =亿元 ?'],
  ])('%s %s', (before, turn, asks) => {
    expect(shown(lastOf([before, turn]).question)).toBe(asks)
  })
})

describe('the words people follow up with', () => {
  const ASKED = '郑州2024年1至10月城镇居民人均可支配收入多少元'
  test.each([
    ['那工业增加值呢？', '全部工业增加值 @郑州 #2024年1至10月 ?'],
    ['去年呢？', '城镇居民人均可支配收入 @郑州 #去年 =元 ?'],
    ['全国呢？', '城镇居民人均可支配收入 @全国 #2024年1至10月 =元 ?'],
    ['农村的呢？', '农村居民人均可支配收入 @郑州 #2024年1至10月 ?'],
    ['换成农村的', '农村居民人均可支配收入 @郑州 #2024年1至10月 ?'],
    ['增长了多少？', '城镇居民人均可支配收入 @郑州 #2024年1至10月 growth ?'],
    ['排第几？', '城镇居民人均可支配收入 @郑州 #2024年1至10月 rank ?'],
    ['在全省排第几？', '城镇居民人均可支配收入 @郑州 #2024年1至10月 /全省 rank ?'],
    ['占全省的比重呢？', '城镇居民人均可支配收入 @郑州 #2024年1至10月 /全省 share'],
    ['上一年呢？', '城镇居民人均可支配收入 @郑州 #2023年1至10月 =元 ?'],
    ['前一年呢', '城镇居民人均可支配收入 @郑州 #2023年1至10月 =元 ?'],
    ['2022年同期呢', '城镇居民人均可支配收入 @郑州 #2022年同期 =元 ?'],
    ['上半年呢', '城镇居民人均可支配收入 @郑州 #2024年上半年 =元 ?'],
    ['换算成万元', '城镇居民人均可支配收入 @郑州 #2024年1至10月 =元 ?'],
  ])('%s', (turn, asks) => {
    expect(shown(lastOf([ASKED, turn]).question)).toBe(asks)
  })

  test('上一年 is counted on from the year before', () => {
    expect(shown(lastOf([ASKED, '上一年呢？', '再上一年呢？']).question)).toContain('#2022年1至10月')
  })
})

describe('a qualifier stays in the family of the indicator before', () => {
  test.each([
    ['合肥城镇居民人均可支配收入多少元', '农村的呢？', '农村居民人均可支配收入 @合肥 ?'],
    ['合肥居民人均可支配收入多少元', '城镇呢', '城镇居民人均可支配收入 @合肥 ?'],
    ['合肥第三产业增加值增长多少', '第二产业呢', '第二产业增加值 @合肥 growth ?'],
    ['合肥出口总额多少', '进口呢', '进口总额 @合肥 ?'],
    ['合肥铁路货运量多少', '公路呢', '公路货运量 @合肥 ?'],
    ['合肥固定资产投资增长多少', '工业呢', '工业固定资产投资 @合肥 growth ?'],
    ['合肥一般公共预算收入完成多少', '支出呢', '一般公共预算支出 @合肥 ?'],
    ['合肥粮食产量多少', '小麦呢', '小麦产量 @合肥 ?'],
    ['合肥汽车产量多少', '工业锅炉呢', '“工业锅炉产量” @合肥 ?'],
    ['合肥政府性基金收入完成多少', '年初预算是多少？', '政府性基金预算收入+“年初预算” @合肥 ? plan'],
  ])('%s %s', (before, turn, asks) => {
    expect(shown(lastOf([before, turn]).question)).toBe(asks)
  })
})

describe('the account that is meant', () => {
  test.each(['市本级呢？', '市级呢'])('%s takes the place of the one before', (turn) => {
    const { question } = lastOf(['厦门一般公共预算收入完成多少（县区）', turn])
    expect(question.asks[0]?.indicator?.canonical).toBe('一般公共预算收入')
    expect(question.asks[0]?.text).toContain(turn.slice(0, 2))
    expect(question.asks[0]?.text).not.toContain('县区')
  })

  test('goes on where none is named', () => {
    expect(lastOf(['厦门市本级一般公共预算收入完成多少', '增长多少']).question.asks[0]?.text).toContain('市本级')
  })
})

test.each([
  ['全市呢', '厦门市'],
  ['全省呢', '福建省'],
  ['全国呢', '中国'],
])('%s after 厦门 is %s', (turn, canonical) => {
  expect(lastOf(['厦门固定资产投资增长多少', turn]).question.asks[0]?.place?.canonicals).toEqual([canonical])
})

describe('times', () => {
  test.each(['2023年同期呢', '2023年同期', '那2023年同期呢？'])('%s is of the months asked about before', (turn) => {
    const { stretch } = lastOf(['昌吉州2024年1至10月固定资产投资增长多少', turn]).question.asks[0]?.period ?? {}
    expect(stretch?.first).toMatchObject({ month: 1, year: { kind: 'printed', year: 2023 } })
    expect(stretch?.last).toMatchObject({ month: 10, year: { kind: 'printed', year: 2023 } })
  })

  test('去年同期 is of the same months, counted from today', () => {
    const { stretch } = lastOf(['昌吉州2024年1至10月固定资产投资增长多少', '去年同期呢']).question.asks[0]?.period ?? {}
    expect(stretch?.last).toMatchObject({ month: 10, year: { kind: 'calendar', offset: -1 } })
  })

  test.each([
    ['昌吉州2024年1至10月社零增长多少', '上半年呢', '2024年上半年'],
    ['昌吉州2024年社零增长多少', '6月呢', '2024年6月'],
    ['昌吉州2024年社零增长多少', '前三季度呢', '2024年前三季度'],
  ])('%s %s is of the year asked about before', (before, turn, period) => {
    expect(lastOf([before, turn]).question.asks[0]?.period?.text).toBe(period)
  })
})

describe('several turns in a row', () => {
  test.each([
    [['郑州2025年GDP多少亿元', '增长多少', '洛阳呢'], '地区生产总值 @洛阳 #2025年 growth ?'],
    [['郑州2025年GDP多少亿元', '洛阳呢', '去年呢', '增速呢'], '地区生产总值 @洛阳 #去年 growth'],
    [['郑州城镇居民人均可支配收入多少', '农村呢', '增长多少', '全国呢'], '农村居民人均可支配收入 @全国 growth ?'],
    [
      ['郑州2025年GDP和CPI分别增长多少', '洛阳呢'],
      '地区生产总值 @洛阳 #2025年 growth ? ； 居民消费价格指数 @洛阳 #2025年 growth ?',
    ],
  ])('%j', (turns, asks) => {
    expect(shown(lastOf(turns).question)).toBe(asks)
  })
})

describe('a complete question takes over nothing', () => {
  test.each(['洛阳2024年粮食产量是多少', '洛阳市社会消费品零售总额增长了百分之多少', '2025年全国粮食产量多少'])(
    '%s',
    (turn) => {
      const { question, assumed } = lastOf(['郑州2025年GDP增长多少', turn])
      expect(question).toEqual(understand(turn, lexicon))
      expect(assumed).toEqual([])
    },
  )

  test('a joke leans on nothing', () => {
    expect(lastOf(['郑州2025年GDP增长多少', '讲个笑话']).assumed).toEqual([])
  })
})

describe('a short question without place and time', () => {
  test('is of the place and time before, and says so', () => {
    const { question, assumed } = lastOf(['郑州2025年增值税增长多少', '契税增长多少？'])
    expect(shown(question)).toBe('契税 @郑州 #2025年 growth ?')
    expect(assumed).toEqual([
      { slot: 'place', text: '郑州', why: '上一问' },
      { slot: 'period', text: '2025年', why: '上一问' },
    ])
  })

  test('does not stick to a place that was refused', () => {
    expect(lastOf(['郑州2025年增值税增长多少', '契税增长多少？'], REFUSED).assumed).toEqual([])
  })
})

test('after a refusal what names nothing still means its indicator', () => {
  expect(shown(lastOf(['郑州2031年GDP增长多少', '2024年呢'], REFUSED).question)).toBe(
    '地区生产总值 @郑州 #2024年 growth ?',
  )
})

test('what was taken over is given back', () => {
  expect(lastOf(['郑州2025年GDP增长多少', '去年呢']).assumed).toEqual([
    { slot: 'indicator', text: 'GDP', why: '上一问' },
    { slot: 'place', text: '郑州', why: '上一问' },
  ])
})

test('the words to search by hold what was taken over', () => {
  const { wording } = lastOf(['郑州2025年工业锅炉产量多少', '增长多少']).question
  expect(wording).toContain('工业锅炉产量')
  expect(wording).toContain('郑州')
})

test('small talk is not gone on from', () => {
  expect(toPrevious(understand('你好', lexicon), { kind: 'reply', text: '你好' })).toBeUndefined()
})

test('the first question of a conversation stands by itself', () => {
  const question = understand('去年呢', lexicon)
  expect(withPrevious(question, parsePrevious(undefined), lexicon)).toEqual({ question, assumed: [] })
})
