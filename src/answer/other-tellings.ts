import type { Observation } from '../observation/observation.ts'
import type { AboutOptions, Passage, ReportIndex } from '../report-index/report-index.ts'
import type { Span } from '../span.ts'
import { isSameFact } from './facts.ts'
import { quote, sentenceAround } from './quote.ts'
import type { Quote } from './quote.ts'

/** The sentences of other passages that tell the same fact as the figure at `figure`, one a passage. */
export function otherTellings(index: ReportIndex, passage: Passage, figure: Span): Quote[] {
  const told = index
    .observationsOf([passage.row])
    .find(({ observation }) => observation.start === figure.start && observation.end === figure.end)
  if (told === undefined) return []
  const named = told.observation.indicators.map(({ canonical }) => canonical)
  const others = new Map<number, Span>()
  for (const { passage: row, observation } of index.observationsAbout(named, likeliest(told.observation))) {
    if (row !== passage.row && !others.has(row) && isSameFact(observation, told.observation))
      others.set(row, observation)
  }
  return [...others].flatMap(([row, span]) => {
    const other = index.passage(row)
    return other === undefined ? [] : [quote(other, sentenceAround(other.text, span))]
  })
}

/** Passages shown are a few: of an indicator that thousands of reports give, those of the same place and time. */
function likeliest({ place, period }: Observation): AboutOptions {
  return {
    limit: 500,
    likely: {
      ...(place && { places: { canonicals: [place.canonical], names: [place.text] } }),
      ...(period?.from && period.to && { dates: { from: period.from, to: period.to } }),
    },
  }
}
