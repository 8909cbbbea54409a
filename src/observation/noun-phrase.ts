import type { IndicatorMention } from '../lexicon/lexicon.ts'
import type { Span } from '../span.ts'
import { type Mentions, skipOpening } from './mentions.ts'
import { CLEAR_VERB, LINKING_VERB, ONLY_VERB, VERB_WITH_OBJECT } from './verbs.ts'
import { firstFrom, within } from './within.ts'

/** The words for what a figure counts or measures. */
export interface Phrase extends Span {
  /** As printed. */
  readonly text: string
  /** The same without the verb inside (企业实现利润 → 企业利润) and notes in brackets: what is looked up. */
  readonly name: string
  /** The verb it is the object of (发放贷款): no longer the plain indicator; empty for none. */
  readonly verb: string
}

/** What a phrase is read from: the mentions of the paragraph and the indicators that the lexicon finds in it. */
export interface PhraseSource extends Mentions {
  readonly indicators: readonly IndicatorMention[]
}

const NOTE = /（(?!市、区|市、县|县、区)[^（）]*）|\([^()]*\)|\[\d+\]|［\d+］|[①-⑳]|〔\d+〕|——[^—，。]{1,24}——/g
/** 年初预算 and the like say that the figure is planned, not what it is of. */
const PLAN_AFTER =
  /(?:(?:年初|调整|年度|变动|全年)预算数?|(?<=收入|支出|经费|税|费)预算|(?:预算|决算)数|预期目标|目标|(?<=收入|支出|预算)计划|(?<=收入|支出)科目)$/
