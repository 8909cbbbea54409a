import { figuresIn } from '../../src/figure/figures-in.ts'
import type { Observation } from '../../src/observation/observation.ts'
import { realLexicon } from './indexed-folder.ts'

/** The first figure of a text as an observation with nothing said about it but what is given. */
export function observationOf(text: string, given: Partial<Observation> = {}): Observation {
  const [figure] = figuresIn(text, realLexicon())
  if (figure === undefined) throw new Error(`no figure in ${text}`)
  return { ...figure, measure: 'level', modality: 'actual', indicators: [], place: null, period: null, ...given }
}
