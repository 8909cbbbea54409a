import type { Lexicon } from '../lexicon/lexicon.ts'
import { selfPlacesIn } from '../observation/self-places.ts'
import { overlaps } from '../span.ts'
import type { Span } from '../span.ts'
import type { AskedPlace } from './question.ts'

export interface AskedPlaceMention extends Span {
  readonly place: AskedPlace
  /** True for a yardstick (占全疆, 高于全国, 在全省排): it is not what the question is about. */
  readonly isYardstick: boolean
}

/** Before a place, these make it a yardstick. */
const YARDSTICK_BEFORE = /(?:占|占到|占了|占到了|高于|低于|快于|慢于|高出|低出|高过|超过|优于|好于|多于|少于|不如|比|较|跟|与|和|同)了?$/u
/** In 在全疆排第几 and 全省第几 the place is the field of the rank. */
const RANKED_AFTER = /^(?:各[市省州县区]{1,2})?(?:里|中|内|的|范围内)?(?:排|位居|位列|居(?!民|住)|第(?:几|多少)|名列|处于)/u
const COMPARED_AFTER = /^(?:[^，,。？?]{0,6})(?:相比|比起来|比，|对比)/u

/** The places of a question. 全市 beside a named place (郑州全市) adds nothing and is left out. */
export function askedPlacesIn(text: string, lexicon: Lexicon): AskedPlaceMention[] {
  const selves = selfPlacesIn(text).map((self) => ({ ...self, canonicals: [] as readonly string[] }))
  const named = lexicon.placesIn(text).filter((place) => !selves.some((self) => overlaps(self, place)))
  const mentions = [...selves, ...named]
    .toSorted((a, b) => a.start - b.start)
    .map(({ start, end, text: words, canonicals }) => ({
      start,
      end,
      place: { text: words, canonicals: words === '全国' ? ['中国'] : canonicals },
      isYardstick: isYardstick(text, { start, end }),
    }))
  const hasNamed = mentions.some(({ place, isYardstick: other }) => !other && place.canonicals.length > 0)
  return mentions.map((mention) =>
    hasNamed && mention.place.canonicals.length === 0 ? { ...mention, isYardstick: true } : mention,
  )
}

function isYardstick(text: string, { start, end }: Span): boolean {
  const before = text.slice(Math.max(0, start - 4), start)
  const after = text.slice(end)
  if (/[跟与和同]$/u.test(before)) return COMPARED_AFTER.test(after)
  return YARDSTICK_BEFORE.test(before) || RANKED_AFTER.test(after)
}
