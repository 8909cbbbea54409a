import { readFileSync } from 'node:fs'
import type { ObservationContext } from '../../src/observation/context.ts'
import type { Observation, PeriodSlot } from '../../src/observation/observation.ts'

/** A figure as the gold table states it; `?` leaves a slot open. */
export interface GoldFigure {
  readonly text: string
  readonly measure: string
  readonly indicators: string
  readonly place: string
  readonly period: string
  readonly modality: string
}

export interface GoldParagraph {
  readonly context: ObservationContext
  readonly text: string
  readonly figures: readonly GoldFigure[]
}

/** Reads gold.txt, whose head explains its form. */
export function readGold(): GoldParagraph[] {
  const table = readFileSync(new URL('gold.txt', import.meta.url), 'utf8')
  return table
    .split(/\n\n+/)
    .filter((block) => block.startsWith('@'))
    .map(readBlock)
}

function readBlock(block: string): GoldParagraph {
  const [head = '', sentence = '', ...rows] = block.trim().split('\n')
  return { context: readContext(head), text: sentence.replace(/^> /, ''), figures: rows.map(readFigure) }
}

function readContext(head: string): ObservationContext {
  const [place = null, year = null, title, path = null, date = null] = cells(head.replace(/^@/, '')).map(stated)
  return {
    place,
    date,
    dateBasis: date === null ? null : 'metadata',
    period: year === null ? null : { text: `${year}年`, from: `${year}-01-01`, to: `${year}-12-31` },
    title: title ?? '',
    article: '',
    introduction: '',
    path: path === null ? [] : [path],
  }
}

function stated(cell: string): string | null {
  return cell === '-' ? null : cell
}

function readFigure(row: string): GoldFigure {
  const [text = '', measure = '', indicators = '', place = '', period = '', modality = 'actual'] = cells(row)
  return { text, measure, indicators, place, period, modality }
}

function cells(row: string): string[] {
  return row.split('|').map((cell) => cell.trim())
}

/** An observation in the words of the gold table. */
export function asGold(observation: Observation): GoldFigure {
  return {
    text: observation.text,
    measure: observation.measure,
    indicators: observation.indicators.map(({ canonical }) => canonical).join('+') || '-',
    place: observation.place?.canonical ?? '-',
    period: shortened(observation.period),
    modality: observation.modality,
  }
}

function shortened(period: PeriodSlot | null): string {
  if (period?.from == null || period.to === null) return '-'
  const [from, to] = [period.from, period.to]
  if (from === to) return from
  if (from.endsWith('-01-01') && to === `${from.slice(0, 4)}-12-31`) return from.slice(0, 4)
  if (!from.endsWith('-01')) return `${from}..${to}`
  return from.slice(0, 7) === to.slice(0, 7) ? from.slice(0, 7) : `${from.slice(0, 7)}..${to.slice(0, 7)}`
}

/** The gold figure with its open slots filled from what was read, so that the two can be compared whole. */
export function withOpenSlots(gold: GoldFigure, read: GoldFigure | undefined): GoldFigure {
  const fill = (key: keyof GoldFigure) => (gold[key] === '?' ? (read?.[key] ?? '?') : gold[key])
  return {
    text: gold.text,
    measure: fill('measure'),
    indicators: fill('indicators'),
    place: fill('place'),
    period: fill('period'),
    modality: fill('modality'),
  }
}
