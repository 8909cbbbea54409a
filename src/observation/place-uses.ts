import type { Figure } from '../figure/figure.ts'
import type { Lexicon, PlaceMention } from '../lexicon/lexicon.ts'
import { overlaps, type Span } from '../span.ts'
import { pointedPlace, resolveSelfPlace, selfPlacesIn } from './self-places.ts'
import { firstFrom } from './within.ts'

/**
 * What a place does where it stands: it can own figures (`subject`), be compared with or aimed at (`other`), or belong
 * to the name of something else (`name`: 杭州海关, 长沙港).
 */
export type PlaceRole = 'subject' | 'other' | 'name'

/** A place in a paragraph with what it does there. */
export interface PlaceUse extends Span {
  readonly text: string
  readonly canonical: string
  /** True for 全市 and the like: the words are here, but the document says which place it is. */
  readonly isSelf: boolean
  readonly role: PlaceRole
}

/** After these a place is a yardstick, a direction or a source. */
const OTHER_BEFORE =
  /(?:占|占到|占了|占到了|高于|低于|快于|慢于|优于|好于|多于|少于|高出|低出|超出|超过|不及|跑赢|领先|领跑|引领|比|较|对|向|居|位居|位列|稳居|跃居|排名?|列|至|到|往|赴|自|从|由|为|是|覆盖|辐射|面向|进入|跻身|服务|支援|援助|迈入|率先|出口|来自|飞往|通往|连接|发往|外送|相当于)了?$/
/** 在全国, 在全省: the yardstick of a rank; 在 with a named place may own a figure. */
const RANKED_AFTER =
  /^(?:各?[市省州县区]?(?:排名|位居|位列|居|排|平均|同期|率先|领先|前列|之首|之最|首|唯一|最|第[一二三四五六七八九十\d]|前[一二三四五六七八九十\d]+[位名列强]))/
/** With these the place begins the name of an institution or a work. */
const NAME_AFTER =
  /^(?:(?:\d{1,2}月)?\d{1,2}日(?:电|讯|消息)|[市省区县州]{0,2}(?:委|政府(?!性|债|投资|采购|隐性|专项|一般|和社会|类)|人民政府|人大|人民代表|政协|人民银行|.{0,6}(?:局|厅)(?:长|党|的|介绍|统计|数据|[，、]|$)|海关|银行|大学|学院|师范|日报|农商|集团|股份|证券|科技有限|分行|分公司|证监|研究院|机场|[\u4e00-\u9fff]{2}(?:国际)?机场|[一二三四五\d]?(?:厂|中学|小学|学校|医院|村|路|街)(?!网|区|由|线)|港(?!澳)|站|铁路局|高铁|高速|航空|博览|论坛|论坛))/

/** 全国重点文物保护单位, 全省先进: a grade, not a place. */
const HONOUR_AFTER =
  /^(?:重点(?!监测|调查)|文明|百强|千强|五百强|[\d五百千]+强|先进|示范|优秀|劳动模范|劳模|统一|试点|人大|政协|工商联|道德|双拥|卫生(?!健康|机构|技术)|绿色|科普|民族团结|青年|五一|三八|质量|知名|驰名|性|职业院校|青少年|大学生|锦标|运动会|残疾人运动|体育大会|首批|首个|首家|领先|一流|最大|最|战略|总部|布局|合作|产业链|供应链)/

interface PlaceSurroundings {
  readonly figures: readonly Figure[]
  /** The place the document is about. */
  readonly base: string | null
  readonly lexicon: Lexicon
}

/** The places of a paragraph in order, with their roles. */
export function placeUsesIn(text: string, { figures, base, lexicon }: PlaceSurroundings): PlaceUse[] {
  const uses: PlaceUse[] = []
  /** What 全市 is resolved by where the document's place does not tell: those that the paragraph gives figures to. */
  const known: string[] = []
  for (const mention of mentionsIn(text, lexicon)) {
    const isSelf = mention.canonicals.length === 0
    const canonical = canonicalOf(mention, { base, known, uses, lexicon })
    const isGrade = !isSelf && namesGrade(text, mention, { figures, isContainer: contains(canonical, base, lexicon) })
    const role = isGrade ? 'name' : roleOf(text, mention, { before: uses.at(-1), figures })
    const { start, end, text: printed } = mention
    uses.push({ start, end, text: printed, canonical: canonical ?? printed, isSelf, role })
    const isOwner = role === 'subject' && !isSelf
    if (isOwner && canonical !== null) known.push(canonical)
  }
  return uses
}

