import type { Lexicon, Unit } from '../lexicon/lexicon.ts'
import type { Observation } from '../observation/observation.ts'
import type { Question } from '../retrieval/question.ts'
import type { Answer, Conversion } from './answer.ts'
import { conversionShown } from './answer.ts'

/** The answer with the unit in which its amounts are to be shown as well, where one is asked for. */
export function withConversion(answer: Answer, question: Question, lexicon: Lexicon): Answer {
  if (answer.kind !== 'quoted' && answer.kind !== 'choices') return answer
  const conversion = conversionFor(answer.observations, question, lexicon)
  return conversion === undefined ? answer : { ...answer, conversion }
}

type Observations = Extract<Answer, { readonly kind: 'quoted' }>['observations']

function conversionFor(observations: Observations, question: Question, lexicon: Lexicon): Conversion | undefined {
  if (question.conversion !== null) return { unit: question.conversion, isRequest: true }
  const [ask, ...others] = question.asks
  const unit = lexicon.unit(ask?.unit?.text ?? '')
  if (unit === undefined || others.length > 0) return undefined
  const conversion: Conversion = { unit, isRequest: false }
  const isWanted = observations.some(
    (observation) => isMeant(unit, observation, lexicon) && conversionShown(conversion, observation) !== undefined,
  )
  return isWanted ? conversion : undefined
}

const SCALE = /^[百千万亿]+/u

/** 多少万元 and 多少公顷 mean that unit; 多少元 leaves 亿元 as it is printed, and 25名 are 25位. */
function isMeant({ surface, factor }: Unit, { unit }: Observation, lexicon: Lexicon): boolean {
  return lexicon.unit(unit)?.factor !== factor && (SCALE.test(surface) || surface !== unit.replace(SCALE, ''))
}
