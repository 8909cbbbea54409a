import { periodsIn } from '../figure/periods-in.ts'
import { resolvePeriod } from '../figure/resolve-period.ts'
import type { Article } from './document.ts'
import { isReportTitle } from './report-title.ts'

/** An imprint stands within so many paragraphs of either end of a document. */
const REACH = 8
/** Longer lines are sentences. */
const MAX_LINE = 80

/** Short lines at the head and foot of a document, in that order. */
function imprintLines(articles: readonly Article[]): string[] {
  const texts = articles.flatMap(({ paragraphs }) => paragraphs.map(({ text }) => text))
  const head = texts.slice(0, REACH)
  return [...head, ...texts.slice(Math.max(REACH, texts.length - REACH))].filter(({ length }) => length <= MAX_LINE)
}

const PUBLISHER_LABEL =
  /(?:来源|发布机构|发布单位|发文机关|编制单位|发布者)[：:]\s*([\p{Script=Han}A-Za-z（）·]{2,30}?)(?=浏览|作者|发布|时间|日期|字号|责任|[^\p{Script=Han}A-Za-z（）·]|$)/u
const OFFICE = /(?:统计局|调查队|财政局|发展和改革委员会|人民政府|办公室|财政厅|统计厅|中国人民银行\S{0,12})$/u
const OFFICE_LINE = /^[\p{Script=Han}\s（）]{4,40}$/u

/** A report to a congress names who gives it: 清河市财政局局长 and, behind a blank, his name. */
const OFFICER =
  /^(\p{Script=Han}{2,16}(?:局|厅|委员会|委))(?:党组书记、?)?(?:局长|厅长|主任)(?:\s*\p{Script=Han}\s?\p{Script=Han}{1,3})?$/u

/** Words in the place of a name, and parts of an office that has one. */
const NO_NAME =
  /^(?:本[站网局]|互联网|网络|原创|转载|未知|管理员|作者|发布|时间|日期|浏览|阅读|点击|访问|字[体号]|打印)|^\p{Script=Han}{1,4}(?:科|股|处|(?<!办公)室)$/u

/**
 * The office or paper that a document names as its publisher: behind a label, else as its signature, else below its
 * title; null when it names none.
 */
export function printedPublisher(articles: readonly Article[]): string | null {
  return publisherIn(imprintLines(articles))
}

/** The publisher that short lines from the head and the foot of a document name. */
export function publisherIn(lines: readonly string[]): string | null {
  const labelled = lines
    .map((line) => PUBLISHER_LABEL.exec(line)?.[1])
    .find((name) => name !== undefined && !NO_NAME.test(name))
  const signed = lines.toReversed().find((line) => OFFICE_LINE.test(line) && OFFICE.test(line))
  return labelled ?? signed ?? officeOfSpeaker(lines)
}

function officeOfSpeaker(lines: readonly string[]): string | null {
  return lines.map((line) => OFFICER.exec(line)?.[1]).find((name) => name !== undefined) ?? null
}

const DATE_LABEL =
  /(?:发布时间|发布日期|发文日期|成文日期|印发日期|更新时间|出版日期|信息时间|日期|来源|时间)[：:]|^发布于/u
const ONLY_DATE = /^[（(]?[\d〇○零一二三四五六七八九十年月日号./\s-]{6,16}[）)]?$/u

/**
 * The date a document prints as its own: behind a label or as its signature, to the day or month. Dates within
 * sentences are of what is told, and a document without an imprint has no date: null.
 */
export function printedDate(articles: readonly Article[]): string | null {
  return ownDateIn(imprintLines(articles))
}

/** Below the title of a report to a congress: ——2020年1月16日在清河市第五届人民代表大会第三次会议上. */
const GIVEN = /^[（(—─－\s]{0,4}(\d{4}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日)\s?在[^，。]{2,50}(?:会|会议|大会)上/u

/** The date that short lines from the head and the foot of a document print as its own. */
export function ownDateIn(lines: readonly string[]): string | null {
  const dates = [...lines.filter((line) => DATE_LABEL.test(line)), ...lines.filter((line) => ONLY_DATE.test(line))]
  const given = lines.flatMap((line) => GIVEN.exec(line)?.[1] ?? [])
  return [...dates, ...given].map(dateOf).find((date) => date !== null) ?? null
}

function dateOf(line: string): string | null {
  const mention = periodsIn(line)[0]
  const day = mention === undefined ? null : resolvePeriod(mention, { year: null, date: null })
  if (day === null) return null
  if (day.from === day.to) return day.from
  return day.from.slice(0, 7) === day.to.slice(0, 7) ? day.from.slice(0, 7) : null
}

const FIRST_YEAR = /20\d{2}|二[〇○零]\S{2}/u
const YEARS = new RegExp(FIRST_YEAR, 'gu')
const TITLE_REACH = 150

/**
 * The title of a communiqué or report where other lines stand above it (a site's navigation). Null when there is none,
 * and when it may be a link to another year's: titles of several years, or a year that the text hardly mentions.
 */
export function printedReportTitle(articles: readonly Article[]): string | null {
  const lines = articles.flatMap(({ title, paragraphs }) => [title, ...paragraphs.map(({ text }) => text)])
  const titles = lines.slice(0, TITLE_REACH).filter((line) => isReportTitle(line))
  const years = new Set(titles.map((title) => FIRST_YEAR.exec(title)?.[0] ?? ''))
  const [year = ''] = years
  return years.size === 1 && isMentioned(year, lines) ? (titles[0] ?? null) : null
}

/** The year under report is named more often than any other but perhaps one, the year of a plan or of comparison. */
function isMentioned(year: string, lines: readonly string[]): boolean {
  const counts = new Map<string, number>()
  for (const line of lines) {
    for (const [found] of line.matchAll(YEARS)) counts.set(found, (counts.get(found) ?? 0) + 1)
  }
  const own = counts.get(year) ?? 0
  return [...counts.values()].filter((count) => count > own).length <= 1
}
