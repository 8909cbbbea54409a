import type { Lexicon } from '../lexicon/lexicon.ts'
import { knownName } from './naming.ts'

/**
 * A company, or a group of enterprises, whose accounts a sentence reports: what stands before 实现营业收入, 净利润 and the
 * like, with a time between perhaps.
 */
const OWNER =
  /^(.{2,24}?(?:公司|集团|企业|股份|银行|证券|单位|事务所))(?:[（(][^）)]{1,20}[）)])?(?:全年|今年|去年|当年|上半年|[\d年月至日前第一二三四季度半上下全-]{2,12})?，?(?:共|累计|合计|预计|将|已)?(?:实现|完成|取得)?(?:营业|营收|总营收|利润|净利|归母|归属|资产|主营|销售收入|研发投入|研发费用|毛利|净亏损|亏损)/
/** Items of such accounts: they mean nothing without their owner. */
const OWNED =
  /^(?:总?营业?收入|总?营收|主营业务收入|营业总收入|营业成本|营业利润|利润总额|利税总额|(?:归母|归属.{2,14}的?|扣非|扣除.{2,16}的?)?净?利润|净亏损|资产负债率|资产总计|总资产|净资产|资产总额|负债合计|研发投入|研发费用|毛利率|净利率|产品销售率|每百元.+|营业收入利润率|销售收入|亏损面|应收账款.*|产成品存货.*|平均用工人数)/
const COMPANY = /(?:公司|集团|股份|银行|证券|事务所)$/

/** The owner that the words of a clause name before its accounts; empty for none. */
export function ownerIn(words: string): string {
  const owner = (OWNER.exec(words)?.[1] ?? '').replace(/^(?:预计|其中|今年|去年|目前|同期|此外|公告称)+/, '')
  return owner === '公司' ? '' : owner.replace(/^规(?:上|模(?!以上))/, '规模以上')
}

/** 利润总额 of 规模以上工业企业, as one name; null when the indicator is no item of accounts, or has its owner. */
export function ownedName(name: string, owner: string, lexicon: Lexicon): string | null {
  if (owner === '' || !OWNED.test(name) || name.startsWith(owner)) return null
  const known = knownName(owner + name, lexicon)
  if (known !== null && known.before === '' && known.indicator !== knownName(name, lexicon)?.indicator)
    return known.indicator
  return COMPANY.test(owner) ? owner + name : null
}
