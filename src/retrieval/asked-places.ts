import type { Lexicon, PlaceLevel } from '../lexicon/lexicon.ts'
import { selfPlacesIn } from '../observation/self-places.ts'
import { overlaps } from '../span.ts'
import type { Span } from '../span.ts'
import type { AskedPlace } from './question.ts'

/**
 * How a place stands in a question: `subject`, what is asked about; `yardstick` (占全疆, 高于全国, 在全省排); `partner` (对美国
 * 出口, 出口东盟), which is a word of the topic; `aside`, which adds nothing (郑州全市).
 */
type PlaceRole = 'subject' | 'yardstick' | 'partner' | 'aside'

export interface AskedPlaceMention extends Span {
  readonly place: AskedPlace
  readonly role: PlaceRole
}

/** Before a place, these make it a yardstick. */
const YARDSTICK_BEFORE =
  /(?:占|占到|占了|占到了|高于|低于|快于|慢于|高出|低出|高过|超过|优于|好于|多于|少于|不如|比|较|跟|与|和|同|[位列排]?居|位列|名列|排在?)了?$/u
/** In 在全疆排第几 and 全省第几 the place is the field of the rank. */
const RANKED_AFTER =
  /^(?:各[市省州县区]{1,2})?(?:里|中|内|的|范围内)?(?:排|位居|位列|居(?!民|住)|第(?:几|多少)|名列|处于)/u
const COMPARED_AFTER = /^[^，,。？?]{0,6}(?:相比|比起来|比，|对比)/u
const RANK_WORD = /第(?:几|多少)|(?<!安)排(?:名|位|第|在)|位次|名次|几名/u

const PARTNER_BEFORE = /(?:对|向|从|自|往|至|出口到?|进口|来自|销往|输往|发往|援助)$/u
const PARTNER_AFTER = /^(?:市场|地区|等国)?的?(?:出口|进口|进出口|投资|游客|客商|援疆|援助|方向)/u

/** 郑州市本级 is 郑州 with its 市本级, the account; 义乌市场主体 is 义乌 with its 市场主体. */
const LEVEL_BEGINS_WORD = /^(?:[省市州县区旗盟](?:本级|级(?!以|市))|市场|市民|市值|市政|县域|区域|区块|省道|省会)/u

/** The places of a question, each with its part in it. */
export function askedPlacesIn(text: string, lexicon: Lexicon): AskedPlaceMention[] {
  // 该市 points back to the question before, from which an open place is filled.
  const selves = selfPlacesIn(text)
    .filter((self) => !self.text.startsWith('该'))
    .map(({ start, end, text: words }): FoundPlace => ({ start, end, text: words, canonicals: [] }))
  const named = lexicon.placesIn(text).filter((place) => !selves.some((self) => overlaps(self, place)))
  const found = [...selves, ...named]
    .filter((place) => !isOnRoute(text, place))
    .toSorted((a, b) => a.start - b.start)
    .map((place) => beforeLevelWord(text, withMistypedLevel(text, place, lexicon), lexicon))
  const mentions = found.map((place): AskedPlaceMention => {
    const canonicals = place.text === '全国' ? ['中国'] : place.canonicals
    const { start, end } = place
    return { start, end, place: { text: place.text, canonicals }, role: roleOf(text, place) }
  })
  const placed = withOwner(text, withInnermost(text, mentions, lexicon), lexicon)
  return withAsides(withFields(text, placed, lexicon), text, lexicon)
}

/** 宁夏到湖南的特高压线路, 昌吉—古泉输电工程: the ends of a line are words of its name. */
const LINE = String.raw`[^，,。？?]{0,6}(?:特高压|铁路|高铁|高速|公路|线路|航线|班列|输电|直流|管道|运河|城际)`
const LINE_FROM = new RegExp(`^(?:到|至|—+|--?|–)\\p{L}{2,6}?${LINE}`, 'u')
const LINE_TO = new RegExp(`^${LINE}`, 'u')
const ROUTE_BEFORE = /\p{L}{2}(?:到|至|—+|--?|–)$/u

function isOnRoute(text: string, { start, end }: Span): boolean {
  return LINE_FROM.test(text.slice(end)) || (ROUTE_BEFORE.test(text.slice(0, start)) && LINE_TO.test(text.slice(end)))
}

interface FoundPlace extends Span {
  readonly text: string
  readonly canonicals: readonly string[]
}

/** 昌吉洲: the sound of 州. */
function withMistypedLevel(text: string, place: FoundPlace, lexicon: Lexicon): FoundPlace {
  if (text.charAt(place.end) !== '洲') return place
  const canonicals = lexicon.placesIn(`${place.text}州`).find(({ end }) => end === place.text.length + 1)?.canonicals
  return canonicals === undefined ? place : { ...place, text: `${place.text}州`, end: place.end + 1, canonicals }
}

function beforeLevelWord(text: string, place: FoundPlace, lexicon: Lexicon): FoundPlace {
  if (!LEVEL_BEGINS_WORD.test(text.slice(place.end - 1)) || place.text.length < 3) return place
  const short = place.text.slice(0, -1)
  const canonicals = lexicon.placesIn(short).find(({ end }) => end === short.length)?.canonicals
  return { ...place, text: short, end: place.end - 1, canonicals: canonicals ?? place.canonicals }
}

