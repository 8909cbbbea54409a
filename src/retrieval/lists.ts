import type { Lexicon } from '../lexicon/lexicon.ts'
import { overlaps } from '../span.ts'
import { ASKING } from './question-words.ts'

const JOINT = /、|以及|还有|和|与|(?<![惠普涉危遍触波顾以])及(?!以|其他|其它)|跟/gu
/** A与B之比, A和B相比, A和B一共: one thing, not two. */
const TOGETHER = /之比|的比值|相比|比起来|一共|总共|合计|之和|加起来|共计/u
/** Where the name of the last member ends and the asking begins. */
const ASKING_BEGINS =
  /分别|各自|各(?![种类市省州县区地界])|的?(?:同比|环比|增速|增幅|涨幅|降幅|占比|排名|增长|增加(?!值)|下降|减少|提高)|占|是?多少|有?多少|有?几|达到?|完成(?!数|率)|怎么样|如何|情况|呢|[?？]|$/u
const EACH = /分别|各/u

/** Words that only say something of the name before them: 羊存栏和出栏, 研究生招生、在学和毕业. */
const DEPENDENT =
  /^(?:招生数?|在校生?|在学|在读|在园|毕业生?|收入|支出|存栏量?|出栏量?|进口|出口|余额|限额|产量|产值|面积|单产|总产|销量|出生|死亡|户数|人数|家数|新增|累计|总量|总额|增加值|投资|投资额|销售额|销售面积|成交额|成交面积|施工面积|竣工面积|年初预算数?|调整预算数?|预算数?|决算数?|执行数|完成数|签约额|到位资金|男性|女性|人次|车辆|床位|里程|用户|营业收入|利润总?额?|税收)$/u

/** 第一、二、三产业 and 一二三产: the one word that is written once for all of its members. */
const INDUSTRIES = /第?[一二三][、和,]?第?[一二三](?:[、和,]?第?三)?(?:次?产业|产(?!品|量|值|能))/gu

/**
 * The members of a list that is asked for one by one, each with what is asked of all: 铁路、公路货运量各多少 gives 铁路货运量
 * 各多少 and 公路货运量各多少, 收入和支出 share what stands before them. The text itself where nothing is listed.
 */
export function listMembers(text: string, lexicon: Lexicon): string[] {
  const spelled = text.replace(INDUSTRIES, (listed) =>
    [...listed.matchAll(/[一二三]/gu)].map(([one]) => `第${one}产业`).join('、'),
  )
  const pieces = splitAtJoints(spelled, lexicon)
  if (pieces.length < 2 || TOGETHER.test(spelled)) return [spelled]
  if (pieces.every((piece) => ASKING.test(piece))) return pieces
  const last = pieces.at(-1) ?? ''
  const nameEnd = last.search(ASKING_BEGINS)
  const rest = last.slice(nameEnd)
  const names = [...pieces.slice(0, -1), last.slice(0, nameEnd)].map((name) => name.trim())
  if (names.some((name) => name === '' || name.length > LONGEST_MEMBER)) return [spelled]
  const members = completed(names, { lexicon, isEach: EACH.test(rest) })
  return members === undefined ? [spelled] : members.map((member) => `${member} ${rest}`)
}

/** Joints inside a name stand (社会保障和就业支出). */
function splitAtJoints(text: string, lexicon: Lexicon): string[] {
  const names = lexicon.indicatorsIn(text)
  const joints = [...text.matchAll(JOINT)]
    .map((match) => ({ start: match.index, end: match.index + match[0].length }))
    .filter((joint) => !names.some((name) => overlaps(name, joint)))
  const starts = [0, ...joints.map(({ end }) => end)]
  const ends = [...joints.map(({ start }) => start), text.length]
  return starts.map((start, at) => text.slice(start, ends[at])).filter((piece) => piece.trim() !== '')
}

/** Longer ones are sentences. */
const LONGEST_MEMBER = 40

interface Listing {
  readonly lexicon: Lexicon
  /** True where 分别 or 各 says that each member is asked for. */
  readonly isEach: boolean
}

/** Every member with what it shares with the others; undefined where they make no list of things to ask for. */
function completed(names: readonly string[], listing: Listing): string[] | undefined {
  const ends: Ends = { first: names[0] ?? '', last: names.at(-1) ?? '' }
  const members = names.map((name, at) => {
    if (at === 0) return completeFirst(name, ends, listing)
    return at === names.length - 1 ? completeLast(name, ends, listing) : completeInner(name, ends, listing)
  })
  if (members.every((member) => member !== undefined)) return members
  return listing.isEach ? members.map((member, at) => member ?? names[at] ?? '') : undefined
}

/** The members that others share with: heads are written with the last, stems with the first. */
interface Ends {
  readonly first: string
  readonly last: string
}

function completeFirst(name: string, { last }: Ends, { lexicon, isEach }: Listing): string | undefined {
  if (isName(name, lexicon)) return name
  return isEach ? (headShared(name, last, lexicon) ?? name + headByShape(name, last)) : undefined
}

function completeInner(name: string, ends: Ends, listing: Listing): string | undefined {
  return withStem(name, ends, listing) ?? completeFirst(name, ends, listing)
}

function completeLast(name: string, ends: Ends, listing: Listing): string {
  return withStem(name, ends, listing) ?? name
}

/** 商品房销售面积和销售额: the stem counts even where the word by itself is a name. */
function withStem(name: string, { first }: Ends, { lexicon }: Listing): string | undefined {
  if (!DEPENDENT.test(name)) return isName(name, lexicon) ? undefined : stemShared(name, first, lexicon)
  const shared = stemShared(name, first, lexicon)
  if (shared !== undefined || isName(name, lexicon)) return shared
  return stemBefore(first, lexicon) + name
}

function isName(text: string, lexicon: Lexicon): boolean {
  return reachesOver(text, { border: text.length, lexicon })
}

/** 铁路 with the 货运量 of 水运货运量: the longest end of the last name that makes a known one. */
function headShared(name: string, last: string, lexicon: Lexicon): string | undefined {
  for (let from = 1; from < last.length; from++) {
    const whole = name + last.slice(from)
    if (reachesOver(whole, { border: name.length, lexicon })) return whole
  }
  return undefined
}

/** 支出 with the 社会保险基金 of 社会保险基金收入. */
function stemShared(name: string, first: string, lexicon: Lexicon): string | undefined {
  for (let to = first.length - 1; to > 1; to--) {
    const whole = first.slice(0, to) + name
    if (reachesOver(whole, { border: to, lexicon })) return whole
  }
  return undefined
}

function reachesOver(text: string, { border, lexicon }: { border: number; lexicon: Lexicon }): boolean {
  return lexicon.indicatorsIn(text).some(({ start, end }) => end === text.length && start < border)
}

/** What the first member says before its own last word: 研究生 of 研究生招生, the known name of 教育支出年初预算. */
function stemBefore(first: string, lexicon: Lexicon): string {
  const known = lexicon.indicatorsIn(first).at(-1)
  if (known !== undefined && known.end < first.length) return first.slice(0, known.end)
  for (let from = 1; from < first.length; from++) if (DEPENDENT.test(first.slice(from))) return first.slice(0, from)
  return ''
}

/** No table knows the names: members of a list are alike, so 火电、水电、风电装机容量 share what follows 风电. */
function headByShape(name: string, last: string): string {
  const isAlike = last.charAt(name.length - 1) === name.at(-1)
  const head = last.slice(name.length)
  return isAlike && head.length > 1 && !last.startsWith(name) ? head : ''
}
