import type { Figure } from '../figure/figure.ts'
import type { Lexicon } from '../lexicon/lexicon.ts'
import type { Lead } from './lead.ts'
import { knownName } from './naming.ts'
import type { Phrase, PhraseSource } from './noun-phrase.ts'
import { rightPhrase } from './right-phrase.ts'

/** 拥有超43万名员工: what is counted stands behind the figure, its owner before. */
const HAVING = /(?:有|新增|引进|聚集|集聚)(?:了|约|超|超过|近)?$/

/** 转让其38.78%的股权, 收取的15%的佣金: a part, with what it is a part of behind it. */
const OF_WHOLE: ReadonlySet<Figure['kind']> = new Set(['percent', 'fraction'])
const TAKING = /(?:其|持有?|拥有|[转受出]让|收购|收取|缴纳|支付|享有|获得|出售|减持|增持|征收|加征|承担|给予)[了的]?$/

/**
 * The noun that stands behind the figure of a lead and says what it counts, where it is nearer than `phrase`, the words
 * before; null for none.
 */
export function nounBehind(
  lead: Lead,
  phrase: Phrase | null,
  { source: { text }, lexicon }: BehindOptions,
): Phrase | null {
  return phrase === null || standsBehind(lead, phrase, lexicon) ? phraseBehind(lead, text) : null
}

interface BehindOptions {
  readonly source: PhraseSource
  readonly lexicon: Lexicon
}

/**
 * True when the noun behind an amount is nearer to it than the words before: 拥有43万名员工, 新材料等5个行业, 六大产业,
 * 2亿元以上项目; not after a known indicator or a verb of reaching.
 */
function standsBehind({ figures: [first], predicate }: Lead, phrase: Phrase, lexicon: Lexicon): boolean {
  if (
    /^[两三四五六七八九十]+大$|以[上下内]$/.test(first.text) ||
    HAVING.test(predicate.text) ||
    phrase.text.endsWith('等')
  )
    return true
  const isAmount = first.kind === 'count' || first.kind === 'quantity'
  const isPlain = /^了?$/.test(predicate.text) && knownName(phrase.name, lexicon) === null
  return isPlain && (isAmount || (OF_WHOLE.has(first.kind) && TAKING.test(phrase.text)))
}

/** 3个千亿级和4个百亿级产业集群: counts and classes share the noun behind the last class; null for anything else. */
export function classNoun({ figures, following, limit }: Lead, text: string): Phrase | null {
  const [first] = figures
  const own =
    first.kind === 'scale-class'
      ? first
      : following.find((next) => next.start === first.end && next.kind === 'scale-class')
  if (own === undefined) return null
  const classes = [own, ...following.filter(({ kind, start }) => kind === 'scale-class' && start > own.start)]
  for (const each of classes) {
    const isListed = /^[和及与、]/.test(text.slice(each.end, each.end + 1))
    const noun = isListed
      ? null
      : rightPhrase(text, each, each === own ? Math.max(limit, each.end + 20) : each.end + 20)
    if (noun !== null) return noun
  }
  return null
}

/** 18家电厂存煤已达367万吨: the noun is what the next figure measures. */
const LEADS_ON = /^[已共均约]*(?:达到?|为|占|占比达?|超过?|突破)$/

/** The same where the words stand in the next figure. */
const REACHING = /^(?:突破|超|逾|不低于|不少于)/

/**
 * The noun behind an amount, also behind a second amount that follows at once (两个1万吨绿氢项目); null when none stands
 * there, or the predicate says that the amount is of what went before.
 */
function phraseBehind(lead: Lead, text: string): Phrase | null {
  const { following, limit } = lead
  const [first] = lead.figures
  const [next] = following
  if (!countsWhatFollows(lead)) return null
  if (next?.start === first.end) return rightPhrase(text, next, text.length)
  const noun = rightPhrase(text, first, limit)
  return noun !== null && next !== undefined && isSubjectOf(noun, next, text) ? null : noun
}

function isSubjectOf(noun: Phrase, next: Figure, text: string): boolean {
  return noun.end === next.start ? REACHING.test(next.text) : LEADS_ON.test(text.slice(noun.end, next.start))
}

function countsWhatFollows({ figures, predicate }: Lead): boolean {
  const isAmount = predicate.measure === 'count' || predicate.measure === 'level' || figures[0].kind === 'fraction'
  return isAmount && figures.length === 1 && !/到|至|合计|总计|实际/.test(predicate.text)
}
