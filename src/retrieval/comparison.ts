import type { Lexicon } from '../lexicon/lexicon.ts'
import { selfPlacesIn } from '../observation/self-places.ts'
import { overlaps } from '../span.ts'
import type { Span } from '../span.ts'
import { askedPeriodsIn } from './asked-periods.ts'

/** Two questions that differ in their place or time alone. */
export interface ComparedTexts {
  readonly texts: readonly [string, string]
  /** True where the two are asked for as such (对比…); false for A比B高多少, which a printed difference may answer. */
  readonly isRequest: boolean
}

/** Asks for two figures side by side. 同比 and 环比 are growth, 与去年相比 says what growth is counted from. */
const REQUEST = /对比(?:一下)?|比较(?:一下|下)?(?![好差高低快慢多少大小])|(?:放在一起|并排)看?/u
/** 昌吉州固投增速比全区高多少: from 比 to the asking word. */
const EXCEEDS =
  /(?<![占同环对之相])比(?<other>[^,，。？?]{2,16}?)[高低快慢多少大小增减](?:了|出|过)*(?:多少|几)[^,，。？?]*/u

/** The two questions of a comparison; undefined for a question that compares nothing, or not two places or times. */
export function comparedTexts(text: string, lexicon: Lexicon): ComparedTexts | undefined {
  const exceeding = EXCEEDS.exec(text)
  if (exceeding !== null) return exceedingTexts(text, exceeding, lexicon)
  if (!REQUEST.test(text)) return undefined
  const bare = text.replace(REQUEST, ' ')
  const terms = twoTerms(bare, lexicon)
  return terms && { texts: apart(bare, terms), isRequest: true }
}

function exceedingTexts(text: string, exceeding: RegExpExecArray, lexicon: Lexicon): ComparedTexts | undefined {
  const other = exceeding.groups?.['other'] ?? ''
  const before = text.slice(0, exceeding.index)
  const [term] = placesIn(other, lexicon).length > 0 ? placesIn(before, lexicon) : yearsIn(before)
  if (term === undefined || !isTerm(other, lexicon)) return undefined
  const rest = `${text.slice(exceeding.index + exceeding[0].length)}多少`
  return {
    texts: [before + rest, before.slice(0, term.start) + other + before.slice(term.end) + rest],
    isRequest: false,
  }
}

/** Nothing but a place or a year: of 比规上工业增速高多少 the indicators differ. */
function isTerm(words: string, lexicon: Lexicon): boolean {
  return [...placesIn(words, lexicon), ...yearsIn(words)].some(
    ({ start, end }) => start === 0 && /^(?:水平|平均|同期)?$/u.test(words.slice(end)),
  )
}

/** The first two places, else the first two times, that are named side by side. */
function twoTerms(text: string, lexicon: Lexicon): readonly [Span, Span] | undefined {
  return firstTwo(placesIn(text, lexicon)) ?? firstTwo(yearsIn(text))
}

function firstTwo([first, second]: readonly Span[]): readonly [Span, Span] | undefined {
  return first && second && [first, second]
}

function placesIn(text: string, lexicon: Lexicon): Span[] {
  const selves = selfPlacesIn(text)
  const named = lexicon.placesIn(text).filter((place) => !selves.some((self) => overlaps(self, place)))
  return [...selves, ...named].toSorted((a, b) => a.start - b.start)
}

/** 比上年 is no year to set beside another: growth says that. */
function yearsIn(text: string): Span[] {
  return askedPeriodsIn(text).filter(
    ({ period, start, end }) => period !== null || /\d{4}/u.test(text.slice(start, end)),
  )
}

/** The text with either term in the place of both. */
function apart(text: string, [first, second]: readonly [Span, Span]): [string, string] {
  const [before, after] = [text.slice(0, first.start), text.slice(second.end)]
  const between = text.slice(first.end, second.start).replace(JOINT, ' ')
  const withTerm = ({ start, end }: Span) => `${before}${text.slice(start, end)}${between}${after}`.trim()
  return [withTerm(first), withTerm(second)]
}

/** What joins the two terms, or sets them against each other. */
const JOINT = /^\s*(?:和|与|跟|同|及|、|,|，|vs\.?|对)\s*$/iu
