import type { Figure } from '../figure/figure.ts'
import type { Lexicon } from '../lexicon/lexicon.ts'
import { headNounOf, knownName } from './naming.ts'
import type { Phrase } from './noun-phrase.ts'

/** Several things named by one word: 三次产业增加值分别为A、B、C. */
const COLLECTIVES: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^(?:三次产业|一、?二、?三次?产业|第一、第?二、第?三次?产业)/, ['第一产业', '第二产业', '第三产业']],
  [/^城乡居民(?=人均|收入|消费|生活)/, ['城镇居民', '农村居民']],
]
const BETWEEN_FIGURES = /^(?:[、/\s]|和|及|与|以及)+$/

/** What a list is set apart by: 、 alone, since 和 stands in many names; or 和 too; or commas, when 、 stands in the names. */
export type ListSign = 'enumeration' | 'conjunction' | 'last-conjunction' | 'comma'
const LIST_SIGNS: Readonly<Record<ListSign, RegExp>> = {
  enumeration: /、/,
  conjunction: /、|以及|和|及|与/,
  // 电子及通信设备制造业、仪器仪表制造业和航空航天器制造业: 及 is part of a name.
  'last-conjunction': /、|(?:以及|和)(?!.{0,200}(?:以及|和))/,
  comma: /，/,
}
/** 新能源汽车产销分别为A、B: output and sales. */
const OUTPUT_AND_SALES = /^(.+)产销(?:量)?$/
/** Characters that end the modifier of a list item: 国家级、省级园区, 第一产业、第二产业投资. */
const MODIFIER_ENDS = '级类型性业区产'

/** Runs of figures that share one predicate: 分别增长4.6%、6.8%和5%. `text` is the paragraph's. */
export function groupsOf(text: string, figures: readonly Figure[]): [Figure, ...Figure[]][] {
  const groups: [Figure, ...Figure[]][] = []
  for (const figure of figures) {
    const group = groups.at(-1)
    const before = group?.at(-1)
    if (group !== undefined && before !== undefined && BETWEEN_FIGURES.test(text.slice(before.end, figure.start))) {
      group.push(figure)
    } else {
      groups.push([figure])
    }
  }
  return groups
}

/** The members of a collective that a name begins with (三次产业结构), if there are `count`; null otherwise. */
export function membersOf(name: string, count: number): readonly string[] | null {
  const found = COLLECTIVES.find(([collective, members]) => members.length === count && collective.test(name))
  return found?.[1] ?? null
}

/** Item `name`s of a list with the words that are printed for each. */
export interface Item {
  readonly text: string
  readonly name: string
}

/** Splits a phrase into as many items as figures follow it; null when it has another number of items. */
export function distribute(
  phrase: Phrase,
  count: number,
  { by, lexicon }: { by: ListSign; lexicon: Lexicon },
): Item[] | null {
  for (const [collective, members] of COLLECTIVES) {
    const found = collective.exec(phrase.name)
    if (found !== null && members.length === count) {
      const rest = phrase.name.slice(found[0].length)
      return members.map((member) => ({ text: phrase.text, name: member + rest }))
    }
  }
  const both = OUTPUT_AND_SALES.exec(phrase.name)?.[1]
  if (both !== undefined && count === 2)
    return ['产量', '销量'].map((name) => ({ text: phrase.text, name: both + name }))
  const items = phrase.text.split(LIST_SIGNS[by]).map((item) => item.trim())
  return items.length === count && items.every((item) => item.length > 0) ? completed(items, lexicon) : null
}

/** One figure for several things: 风电、光伏、水电装机占全州的八成. Null when the phrase is one name. */
export function shareOut(phrase: Phrase, lexicon: Lexicon): Item[] | null {
  if (knownName(phrase.name, lexicon)?.before === '' || /[和及与]/.test(phrase.name)) return null
  const items = phrase.text.split('、')
  const isList = items.length > 1 && items.slice(0, -1).every((item) => item.length >= 2 && item.length <= 6)
  return isList ? completed(items, lexicon) : null
}

/** Gives every item the head noun that only the last one prints. */
function completed(items: readonly string[], lexicon: Lexicon): Item[] {
  const last = items.at(-1) ?? ''
  const head = sharedHead(items, lexicon)
  return items.map((item) => {
    const isComplete = item === last || head === '' || item.endsWith(head) || isIndicator(item, lexicon)
    return { text: item, name: isComplete ? item : item + head }
  })
}

function sharedHead(items: readonly string[], lexicon: Lexicon): string {
  const first = items[0] ?? ''
  const last = items.at(-1) ?? ''
  for (let at = 1; at < last.length; at += 1) {
    if (isIndicator(first + last.slice(at), lexicon)) return last.slice(at)
  }
  const end = first.at(-1) ?? ''
  const modifier = MODIFIER_ENDS.includes(end) ? last.indexOf(end) : -1
  if (modifier >= 0 && modifier < last.length - 1) return last.slice(modifier + 1)
  return headNounOf(last) ?? last.slice(first.length)
}

function isIndicator(name: string, lexicon: Lexicon): boolean {
  const known = knownName(name, lexicon)
  return known !== null && known.before === ''
}
