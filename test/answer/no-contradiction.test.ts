import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { choose } from '../../src/answer/choose.ts'
import { createSupport } from '../../src/answer/support.ts'
import { weigh } from '../../src/answer/weigh.ts'
import type { Candidate } from '../../src/answer/candidate.ts'
import type { Measure, ScopedObservation } from '../../src/observation/observation.ts'
import type { DocumentFacts, Passage } from '../../src/report-index/report-index.ts'
import { understand } from '../../src/retrieval/understand.ts'
import { realLexicon } from '../support/indexed-folder.ts'
import { observationOf } from '../support/made-observation.ts'

/** Slots of a figure that a made report states; null for what it leaves out. */
interface Made {
  readonly place: string | null
  readonly year: number | null
  readonly indicator: string
  readonly measure: Measure
  readonly documentPlace: string | null
}

const PLACES = ['合肥市', '芜湖市', '安徽省'] as const
const YEARS = [2022, 2023, 2024] as const
const INDICATORS = ['地区生产总值', '固定资产投资', '一般公共预算收入', '规模以上工业增加值'] as const
const AMOUNTS = { level: '361.9亿元', growth: '12.6%', rank: '居第3位' } as const
const ASKED = { level: '是多少亿元', growth: '增长多少', rank: '排第几' } as const
const MEASURES = ['level', 'growth', 'rank'] as const

const made: fc.Arbitrary<Made> = fc.record({
  place: fc.constantFrom(...PLACES, null),
  year: fc.constantFrom(...YEARS, null),
  indicator: fc.constantFrom(...INDICATORS),
  measure: fc.constantFrom(...MEASURES),
  documentPlace: fc.constantFrom(...PLACES, null),
})
const question = fc.record({
  place: fc.constantFrom(...PLACES, ''),
  year: fc.constantFrom(...YEARS, null),
  indicator: fc.constantFrom(...INDICATORS),
  measure: fc.constantFrom(...MEASURES),
})

const slot = (text: string) => ({ text, canonical: text, basis: 'clause' }) as const

function candidateOf({ place, year, indicator, measure, documentPlace }: Made, row: number): Candidate {
  const amount = AMOUNTS[measure === 'growth' || measure === 'rank' ? measure : 'level']
  const when = year === null ? '' : `${year}年`
  const before = `${when}${place ?? ''}${indicator}`
  const figure = observationOf(amount, { measure, indicators: [slot(indicator)] })
  const observation: ScopedObservation = {
    ...figure,
    scope: 'whole',
    stage: 'done',
    start: before.length,
    end: before.length + amount.length,
    place: place === null ? null : slot(place),
    period: year === null ? null : { text: when, from: `${year}-01-01`, to: `${year}-12-31`, basis: 'clause' },
  }
  return { row, observation, passage: passageOf(`${before}${amount}。`, documentPlace, row), score: 0 }
}

function passageOf(text: string, place: string | null, row: number): Passage {
  const dated = { date: '2025-03-20', dateBasis: 'metadata', period: null } as const
  const document: DocumentFacts = { id: `d${row}`, file: `${row}.md`, title: '公报', publisher: null, place, ...dated }
  const article = { title: '', subtitle: '', kicker: '', byline: '', kind: 'article' } as const
  const where = { row, id: String(row), kind: 'body', path: [], number: 1, page: null } as const
  return { ...where, text, repaired: false, recognised: false, article, document }
}

/** A question by its slots; an empty place and a year of null are not named. */
interface Asked {
  readonly place: string
  readonly year: number | null
  readonly indicator: string
  readonly measure: (typeof MEASURES)[number]
}

/** What the made reports answer to the question. */
function answered({ place, year, indicator, measure }: Asked, figures: readonly Made[]): Candidate[] {
  const lexicon = realLexicon()
  const when = year === null ? '' : `${year}年`
  const { asks, wording } = understand(`${place}${when}${indicator}${ASKED[measure]}`, lexicon)
  const [ask] = asks
  if (ask === undefined) throw new Error('a question asks for something')
  const support = createSupport({ rest: '', whole: indicator, question: wording })
  const frame = { lexicon, today: '2025-03-20' }
  const weighed = figures.map((one, row) => weigh(ask, candidateOf(one, row), { frame, support }))
  return choose(ask, weighed, undefined)?.facts.flatMap(({ tellings }) => tellings.map((one) => one.candidate)) ?? []
}

/** The slots of a figure that say something else than the question does. */
function contradicting(asked: Asked, { observation, passage }: Candidate): string[] {
  // A report about another place does not mean the asked one by leaving it out.
  const place = observation.place?.canonical ?? passage.document.place ?? 'nowhere'
  const year = observation.period?.from?.slice(0, 4) ?? String(asked.year)
  const slots: readonly (readonly [string, boolean])[] = [
    ['measure', observation.measure === asked.measure],
    ['indicator', observation.indicators.every(({ canonical }) => canonical === asked.indicator)],
    ['place', asked.place === '' || place === asked.place],
    ['period', asked.year === null || year === String(asked.year)],
  ]
  return slots.filter(([, agrees]) => !agrees).map(([name]) => name)
}

test('no answer carries a figure one of whose stated slots is another than the question names', () => {
  fc.assert(
    fc.property(question, fc.array(made, { minLength: 1, maxLength: 12 }), (asked, figures) => {
      expect(answered(asked, figures).flatMap((one) => contradicting(asked, one))).toEqual([])
    }),
    { numRuns: 300 },
  )
})

test('a figure that states all that was asked for is answered with', () => {
  fc.assert(
    fc.property(question, fc.array(made, { maxLength: 8 }), (asked, others) => {
      fc.pre(asked.place !== '' && asked.year !== null)
      expect(answered(asked, [{ ...asked, documentPlace: null }, ...others])).not.toEqual([])
    }),
    { numRuns: 100 },
  )
})