/** So do 年初 and 调整后 of 调整后支出预算; 主要是 leads to a reason. */
const STAGE_BEFORE = /^(?:主要是)?(?:(?:年初|调整后的?|变动后的?)(?=收入|支出))?/
/** 覆盖全州三分之二: a yardstick alone. */
const ONLY_PLACE = /^[\u4e00-\u9fff]{0,2}(?:全[省市县区州国疆]|我[省市县区州]|[省市县区州]本级|市级|省级)$/
/** 华电、三峡等新能源企业: examples of what is counted. */
const EXAMPLES = /^[^，。]{0,60}?、[^，。]{0,60}等(?![级离于同待候号])(?=[\u4e00-\u9fff“]{2})/
/** 甲公司分别实现营收A、B: a word of the predicate. */
const EACH = /(?:分别|依次)(?=.)/g
const EDGE_BEFORE = /^[\s、，“”‘’"'的了：:]+/
const EDGE_AFTER = /(?<![\s、，“‘"'：:（(的])[\s、，“‘"'：:（(的]+$/

/** The phrase in `span`, without its opening, places and periods; null when nothing is left. */
export function nounPhrase(source: PhraseSource, span: Span): Phrase | null {
  const end = beforeTrailingPeriod(source, span)
  const start = subjectStart(source, { start: span.start, end })
  const verb = lastVerb(source, { start, end })
  const phrase = trimmed(source.text, { start: verb?.end ?? start, end }, verb?.text ?? '')
  return phrase === null ? null : (acrossTime(phrase, span, source) ?? phrase)
}

/** 养老保险年末参保: what is left behind the time means nothing without the words before it. */
const HALVES = /^(?:参保|参保人数|招生|在校生?|存栏|出栏|余额|存量|户数|人数|总数)$/

function acrossTime(phrase: Phrase, span: Span, source: PhraseSource): Phrase | null {
  if (!HALVES.test(phrase.name)) return null
  const time = within(source.periods, { start: span.start + 1, end: phrase.start }).at(-1)
  if (time === undefined || time.end !== phrase.start) return null
  const first = nounPhrase(source, { start: span.start, end: time.start })
  return first === null ? null : { ...joined(first, phrase), text: source.text.slice(first.start, phrase.end) }
}

function joined(first: Phrase, second: Phrase): Omit<Phrase, 'text'> {
  return { start: first.start, end: second.end, name: first.name + second.name, verb: first.verb }
}

/** 地区生产总值2025年达到…: the time belongs to the predicate. */
function beforeTrailingPeriod({ text, periods }: PhraseSource, { start, end }: Span): number {
  const trailing = within(periods, { start: start + 1, end }).find(
    (use) => use.role === 'time' && use.end <= end && text.slice(use.end, end).trim() === '',
  )
  return trailing?.start ?? end
}

const BARE_VERB = /^(?:新)?(?:签约|开工|开复工|复工|竣工|投产|落地开工|落地|引进|建成|入库|获批|备案|投入|拨付|筹措)$/

/** 新签约31个, 新开工61项: what was counted before is left out, so the verb alone says what is counted; null otherwise. */
export function bareVerb(text: string, { start, end }: Span): Phrase | null {
  const words = text.slice(start, end)
  const before = EDGE_BEFORE.exec(words)?.[0].length ?? 0
  const name = words.slice(before)
  return BARE_VERB.test(name) ? { start: start + before, end, text: name, name, verb: '' } : null
}

/** Past the opening, and past the last place or period inside that dates or locates what follows it. */
function subjectStart(source: PhraseSource, span: Span): number {
  const inside = [...within(source.places, span), ...within(source.periods, span)]
    .filter((use) => use.end <= span.end && (use.role === 'subject' || use.role === 'time'))
    .map((use) => skipOpening(source, { start: use.end, end: span.end }))
    .filter((at) => !isInsideIndicator(source, at))
  return Math.max(skipOpening(source, span), ...inside)
}

function isInsideIndicator({ indicators }: PhraseSource, at: number): boolean {
  const before = indicators[firstFrom(indicators, at) - 1]
  return before !== undefined && at < before.end
}

interface Verb {
  readonly end: number
  readonly text: string
}

/** The last verb in the span that has an object; null when none has. */
function lastVerb(source: PhraseSource, { start, end }: Span): Verb | null {
  let verb: Verb | null = null
  let objectStart = start
  for (const match of source.text.slice(start, end).matchAll(VERB_WITH_OBJECT)) {
    const at = start + match.index
    const isVerb = at === objectStart || CLEAR_VERB.test(match[0])
    if (isVerb && !isInNote(source.text, { start, end: at }) && !beginsInsideIndicator(source, at)) {
      objectStart = at + match[0].length
      verb = { end: objectStart, text: match[0] }
    }
  }
  return verb
}

function beginsInsideIndicator({ indicators }: PhraseSource, at: number): boolean {
  const before = indicators[firstFrom(indicators, at + 1) - 1]
  return before !== undefined && at < before.end
}

/** True when the span ends inside a bracket: （不含农户，下同）. */
function isInNote(text: string, { start, end }: Span): boolean {
  const before = text.slice(start, end)
  return before.lastIndexOf('（') > before.lastIndexOf('）') || before.lastIndexOf('(') > before.lastIndexOf(')')
}

function trimmed(text: string, span: Span, verb: string): Phrase | null {
  const raw = text.slice(span.start, span.end)
  const before = EDGE_BEFORE.exec(raw)?.[0].length ?? 0
  const after = EDGE_AFTER.exec(raw)?.[0].length ?? 0
  if (before + after >= raw.length) return null
  const end = span.end - after
  const start = withQuote(text, { start: span.start + before, end })
  const printed = text.slice(start, end)
  const name = plainName(printed)
  if (name.length < 2 || ONLY_VERB.test(name) || ONLY_PLACE.test(name)) return null
  return { start, end, text: printed, name, verb }
}

/** The quotation mark before “两重”资金 belongs to it, not to the opening of the clause. */
function withQuote(text: string, { start, end }: Span): number {
  const words = text.slice(start, end)
  const isCutOff = words.includes('”') && !words.slice(0, words.indexOf('”')).includes('“')
  return isCutOff && text[start - 1] === '“' ? start - 1 : start
}

function plainName(printed: string): string {
  const words = printed.replace(NOTE, '').replace(LINKING_VERB, '').replace(EACH, '')
  return words
    .replace(/^[\s、，的了：:]+/, '')
    .replace(EDGE_AFTER, '')
    .replace(EXAMPLES, '')
    .replace(PLAN_AFTER, '')
    .replace(STAGE_BEFORE, '')
}
