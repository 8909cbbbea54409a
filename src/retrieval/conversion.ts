import type { Lexicon, Unit } from '../lexicon/lexicon.ts'
import { LONGEST_UNIT, longestUnit } from './question-words.ts'

/** 换算成亿元, 折合多少公顷: with the unit behind it. */
const CONVERT = /(?:请|帮我|再)?(?:换算|折算|折合|换)(?:成|为|作|下来|是|等于)?(?:了|的话)?(?:多少|几)?\s*/u
/** 换成农村的 changes the question and not the unit; 是多少万元 asks for the unit by itself. */
export interface Conversion {
  /** Null where no unit that the tables know is asked for. */
  readonly unit: Unit | null
  /** The question without the request. */
  readonly rest: string
}

/** The unit that a question wants its amounts in as well. */
export function conversionIn(text: string, lexicon: Lexicon): Conversion {
  const match = CONVERT.exec(text)
  if (match === null) return { unit: null, rest: text }
  const behind = match.index + match[0].length
  const surface = longestUnit(text.slice(behind, behind + LONGEST_UNIT), lexicon)?.text ?? ''
  const unit = lexicon.unit(surface)
  if (unit === undefined) return { unit: null, rest: text }
  return { unit, rest: text.slice(0, match.index) + text.slice(behind + surface.length) }
}
