import { isUnitLine } from '../document/caption.ts'
import type { Lexicon } from '../lexicon/lexicon.ts'
import { accountIn, completeName, headNounOf, knownName } from './naming.ts'
import { measureOfLabel, type RowCell, type TableRow, withoutIndexBase, withoutUnit } from './row-cell.ts'
import { scopeOfHeadings, withScope } from './scope.ts'

/** Words of a column that say when or how an amount was counted and not what: 2024年决算数, 绝对数, 年末数, 全市. */
const COUNTED =
  '(?:指标|项目|类值|产品(?=产|销)|绝对[数额量]|金额|数[值量]|总[计量额]|合计|全[市省州区县]|[本上去]年|同期|年[初末]数?|期末数?|完成数?|实绩|(?:年初|调整|执行|实际)?(?:预算|决算|执行|预计|快报|完成|累计)数)'
const AROUND = new RegExp(`^${COUNTED}{1,6}|${COUNTED}{1,6}$`, 'gu')
const TIMES = /(?:19|20)\d{2}年?|[一二三四]季度|\d{1,2}(?:[-—至]\d{1,2})?月|全年/gu

/** What a column of amounts says beyond time and unit: 产量, 市本级, 小学. Empty for nothing. */
function nounOf({ label }: RowCell): string {
  if (measureOfLabel(label) !== 'level') return ''
  return withoutUnit(withoutIndexBase(label)).replaceAll(TIMES, '').replaceAll(AROUND, '')
}

/** The one noun of all columns of amounts, that completes the row's label for its growth too; empty for several. */
export function nounOfRow({ cells }: TableRow): string {
  const amounts = cells.slice(1).filter(({ label, text }) => /\d/u.test(text) && measureOfLabel(label) === 'level')
  const nouns = new Set(amounts.map(nounOf))
  return nouns.size === 1 ? ([...nouns][0] ?? '') : ''
}

