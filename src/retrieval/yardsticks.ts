import type { IndicatorMention } from '../lexicon/lexicon.ts'
import type { Span } from '../span.ts'
import type { AskedYardstick } from './question.ts'

/** The indicators of a text, those that something is only measured by set apart. */
export interface Measuring {
  readonly asked: readonly IndicatorMention[]
  readonly yardstick: AskedYardstick | null
  /** The words of the yardsticks, which are no topic. */
  readonly taken: readonly Span[]
}

/** 占GDP的比重, 高于工业增加值: from the measuring word to the name, with what stands between (占全社会发电量). */
const MEASURED_BY =
  /(?:占(?:到|了)?(?<share>[^,、\s]{0,6})|(?:高于|低于|快于|慢于|高过|(?<![占同环对之])比|超过)(?<other>[^,、\s]{0,4}))$/u
const CONTRIBUTED_BEFORE = /对(?<between>[^,、\s]{0,4})$/u
const CONTRIBUTED_AFTER = /^(?:的?增长)?的?(?:贡献|拉动)/u
/** 比规模以上工业高多少: no table need know what it is compared with. */
const COMPARED = /(?<![占同环对之])比(?<with>[^,、\s比占]{2,12}?)[高低快慢多少大小](?:出|了)*(?=多少|几)/u
/** A与B之比 is one number of A, measured by B. */
const RATIO = /之比|比值/u

/** Sets apart what a share, a difference or a contribution is measured by. */
export function measuringOf(text: string, mentions: readonly IndicatorMention[]): Measuring {
  const yardsticks = mentions.flatMap((mention) => yardstickAt(text, mention))
  const asked = mentions.filter((mention) => yardsticks.every((one) => one.mention !== mention))
  const taken = yardsticks.map(({ span }) => span)
  const [first] = yardsticks
  if (first !== undefined) return { asked, taken, yardstick: named(first.mention) }
  const base = RATIO.test(text) ? asked.slice(1).at(-1) : undefined
  if (base !== undefined) return { asked: asked.filter((one) => one !== base), taken: [base], yardstick: named(base) }
  return { asked, ...comparedWith(text, mentions) }
}

interface Yardstick {
  readonly mention: IndicatorMention
  readonly span: Span
}

function yardstickAt(text: string, mention: IndicatorMention): Yardstick[] {
  const before = text.slice(Math.max(0, mention.start - 9), mention.start)
  const isContribution = CONTRIBUTED_AFTER.test(text.slice(mention.end, mention.end + 6))
  const groups = (MEASURED_BY.exec(before) ?? (isContribution ? CONTRIBUTED_BEFORE.exec(before) : null))?.groups
  if (groups === undefined) return []
  const between = groups['share'] ?? groups['other'] ?? groups['between'] ?? ''
  return [{ mention, span: { start: mention.start - between.length, end: mention.end } }]
}

function named({ text, canonical }: IndicatorMention): AskedYardstick {
  return { text, canonicals: [canonical] }
}

function comparedWith(text: string, mentions: readonly IndicatorMention[]): Pick<Measuring, 'yardstick' | 'taken'> {
  const match = COMPARED.exec(text)
  const words = match?.groups?.['with'] ?? ''
  if (match === null || mentions.some(({ start }) => start > match.index)) return { yardstick: null, taken: [] }
  const start = match.index + 1
  return { yardstick: { text: words, canonicals: [] }, taken: [{ start, end: start + words.length }] }
}
