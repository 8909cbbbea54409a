import type { Lexicon, PlaceMention } from '../lexicon/lexicon.ts'

/**
 * Words by which a report names a place without its name: 全市, 我省. The character at the end says which level is meant.
 * 全市场, 本区域 and 市本级 are other words.
 */
const SELF_PLACE =
  /全(?:市(?!场|值|民(?![生间营政办用族]))|省|州|区(?!域|块|间)|县(?!域)|旗|盟|国|疆|自治区)|我国|全球(?!化)|全世界|(?:我|本)(?:市(?!级|场|值)|省(?!级)|州(?!级)|区(?!级|域|间)|县(?!级|域)|自治区(?!本级))|自治区(?=平均|同期|增速|水平|的)/g

/** 该市 points back to the last place of that level that the text names, be it in the name of an office. */
const POINTING = /该(?:市|省|州|区(?!域|块|间)|县|旗)/g

/** What the canonical name of a place of that level ends with. */
const ENDINGS: Readonly<Record<string, readonly string[]>> = {
  市: ['市'],
  省: ['省'],
  州: ['州'],
  县: ['县'],
  旗: ['旗'],
  盟: ['盟'],
  区: ['区'],
}

/** What 全球 stands for. */
export const WORLD = '全球'

/** Words that mean the same place in every report, by their last character: 全国, 全球, 全世界, 全疆. */
const FIXED: Readonly<Record<string, string>> = { 国: '中国', 球: WORLD, 界: WORLD, 疆: '新疆维吾尔自治区' }

/** Where 全市 and the like stand in a text, as mentions that name no place. */
export function selfPlacesIn(text: string): PlaceMention[] {
  const matches = [...text.matchAll(SELF_PLACE), ...text.matchAll(POINTING)].toSorted((a, b) => a.index - b.index)
  return matches.map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    text: match[0],
    canonicals: [],
  }))
}

/** The last of the places named before that 该市 or 该县 can point to; null for other words and for none. */
export function pointedPlace(word: string, before: readonly string[]): string | null {
  const endings = word.startsWith('该') ? (ENDINGS[word.at(-1) ?? ''] ?? []) : []
  return before.findLast((place) => endings.some((ending) => place.endsWith(ending))) ?? null
}

/**
 * The place that 全市 and the like mean in a report about `base`: itself, or what contains it at that level (全区 in a
 * report about a prefecture of Xinjiang is Xinjiang). Null when nothing of that level is known.
 */
export function resolveSelfPlace(word: string, base: string | null, lexicon: Lexicon): string | null {
  const fixed = FIXED[word.at(-1) ?? '']
  if (fixed !== undefined) return fixed
  if (base === null) return null
  const chain = [base, ...lexicon.placeChain(base)]
  if (word.endsWith('自治区')) return chain.find((place) => place.endsWith('自治区')) ?? null
  const endings = ENDINGS[word.at(-1) ?? ''] ?? []
  return chain.find((place) => endings.some((ending) => place.endsWith(ending))) ?? null
}