const ITEM =
  /^(?:(?:在总计|其\s?)中\s?[：:]?|[#＃]|[（(]?[一二三四五六七八九十]{1,3}[、.）)]|[（(]?\d{1,2}[、.）)](?!\d))\s?/u

/** 其中：城镇 as 城镇, 1.粮 食 as 粮食. */
export function nameOfLabel(text: string): string {
  let name = withoutUnit(text).replaceAll(/\s/gu, '')
  while (ITEM.test(name)) name = name.replace(ITEM, '')
  return name
}

const SCOPE = /^(?:[省市州区县]|自治区)?(?:本级|级)$/u

/**
 * 粮食 below 产量 is 粮食产量, 税收收入 below 市本级 is 市本级税收收入; a label that names an indicator itself is that. Below any
 * other noun it is another thing (学校数·小学): columns beside each other never answer for the same.
 */
function canonicalOf(name: string, noun: string, lexicon: Lexicon): string {
  const known = knownAs(name, lexicon)
  const own = known ?? name
  if (noun === '' || name.endsWith(noun)) return own
  if (SCOPE.test(noun)) return withScope(own, noun)
  const together = knownAs(name + noun, lexicon)
  if (together !== null) return together
  if (headNounOf(noun) !== noun) return `${own}·${noun}`
  return known === null && headNounOf(name) === null ? name + noun : own
}

/**
 * A part is named by the nearest whole that can name it. What other rows are called as well is told from them by its
 * whole (住户存款·活期存款), unless the whole's name is in its own already (公路货运量).
 */
function nameOfLabelledPart(name: string, { partOf, isAmongLike }: RowCell, lexicon: Lexicon): string | null {
  const named = partOf.map((whole) => nameOfPart(name, whole, lexicon)).find((one) => one !== null) ?? null
  const [whole] = partOf
  if (whole === undefined || !(isAmongLike || REST.test(name))) return named
  const above = canonicalOf(nameOfLabel(whole), '', lexicon)
  if (REST.test(name)) return `${above}·${name}`
  return isTold(named ?? name, above, lexicon) ? named : `${nameOfLabel(whole)}·${named ?? name}`
}

/** Its whole is in its name, or it is known as a part of that. */
function isTold(name: string, whole: string, lexicon: Lexicon): boolean {
  return name.endsWith(whole) || lexicon.indicator(knownAs(name, lexicon) ?? '')?.parent === whole
}

/**
 * What a part of another row's whole is called: 公路 of 货运量 is 公路货运量, 城镇 of 全市常住人口 is 城镇常住人口. Null for a name
 * that needs no other.
 */
function nameOfPart(name: string, whole: string, lexicon: Lexicon): string | null {
  const model = canonicalOf(nameOfLabel(whole), '', lexicon)
  const head = headNounOf(model) ?? ''
  const known = knownAs(name + model, lexicon) ?? (head === '' ? null : knownAs(name + head, lexicon))
  return known ?? completeName(name, model, lexicon)
}

function knownAs(name: string, lexicon: Lexicon): string | null {
  const known = knownName(name, lexicon)
  return known?.before === '' ? known.indicator : null
}

/** What a row's indicator is named from. */
interface RowNames {
  /** The row's label. */
  readonly label: RowCell
  readonly cell: RowCell
  /** Of all columns of amounts; empty where they have several. */
  readonly noun: string
  /** Headings and title above the row, without the labels of the columns. */
  readonly path: readonly string[]
}

/**
 * The indicator of a cell: the row's label, completed by the column, by the row it is a part of, or by the title. The
 * currency of the title is left out of a name that the lexicon knows without it alone.
 */
export function nameOfRow(row: RowNames, lexicon: Lexicon): string {
  const bare = nameOfLabel(row.label.text)
  if (bare === '') return ''
  const whole = namedAs(withCurrency(bare, row.path.join(' ')), row, lexicon)
  const plain = namedAs(bare, row, lexicon)
  const isPlain = lexicon.indicator(whole) === undefined && lexicon.indicator(plain) !== undefined
  const named = withAccount(isPlain ? plain : whole, row.path, lexicon)
  return withScope(named, scopeOfHeadings(row.path))
}

function namedAs(name: string, { label, cell, noun: shared, path }: RowNames, lexicon: Lexicon): string {
  const title = titleOf(path)
  const noun = shared || nounOf(cell)
  const known =
    nameOfTotal(name, [noun, title], lexicon) ??
    nameOfPrice(name, [noun, title], lexicon) ??
    nameOfLabelledPart(name, label, lexicon) ??
    (noun === '' ? nameOfTitle(name, { title, kind: label.label }, lexicon) : null)
  return known ?? canonicalOf(name, noun, lexicon)
}

/** The nearest heading that is neither a unit line nor the base of an index. */
export function titleOf(path: readonly string[]): string {
  return path.findLast((heading) => !isUnitLine(heading) && withoutIndexBase(heading).trim() !== '') ?? ''
}

/** The one indicator that a title or a column names; null for none and several. */
function onlyIndicator(title: string, lexicon: Lexicon): string | null {
  const named = new Set(lexicon.indicatorsIn(title).map(({ canonical }) => canonical))
  const [only = null] = named
  return named.size === 1 ? only : null
}

const TOTAL = /^(?:合计|总计|总数|总指数)$/u

/** 合计 below 居民消费价格指数 is that itself. */
function nameOfTotal(name: string, titles: readonly string[], lexicon: Lexicon): string | null {
  if (!TOTAL.test(name)) return null
  return titles.map((title) => onlyIndicator(title, lexicon)).find((only) => only !== null) ?? null
}

const CONSUMER_PRICES = '居民消费价格指数'

/** Tables of consumer prices name goods alone: 食品烟酒类 is 食品烟酒价格, as in the text around them. */
function nameOfPrice(name: string, titles: readonly string[], lexicon: Lexicon): string | null {
  if (!titles.some((title) => onlyIndicator(title, lexicon) === CONSUMER_PRICES)) return null
  const own = knownAs(name, lexicon)
  if (name.includes('价格')) return own
  const goods = name.replace(/类$/u, '')
  return knownAs(`${name}价格`, lexicon) ?? knownAs(`${goods}价格`, lexicon) ?? `${goods}价格`
}

const PART = /(?:业|类|粮|品)$/u
/** Heads of the rows, and titles, that say that the rows are parts of one thing. */
const CLASSIFIED = /行业|产业|类型|类别|分类|分组|分[^，。]{1,8}(?:情况|增速|增长)/u
const REST = /^其[他它]$/u

/**
 * A row's name where columns name nothing: completed by the one indicator of the table's title, as industries below
 * 生产总值 are told by their 增加值. Null where the title names none or several, and for labels that are no parts.
 */
function nameOfTitle(
  name: string,
  { title, kind }: { readonly title: string; readonly kind: string },
  lexicon: Lexicon,
): string | null {
  const only = onlyIndicator(title, lexicon)
  if (only === null || knownAs(name, lexicon) !== null) return null
  if (REST.test(name)) return `${only}·${name}`
  const isPart = PART.test(name) || (CLASSIFIED.test(kind + title) && headNounOf(name) === null)
  const noun = only === '地区生产总值' ? '增加值' : headNounOf(only)
  return isPart && noun !== null ? canonicalOf(name, noun, lexicon) : null
}

/** The budgets beside the general one. */
const OTHER_BUDGET = /^(?:政府性基金|国有资本经营|社会保险基金)/u
/** Items that every budget has. */
const SHARED_ITEM =
  /^(?:本年|当年|上年|年[终末]|其他|转移|补助|返还|上级|下级|上解|调[入出]|债务|结转|待偿债|再融资|利息|收入|支出)/u
const OWN = /^[省市州县区](?:本级|级)/u
const GENERAL_BUDGET = /^一般公共预算(?:收入|支出)$/u

/** 城乡社区支出 of a table of 政府性基金 is 政府性基金·城乡社区支出: by itself it is the general budget's. */
function withAccount(name: string, path: readonly string[], lexicon: Lexicon): string {
  const account = OTHER_BUDGET.exec(accountIn(titleOf(path)) ?? '')?.[0]
  if (account === undefined || name.includes(account)) return name
  const item = name.replace(OWN, '')
  const isGeneral = GENERAL_BUDGET.test(lexicon.indicator(item)?.parent ?? '')
  return isGeneral || SHARED_ITEM.test(item) ? `${account}·${name}` : name
}

const CURRENCY = /人民币|本外币/u
const MONEY_HELD = /存款|贷款/u

/** A table of 人民币存贷款 says so in its title alone. */
function withCurrency(name: string, title: string): string {
  const currency = MONEY_HELD.test(name) && !CURRENCY.test(name) ? CURRENCY.exec(title)?.[0] : undefined
  return (currency ?? '') + name
}
