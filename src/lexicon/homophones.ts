import type { Span } from '../span.ts'
import { foldText } from './fold.ts'
import type { Lexicon } from './lexicon.ts'
import { createSyllableIndex, type Homophone, type SyllableIndex } from './syllable-index.ts'

/** One wrongly typed name of a question; offsets are the same in the question and in the corrected text. */
export interface Correction extends Span {
  readonly from: string
  readonly to: string
}

/** A question with its wrongly typed names put right, and what was changed. */
export interface CorrectedText {
  readonly text: string
  readonly corrections: readonly Correction[]
}

/** The index of a lexicon is built when the first question needs it and lives as long as the lexicon. */
const indexes = new WeakMap<Lexicon, SyllableIndex>()

/**
 * The indicator or place that sounds like a word no table knows: equal without tones first, then with one syllable mixed
 * up (zh for z, n for l, ng for n). Undefined when there is none or the word is a name itself.
 */
export function nearestName(word: string, lexicon: Lexicon): string | undefined {
  const whole = indexOf(lexicon)
    .soundingAt(word, 0)
    .filter(({ end }) => end === word.length)
  const best = whole.toSorted((a, b) => rank(b, word) - rank(a, word))[0]?.name
  return best === undefined || foldText(best) === foldText(word) ? undefined : best
}

/**
 * Puts wrongly typed names of a question right: 古定资产投资 → 固定资产投资, 昌机州 → 昌吉州. Careful: a name of three or more
 * characters, of which at least half stand there as they should, that sounds the same (from four characters on, one
 * syllable may be mixed up). What a table knows is left alone unless it is part of the longer name, and a digit or a
 * Chinese numeral is never changed.
 */
export function correctSpelling(question: string, lexicon: Lexicon): CorrectedText {
  const known: Span[] = [...lexicon.indicatorsIn(question), ...lexicon.placesIn(question)]
  const corrections: Correction[] = []
  let start = 0
  while (start < question.length) {
    const correction = correctionAt({ question, start, known }, lexicon)
    if (correction !== undefined) corrections.push(correction)
    start = correction?.end ?? start + 1
  }
  return { text: apply(question, corrections), corrections }
}

interface Place {
  readonly question: string
  readonly start: number
  readonly known: readonly Span[]
}

function correctionAt({ question, start, known }: Place, lexicon: Lexicon): Correction | undefined {
  const likely = indexOf(lexicon)
    .soundingAt(question, start)
    .filter(({ end, name, isNear }) => {
      const from = question.slice(start, end)
      return isLikely({ from, name, isNear }) && known.every((span) => isApartOrInside(span, { start, end }))
    })
  const best = likely.toSorted((a, b) => b.end - a.end || rankAt(b) - rankAt(a))[0]
  return best === undefined ? undefined : { start, end: best.end, from: question.slice(start, best.end), to: best.name }

  function rankAt(homophone: Homophone): number {
    return rank(homophone, question.slice(start, homophone.end))
  }
}

/** Digits and numerals are what an answer hangs on, and the words that hold a question together are not mistyped. */
const FIXED = /[\d零〇一二三四五六七八九十百千万亿两的了是在有和与及为多少]/

/** 深圳时 is 深圳 with another word behind it, not 深圳市. */
const LEVEL_WORD = /[省市县区州盟旗]$/

function isLikely({ from, name, isNear }: { from: string; name: string; isNear: boolean }): boolean {
  const wrong = wrongCharacters(from, name)
  if (name.length < (isNear ? 4 : 3) || wrong.length === 0) return false
  if (wrong.length > (isNear ? 1 : name.length / 2)) return false
  return wrong.every((at) => !FIXED.test(from.charAt(at)) && !LEVEL_WORD.test(name.slice(0, at + 1)))
}

/** Where the two differ. */
function wrongCharacters(from: string, name: string): number[] {
  const written = foldText(from)
  const right = foldText(name)
  const wrong: number[] = []
  for (let at = 0; at < written.length; at++) if (written.charAt(at) !== right.charAt(at)) wrong.push(at)
  return wrong
}

/** A known name is not taken apart, and not exchanged for another of its length or one more (宜春市, 伊春市). */
function isApartOrInside(span: Span, window: Span): boolean {
  if (span.end <= window.start || window.end <= span.start) return true
  const isInside = window.start <= span.start && span.end <= window.end
  return isInside && span.end - span.start < window.end - window.start - 1
}

/** More characters in common are better; an equal sound is better than any near one. */
function rank({ name, isNear }: Homophone, from: string): number {
  return (isNear ? 0 : 100) - wrongCharacters(from, name).length
}

function apply(question: string, corrections: readonly Correction[]): string {
  let text = question
  for (const { start, end, to } of corrections) text = text.slice(0, start) + to + text.slice(end)
  return text
}

function indexOf(lexicon: Lexicon): SyllableIndex {
  const known = indexes.get(lexicon)
  if (known !== undefined) return known
  const index = createSyllableIndex(namesOf(lexicon))
  indexes.set(lexicon, index)
  return index
}

function* namesOf({ indicators, places }: Lexicon): Generator<string> {
  for (const { canonical, names } of [...indicators, ...places]) {
    yield canonical
    yield* names
  }
}