function roleOf(text: string, { start, end }: Span): PlaceRole {
  const before = text.slice(Math.max(0, start - 4), start)
  const after = text.slice(end)
  if (/(?<!相)[跟与和同]$/u.test(before)) return COMPARED_AFTER.test(after) ? 'yardstick' : 'subject'
  if (PARTNER_BEFORE.test(before) || (before.endsWith('在') && after.startsWith('市场'))) return 'partner'
  return YARDSTICK_BEFORE.test(before) || RANKED_AFTER.test(after) ? 'yardstick' : 'subject'
}

/** 绵阳市涪城区 is the district, and of all districts of that name the one there. */
function withInnermost(text: string, mentions: readonly AskedPlaceMention[], lexicon: Lexicon): AskedPlaceMention[] {
  return mentions.map((mention, at) => {
    const { place, role, start, end } = mention
    const [before, after] = [mentions[at - 1], mentions[at + 1]]
    const leadsTo = after !== undefined && isJoined(text, end, after.start) && isAround(place, after.place, lexicon)
    if (leadsTo && role === 'subject' && place.canonicals.length > 0) return { ...mention, role: 'aside' }
    if (before === undefined || !isJoined(text, before.end, start)) return mention
    const there = place.canonicals.filter((one) =>
      before.place.canonicals.some((other) => lexicon.isInside(one, other)),
    )
    return there.length === 0 ? mention : { ...mention, place: { ...place, canonicals: there } }
  })
}

function isJoined(text: string, end: number, start: number): boolean {
  return /^的?$/u.test(text.slice(end, start))
}

/** 规上工业 behind a place and before 比重: a thing of that place, which is the one asked about. */
const OWN_THING = /^的?(?!比重|比例|份额|总[量额]|多少|几|百分)\p{L}{3,}(?:比重|比例|份额|多少|几成|百分之)/u
const OWNERS: ReadonlySet<PlaceLevel> = new Set(['prefecture', 'county', 'zone'])

/** 装备制造占绍兴规上工业的比重 asks about 绍兴, the only place there is. */
function withOwner(text: string, mentions: readonly AskedPlaceMention[], lexicon: Lexicon): AskedPlaceMention[] {
  const [only, ...others] = mentions
  if (only?.role !== 'yardstick' || others.length > 0) return [...mentions]
  const isOwner = only.place.canonicals.some((one) => OWNERS.has(lexicon.place(one)?.level ?? 'country'))
  const isOf = /占[到了]?$/u.test(text.slice(0, only.start)) && OWN_THING.test(text.slice(only.end))
  return isOwner && isOf ? [{ ...only, role: 'subject' }] : [only]
}

/** Of several places of a rank question, the one around the first is the field: 郑州开行量居全国城市第几位. */
function withFields(text: string, mentions: readonly AskedPlaceMention[], lexicon: Lexicon): AskedPlaceMention[] {
  const first = mentions.find(({ role }) => role === 'subject')
  if (first === undefined || !RANK_WORD.test(text)) return [...mentions]
  return mentions.map((mention) =>
    mention !== first && mention.role === 'subject' && isAround(mention.place, first.place, lexicon)
      ? { ...mention, role: 'yardstick' }
      : mention,
  )
}

function isAround(outer: AskedPlace, inner: AskedPlace, lexicon: Lexicon): boolean {
  if (outer.canonicals.length === 0 || outer.canonicals.includes('中国')) return true
  return inner.canonicals.some((one) => outer.canonicals.some((other) => lexicon.isInside(one, other)))
}

/** 全市 beside a named place adds nothing; a foreign place beside one of ours is whom it deals with. */
function withAsides(mentions: readonly AskedPlaceMention[], text: string, lexicon: Lexicon): AskedPlaceMention[] {
  const subjects = mentions.filter(({ role }) => role === 'subject')
  const hasNamed = subjects.some(({ place }) => place.canonicals.length > 0)
  const hasOwn = subjects.some(({ place }) => !isForeign(place, lexicon))
  return mentions.map((mention) => {
    if (mention.role !== 'subject') return mention
    const isPartner = hasOwn && isForeign(mention.place, lexicon)
    if (isPartner || (hasOwn && subjects[0] !== mention && PARTNER_AFTER.test(text.slice(mention.end)))) {
      return { ...mention, role: 'partner' }
    }
    return hasNamed && mention.place.canonicals.length === 0 ? { ...mention, role: 'aside' } : mention
  })
}

/** Countries and groups of countries, China and its regions not among them. */
function isForeign({ canonicals }: AskedPlace, lexicon: Lexicon): boolean {
  return canonicals.length > 0 && canonicals.every((canonical) => isForeignName(canonical, lexicon))
}

function isForeignName(canonical: string, lexicon: Lexicon): boolean {
  const level = lexicon.place(canonical)?.level
  if (canonical === '中国' || (level !== 'country' && level !== 'region')) return false
  return (
    level === 'country' ||
    lexicon.places.some((place) => place.level === 'country' && lexicon.isInside(place.canonical, canonical))
  )
}
