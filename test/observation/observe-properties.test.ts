import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readLexicon } from '../../src/lexicon/read-lexicon.ts'
import type { ObservationContext } from '../../src/observation/context.ts'
import type { Observation } from '../../src/observation/observation.ts'
import { observe, periodsOf } from '../../src/observation/observe.ts'
import { readGold } from './gold.ts'
import { paragraphOf } from './paragraph.ts'

const lexicon = readLexicon('data/lexicon')
const gold = readGold()
const sentences = gold.flatMap(({ text }) => text.split('。').filter((sentence) => sentence !== ''))
const clauses = sentences.flatMap((sentence) => sentence.split(/[，；]/))

/** Text of the genre, in and out of order, with broken brackets and stray signs between. */
const passage = fc
  .array(
    fc.oneof(
      fc.constantFrom(...sentences),
      fc.constantFrom(...clauses),
      fc.constantFrom(...'，。；：、（）《》\n和比占'.split('')),
      fc.string(),
    ),
    {
      minLength: 1,
      maxLength: 8,
    },
  )
  .map((parts) => parts.join(''))
const contexts = fc.constantFrom(...gold.map(({ context }) => context))

const bare: ObservationContext = {
  place: '玉溪市',
  date: null,
  dateBasis: null,
  period: null,
  title: '玉溪市经济运行情况',
  article: '',
  introduction: '',
  path: [],
}

function observeText(text: string, context = bare): Observation[] {
  return observe(paragraphOf(text), context, lexicon)
}

function slotTexts({ indicators, place, period }: Observation): string[] {
  return [...indicators, place, period].flatMap((slot) => (slot === null ? [] : [slot.text]))
}

describe('whatever the text', () => {
  test('an observation is cut out of its paragraph, and they stand in order', () => {
    fc.assert(
      fc.property(passage, contexts, (text, context) => {
        const observations = observeText(text, context)
        for (const { start, end, text: printed } of observations) expect(text.slice(start, end)).toBe(printed)
        expect(observations.map(({ start }) => start)).toEqual(
          observations.map(({ start }) => start).toSorted((a, b) => a - b),
        )
      }),
    )
  })

  test('the text of every slot is printed in the paragraph, above it or in the document', () => {
    fc.assert(
      fc.property(passage, contexts, (text, context) => {
        const printed = [
          text,
          context.title,
          context.article,
          ...context.path,
          context.place,
          context.period?.text,
        ].join('\n')
        for (const slot of observeText(text, context).flatMap(slotTexts)) expect(printed).toContain(slot)
      }),
    )
  })

  test('a period is cut out of its paragraph and ends no earlier than it begins', () => {
    fc.assert(
      fc.property(passage, contexts, (text, context) => {
        for (const period of periodsOf(paragraphOf(text), context)) {
          expect(text.slice(period.start, period.end)).toBe(period.text)
          expect((period.from ?? '') <= (period.to ?? '')).toBe(true)
        }
      }),
    )
  })
})

const amount = fc.integer({ min: 1, max: 9999 })
const year = fc.integer({ min: 1990, max: 2040 })
const comparison = fc.constantFrom(
  '比Y年增长5%',
  '较Y年末提高2个百分点',
  '与Y年相比增加3亿元',
  '是Y年的2.1倍',
  '为Y年预算的98%',
)
const yardstick = fc.constantFrom(
  '高于P平均水平2个百分点',
  '占P的12%',
  '居P第3位',
  '快于P增速1.5个百分点',
  '低于P平均水平3%',
)
const yardstickPlace = fc.constantFrom('全国', '全省', '云南省', '昆明市')

describe('what a figure is compared with is never what it is about', () => {
  test('a year after 比, 较 or 与 dates neither the figure nor the one before it', () => {
    fc.assert(
      fc.property(amount, year, comparison, (value, base, words) => {
        const observations = observeText(`粮食产量${value}万吨，${words.replace('Y', String(base))}。`)
        expect(observations.map(({ period }) => period)).toEqual([null, null])
      }),
    )
  })

  test('a place after 高于, 占 or 居 owns no figure', () => {
    fc.assert(
      fc.property(amount, yardstick, yardstickPlace, (value, words, place) => {
        const observations = observeText(`粮食产量${value}万吨，${words.replace('P', place)}。`)
        expect(observations.map((observation) => observation.place?.canonical)).toEqual(['玉溪市', '玉溪市'])
      }),
    )
  })

  test('the value of the earlier time is about nothing', () => {
    fc.assert(
      fc.property(amount, amount, (now, before) => {
        const [, earlier] = observeText(`粮食产量${now}万吨，较上年同期的${before}万吨增长5%。`)
        expect(earlier?.indicators).toEqual([])
      }),
    )
  })
})

describe('what the text does not state stays open', () => {
  test('a month without a year has no dates', () => {
    const [observation] = observeText('1至10月，固定资产投资增长17%。')
    expect(observation?.period).toEqual({ text: '1至10月', from: null, to: null, basis: 'sentence' })
  })

  test('a figure beside no noun has no indicator', () => {
    expect(observeText('达到3.5%。')[0]?.indicators).toEqual([])
  })

  test('figures that do not match their list in number have no indicator', () => {
    const observations = observeText('粮食、油料、蔬菜产量分别增长1%和2%。')
    expect(observations.map(({ indicators }) => indicators)).toEqual([[], []])
  })
})

describe('the sign of a change', () => {
  test.each([
    ['粮食产量下降3.2%。', 3.2, -0.032],
    ['粮食产量增长3.2%。', 3.2, 0.032],
    ['城镇化率低于全省2个百分点。', 2, -2],
    ['粮食产量减少5万吨。', 5, -50_000],
  ])('%s is printed as %d and compared as %d', (text, value, normal) => {
    const [observation] = observeText(text)
    expect(observation?.value).toBe(value)
    expect(observation?.normal?.value).toBeCloseTo(normal, 9)
  })
})
