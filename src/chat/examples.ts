import type { Observation } from '../observation/observation.ts'
import type { OpenIndex, ReportIndex } from '../report-index/report-index.ts'

/** How many examples a newcomer is shown. */
const COUNT = 3

/** Figures of an indicator among which an example is looked for; thousands of reports have thousands of each. */
const LOOKED_AT = 50

/** Questions that the reports at hand can answer, made of the slots of their own figures; none without an index. */
export function exampleQuestions(open: OpenIndex): string[] {
  return open.read(pickExamples) ?? []
}

function pickExamples(index: ReportIndex): string[] {
  const examples = new Set<string>()
  for (const { canonical } of index.indicators()) {
    const example = index
      .observationsAbout([canonical], { limit: LOOKED_AT })
      .map(({ observation }) => questionFor(observation))
      .find(Boolean)
    if (example !== undefined) examples.add(example)
    if (examples.size === COUNT) break
  }
  return [...examples]
}

/** Only figures whose slots all stand in the text: the question must be answerable as it is worded. */
function questionFor({ indicators, place, period, measure }: Observation): string | undefined {
  const [indicator] = indicators
  if (indicators.length !== 1 || indicator === undefined || !isPlainName(indicator.text)) return undefined
  // 目前 and 年内 read oddly in a question.
  if (place === null || period === null || period.from === null || !/\d/u.test(period.text)) return undefined
  if (measure === 'growth') return `${place.text}${period.text}${indicator.text}增长多少？`
  return measure === 'level' ? `${place.text}${period.text}${indicator.text}是多少？` : undefined
}

/** Neither a fragment (并网) nor half a sentence. */
function isPlainName(text: string): boolean {
  return text.length >= 4 && text.length <= 14
}
