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

/** Accounts that companies alone have, and the groups of enterprises that a government reports on. */
const OF_COMPANY = /营收|净利|净亏损|归母|归属于|扣非|每股|毛利|股东|股价|市值|EBITDA/
const OF_GROUP = /规模以上|规上|规模工业|限额|限上|国有|上市公司|行业|企业/

/** True when an indicator is of the accounts of one company, by its name or its owner. */
export function isOfCompany(indicator: string, owner: string): boolean {
  if (OF_GROUP.test(indicator) || OF_GROUP.test(owner)) return false
  return OF_COMPANY.test(indicator) || (COMPANY.test(owner) && OWNED.test(indicator))
}

const BEGINS_WITH_COMPANY =
  /^[^，。；]{0,24}(?<!公立|民营|级|各|类|家|所|等|重点|高等|上市|国有|乡镇|综合|专科|控股)(?:公司|集团|机场|银行|股份|证券|车企|协会|大学|医院)/

/** True when a sentence begins with a company or another body of its own. */
export function beginsWithCompany(words: string): boolean {
  return BEGINS_WITH_COMPANY.test(words)
}

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
