import type { Answer, ShownObservation, View } from '../answer/answer.ts'
import { MAX_LISTED } from '../answer/list.ts'
import type { Quote } from '../answer/quote.ts'
import type { Measure, Modality } from '../observation/observation.ts'
import type { Draft, Fragment } from './draft.ts'
import { join, say, wordsOf } from './draft.ts'
import type { Button } from './message.ts'
import { pressFor } from './press.ts'
import { amountOf, slotsOf } from './render-figure.ts'

export type ListAnswer = Extract<Answer, { readonly kind: 'choices' }>

/** Rows of a page: their numbers are two rows of buttons. */
const ROWS = 8
const BUTTONS_IN_ROW = 4

/** What a figure says of its indicator; an amount bears the bare name. */
const MEASURES: Readonly<Record<Measure, string>> = {
  level: '',
  count: '',
  growth: '增速',
  difference: '增减或差距',
  share: '占比',
  rank: '排名',
  ratio: '比例',
}

const MODALITIES: Readonly<Record<Modality, string>> = {
  actual: '',
  cumulative: '（累计）',
  expected: '（预计）',
  planned: '（计划、目标或预算）',
}

/** In which order a list stands. */
const ORDERS: Readonly<Partial<Record<View, string>>> = {
  list: '按地区和时间排列',
  largest: '按数字从大到小排列',
  smallest: '按数字从小到大排列',
}

/** True for answers that are shown row by row. */
export function isList(answer: Answer): answer is ListAnswer {
  return answer.kind === 'choices' && answer.view in ORDERS
}

/** How many pages an answer has: one, but for long lists. */
export function pagesOf(answer: Answer): number {
  const rows = isList(answer) ? answer.observations.length : 0
  return Math.max(1, Math.ceil(rows / ROWS))
}

/** A page of a list, from 0; the last one for a number behind it. Every row has a button for its quotation. */
export function renderList(answer: ListAnswer, asked: number | undefined, page: number): Draft {
  const shownPage = Math.min(page, pagesOf(answer) - 1)
  const first = shownPage * ROWS
  const rows = answer.observations.slice(first, first + ROWS).flatMap((observation, at): Row[] => {
    const quote = answer.quotes[observation.quote]
    return quote === undefined ? [] : [{ number: first + at + 1, observation, quote }]
  })
  const head = renderHead(answer, shownPage)
  return {
    fragments: [...head, ...say`：\n`, ...join(rows.map(renderRow), '\n')],
    buttons: [...quotationButtons(rows), ...pageButtons(answer, asked, shownPage)],
    table: { head, columns: COLUMNS.map((words) => say`${wordsOf(words)}`), rows: rows.map(renderCells) },
  }
}

const COLUMNS = ['序号', '地区', '时间', '指标', '数字'] as const

interface Row {
  readonly number: number
  readonly observation: ShownObservation
  readonly quote: Quote
}

function renderHead(answer: ListAnswer, page: number): Fragment[] {
  const count = answer.observations.length
  const isCut = count >= MAX_LISTED
  const pages = pagesOf(answer)
  return [
    ...say`共${count}条${isCut ? say`以上` : []}，${wordsOf(ORDERS[answer.view] ?? '')}`,
    ...(pages > 1 ? say`（第${page + 1}页，共${pages}页）` : []),
  ]
}

/** 3. 昌吉州 · 2024年1至10月 · 固定资产投资增速 17.4% */
function renderRow(row: Row): Fragment[] {
  const [number = [], place = [], period = [], name = [], amount = []] = renderCells(row)
  return say`${number}. ${join([place, period, name], ' · ')} ${amount}`
}

/** In the order of the columns. */
function renderCells({ number, observation, quote }: Row): Fragment[][] {
  const { indicator, place, period } = slotsOf(observation, quote)
  const name = say`${indicator}${wordsOf(MEASURES[observation.measure])}`
  const amount = say`${amountOf(observation, quote)}${wordsOf(MODALITIES[observation.modality])}`
  return [say`${number}`, [...place], [...period], name, amount]
}

/** By the number of the row: the quotation with its source. */
function quotationButtons(rows: readonly Row[]): Button[][] {
  const buttons = rows.map(({ number, quote: { paragraphId, start, end, source } }): Button => {
    const press = pressFor({ kind: 'copy', paragraphId, documentId: source.documentId, start, end })
    return { label: `引文${number}`, press }
  })
  return [buttons.slice(0, BUTTONS_IN_ROW), buttons.slice(BUTTONS_IN_ROW)].filter((row) => row.length > 0)
}

function pageButtons(answer: ListAnswer, asked: number | undefined, page: number): Button[][] {
  if (asked === undefined) return []
  const turn = (label: string, at: number) => ({ label, press: pressFor({ kind: 'list', asked, at }) })
  const buttons = [
    ...(page > 0 ? [turn('上一页', page - 1)] : []),
    ...(page + 1 < pagesOf(answer) ? [turn('下一页', page + 1)] : []),
    { label: '不对', press: pressFor({ kind: 'wrong', asked }) },
  ]
  return [buttons]
}