interface Named {
  readonly base: string | null
  readonly known: readonly string[]
  readonly uses: readonly PlaceUse[]
  readonly lexicon: Lexicon
}

function canonicalOf(mention: PlaceMention, named: Named): string | null {
  if (mention.canonicals.length === 0) return selfPlace(mention.text, named)
  return choose(mention, named.base ?? named.known.at(-1) ?? null, named.lexicon)
}

function selfPlace(word: string, { base, known, uses, lexicon }: Named): string | null {
  const pointed = pointedPlace(
    word,
    uses.map(({ canonical }) => canonical),
  )
  if (pointed !== null) return pointed
  const nearest = known.toReversed()
  const resolved = [base, ...nearest].map((place) => resolveSelfPlace(word, place, lexicon))
  return resolved.find((place) => place !== null) ?? null
}

/** Places by name and by 全市 and the like, in order; of two that overlap, the latter. */
function mentionsIn(text: string, lexicon: Lexicon): PlaceMention[] {
  const selves = selfPlacesIn(text)
  const named = lexicon.placesIn(text).filter((place) => {
    const near = firstFrom(selves, place.start)
    return !selves.slice(Math.max(0, near - 1), near + 1).some((self) => overlaps(self, place))
  })
  return [...selves, ...named].toSorted((a, b) => a.start - b.start)
}

function contains(outer: string | null, inner: string | null, lexicon: Lexicon): boolean {
  return outer !== null && inner !== null && outer !== inner && (outer === '中国' || lexicon.isInside(inner, outer))
}

/** 河南省诚信企业166家 in a report about a city there: the larger place only says who gave the grade. */
function namesGrade(
  text: string,
  { end }: Span,
  { figures, isContainer }: { figures: readonly Figure[]; isContainer: boolean },
): boolean {
  if (!isContainer) return false
  const next = figures[firstFrom(figures, end)]
  return next?.kind === 'count' && !/[，。；：、]/.test(text.slice(end, next.start))
}

/** Of places that share a short name: the document's own, else one inside it, else one that contains it. */
function choose({ canonicals }: PlaceMention, near: string | null, lexicon: Lexicon): string | null {
  if (canonicals.length === 1 || near === null) return canonicals[0] ?? null
  const chain = lexicon.placeChain(near)
  return (
    canonicals.find((place) => place === near) ??
    canonicals.find((place) => lexicon.isInside(place, near)) ??
    canonicals.find((place) => chain.includes(place)) ??
    canonicals.find((place) => lexicon.placeChain(place).at(-1) === chain.at(-1)) ??
    canonicals[0] ??
    null
  )
}

const RANKED_AMONG = /^[^，。；：、居列升]{1,8}$/

interface Neighbours {
  readonly before: PlaceUse | undefined
  readonly figures: readonly Figure[]
}

function roleOf(text: string, place: Span, { before, figures }: Neighbours): PlaceRole {
  const { start, end } = place
  if (isInName(text, place)) return 'name'
  if (RANKED_AFTER.test(text.slice(end, end + 12)) || isRank(text, place, figures)) return 'other'
  return isOther(text, place, before) || text.slice(start - 1, start + 1) === '在全' ? 'other' : 'subject'
}

function isInName(text: string, { start, end }: Span): boolean {
  const after = text.slice(end, end + 12)
  if (/^(?:国内|境内)$/.test(text.slice(start, end))) return true
  if (text[start] === '全' && HONOUR_AFTER.test(after)) return true
  return text[start] !== '我' && NAME_AFTER.test(after)
}

/** 全国第1位, 全国省会城市第5位, 全国综保区前80强. */
function isRank(text: string, { start, end: at }: Span, figures: readonly Figure[]): boolean {
  const figure = figures[firstFrom(figures, at)]
  if (figure?.kind !== 'rank') return false
  return figure.start === at || (text.startsWith('全', start) && RANKED_AMONG.test(text.slice(at, figure.start)))
}

/** After 高于, 出口 and the like, or listed with a place that is. */
function isOther(text: string, { start }: Span, before: PlaceUse | undefined): boolean {
  const isListed = before !== undefined && /^[、和与及]?$/.test(text.slice(before.end, start))
  return (isListed && before.role === 'other') || OTHER_BEFORE.test(text.slice(Math.max(0, start - 5), start))
}
