import type { Figure } from '../figure/figure.ts'
import type { Phrase } from './noun-phrase.ts'

/** A noun behind a figure ends before these. */
const STOP =
  /[\s，,。；;：:！？!?（）()《》\t|]|与|和(?=.{0,8}\d)|及(?=.{0,8}\d)|被|中(?![国央医小心学级欧西东部药试型高转低共])|现场|集中|满载|施工(?!企业|面积|项目)|(?<=.)建设(?!项目|用地|工程|兵团)|开工|正在|已|将|在(?!建|校|职|线|岗|册|园)|由|为|是|均|全部|成功|顺利|实现|完成|建立|签订|荣获|获得|获评|获批|入选|列入|纳入|通过|达到|超过|投产|投用|落地|建成|竣工|启动|上线|进入|增长|下降|提高|减少|占|居|以上|左右|相继|陆续|先后|参加|参与|受益|用于|同比|比上年|较|分别|开展|需要|可以|能够|向(?!量)|对|等(?!级|离)|以及|并|从|到(?!位)|给予|给|为主|位居|跻身|达成|运行|推进|惠及|覆盖|按|主要|进场|(?<!新)入驻|入场|加快|提速|落户|销往|发往|运往|流向|年内|深入|发放|进行|前来|走访|全面|申请|联系|奔赴|赶赴|覆盖|来自|享受|实行|开复工|扎根|抵达|签下|之后|建成后|交付|规模(?:约|达|超)|总投资|总金额|投资额|投资总额|投资规模|总装机|总产能|总产值|总规模|总面积|总里程|合同额|预计|携(?!带|程)|共计|总计|合计|共(?=[\d有计获收])|抢抓|正(?=增长)|获(?!得感)|以来/
/** Longer runs are no noun. */
const LONGEST = 24
const NO_NOUN = /^(?:[、，]|的|多|余|内|前(?![端沿台景期置])|后|起|来|间|之|时|以|左|上|下|里|处|次之|日|月|年|季)/
/** 投入3亿元支持…: what the money is for. */
const PURPOSE =
  /^(?:支持|实施|用于|建设|开展|推进|推动|保障|帮助|改善|促进|解决|化解|完善|购买|新建|改造|提升|加强|落实|投向)(?!项目|用地|资金|房|性|力|金|工程)/
const LEFT_OPEN = /^[“‘"]/

/**
 * The noun behind a counted or measured figure (286个延链补链项目), up to `limit`; null when none stands there. Of a
 * list of classes with one noun at its end (3个千亿级和4个百亿级产业集群) it is that noun.
 */
export function rightPhrase(text: string, figure: Figure, limit: number): Phrase | null {
  const raw = text.slice(figure.end, Math.min(limit, figure.end + LONGEST))
  const start = LEFT_OPEN.test(raw) ? 0 : (/^的?/.exec(raw)?.[0].length ?? 0)
  const stop = raw.slice(start).search(STOP)
  const noun = (stop < 0 ? raw : raw.slice(0, start + stop)).slice(start).replace(/之一$|(?<![、“‘的])[、“‘的]+$/, '')
  const name = noun.replaceAll(/[“”‘’]/g, '')
  if (name.length < 2 || NO_NOUN.test(noun) || PURPOSE.test(noun)) return null
  const at = figure.end + start
  return { start: at, end: at + noun.length, text: noun, name, verb: '' }
}
