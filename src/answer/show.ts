import { withoutScope } from '../observation/account-scope.ts'
import type { Shown, ShownObservation } from './answer.ts'
import { cellAt } from './cell.ts'
import type { Fact } from './facts.ts'
import { quote, sentenceAround } from './quote.ts'
import type { Quote } from './quote.ts'

/** The facts with the sentences they stand in; facts of one sentence share its quotation. */
export function showFacts(facts: readonly Fact[]): Shown {
  const quotes: Quote[] = []
  const observations: ShownObservation[] = []
  for (const { tellings } of facts) {
    const { passage, observation } = tellings[0].candidate
    const cut = quote(passage, sentenceAround(passage.text, observation))
    const known = quotes.findIndex((one) => isSame(one, cut))
    const number = known >= 0 ? known : quotes.push(cut) - 1
    const others = new Set(tellings.map(({ candidate }) => candidate.passage.row)).size - 1
    const cell = cellAt(passage, observation)
    const shown = { ...withoutScope(observation), quote: number, alsoIn: others, ...(cell && { cell }) }
    if (!observations.some((one) => one.quote === number && one.start === shown.start)) observations.push(shown)
  }
  return { observations, quotes }
}

function isSame(a: Quote, b: Quote): boolean {
  return (
    a.paragraphId === b.paragraphId &&
    a.source.documentId === b.source.documentId &&
    a.start === b.start &&
    a.end === b.end
  )
}
