import type { Answer, Shown, ShownObservation } from '../answer/answer.ts'
import type { EvaluationQuestion } from './evaluation-question.ts'

/**
 * What an answer is worth: `right`; `offered`, the right figure among others; `partial`, some of several figures and no
 * wrong one; `refused`, although there is an answer; `wrong`, a figure that was not asked for.
 */
export type Verdict = 'right' | 'offered' | 'partial' | 'refused' | 'wrong'

/** Judges an answer by its figures and the text they are quoted from, not by paragraph ids. */
export function judge(question: EvaluationQuestion, answer: Answer): Verdict {
  if (answer.kind !== 'quoted' && answer.kind !== 'choices') return judgeRefusal(question, answer)
  if (!question.answerable) return 'wrong'
  const matches = answer.observations.map((observation) => groupOf(question, observation, answer))
  const found = new Set(matches.filter((group) => group >= 0))
  if (question.type === 'ambiguous') return judgeAmbiguous(question, matches, found)
  if (found.size === 0) return 'wrong'
  const isWhole = found.size === question.figures.length
  if (answer.kind === 'choices') return isWhole ? 'offered' : 'wrong'
  return judgeQuoted(isWhole, matches.includes(-1))
}

function judgeQuoted(isWhole: boolean, hasForeign: boolean): Verdict {
  if (hasForeign) return 'wrong'
  return isWhole ? 'right' : 'partial'
}

function judgeRefusal({ answerable, type }: EvaluationQuestion, { kind }: Answer): Verdict {
  return !answerable || (kind === 'clarify' && type === 'ambiguous') ? 'right' : 'refused'
}

/** Any of the readings may be shown, or all where the question demands it; nothing else. */
function judgeAmbiguous(
  { figures, kind }: EvaluationQuestion,
  matches: readonly number[],
  found: ReadonlySet<number>,
): Verdict {
  if (matches.includes(-1)) return found.size === 0 ? 'wrong' : 'offered'
  if (kind === 'choices') return found.size === figures.length ? 'right' : 'partial'
  return kind === 'clarify' ? 'offered' : 'right'
}

/** The number of the figure group that an observation shows; -1 for none. */
function groupOf(question: EvaluationQuestion, observation: ShownObservation, { quotes }: Shown): number {
  const quote = quotes[observation.quote]
  if (quote === undefined || !isFromGold(question, quote.exact, quote.source.file)) return -1
  const shown = bareFigure(observation.text)
  return question.figures.findIndex((group) => group.some((form) => bareFigure(form) === shown))
}

function isFromGold({ goldTexts, goldFiles }: EvaluationQuestion, exact: string, file: string): boolean {
  if (goldFiles.some((gold) => baseName(gold) === baseName(file))) return true
  const quoted = bare(exact)
  return goldTexts.some((text) => bare(text).includes(quoted) || quoted.includes(bare(text)))
}

function baseName(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1)
}

/** Width, blanks, thousands commas, footnote marks and page marks tell nothing apart. */
function bare(text: string): string {
  return text.normalize('NFKC').replace(/\s+|\[\d+\]|-\d+-|(?<=\d),(?=\d{3})/gu, '')
}

const APPROXIMATORS =
  /^(?:突破|超过|超|逾|接近|将近|近|约|至少|最[多高]|达到|达|为|不足|不低于|高于|低于)+|(?:以上|以下|左右|余|多)$/gu

function bareFigure(text: string): string {
  return bare(text).replace(APPROXIMATORS, '')
}
