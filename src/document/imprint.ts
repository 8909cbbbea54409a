import { periodsIn } from '../figure/periods-in.ts'
import { resolvePeriod } from '../figure/resolve-period.ts'
import type { Article } from './document.ts'

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

const PUBLISHER_LABEL = /(?:来源|发布机构|发布单位|发文机关|编制单位|发布者)[：:]\s*([^\s，。；：:|]{2,30})/u
const OFFICE = /(?:统计局|调查队|财政局|发展和改革委员会|人民政府|办公室|财政厅|统计厅|中国人民银行\S{0,12})$/u
const OFFICE_LINE = /^[\p{Script=Han}\s（）]{4,40}$/u

/** The office or paper that a document names as its publisher: behind a label, or as its signature; else null. */
export function printedPublisher(articles: readonly Article[]): string | null {
  const lines = imprintLines(articles)
  const labelled = lines.map((line) => PUBLISHER_LABEL.exec(line)?.[1]).find((name) => name !== undefined)
  return labelled ?? lines.find((line) => OFFICE_LINE.test(line) && OFFICE.test(line)) ?? null
}

const DATE_LABEL = /(?:发布时间|发布日期|发文日期|成文日期|印发日期|更新时间|出版日期|日期|来源)[：:]/u
const ONLY_DATE = /^[（(]?[\d〇○零一二三四五六七八九十年月日号./\s-]{6,16}[）)]?$/u

/**
 * The date a document prints as its own: behind a label or as its signature, to the day or month. Dates within
 * sentences are of what is told, and a document without an imprint has no date: null.
 */
export function printedDate(articles: readonly Article[]): string | null {
  const lines = imprintLines(articles)
  const dates = [...lines.filter((line) => DATE_LABEL.test(line)), ...lines.filter((line) => ONLY_DATE.test(line))]
  return dates.map(dateIn).find((date) => date !== null) ?? null
}

function dateIn(line: string): string | null {
  const mention = periodsIn(line)[0]
  const day = mention === undefined ? null : resolvePeriod(mention, { year: null, date: null })
  if (day === null) return null
  if (day.from === day.to) return day.from
  return day.from.slice(0, 7) === day.to.slice(0, 7) ? day.from.slice(0, 7) : null
}
