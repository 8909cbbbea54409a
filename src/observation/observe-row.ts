import { periodsIn } from '../figure/periods-in.ts'
import type { Lexicon } from '../lexicon/lexicon.ts'
import { scopeOfCell } from './account-scope.ts'
import type { ObservationContext } from './context.ts'
import { modalityIn, modalityOfHeadings } from './modality.ts'
import type { Measure, Modality, PeriodSlot, ScopedObservation, Slot } from './observation.ts'
import { placeAbove } from './place-above.ts'
import { nameOfLabel, nameOfRow, nounOfRow, titleOf } from './row-indicator.ts'
import { isBareYear, periodOfCell } from './row-period.ts'
import { stageIn } from './stage.ts'
import {
  figureOfCell,
  isAmount,
  measureOfLabel,
  type RowCell,
  type TableRow,
  tableRow,
  unitOfLabel,
  unitOfLine,
} from './row-cell.ts'

/** What a row has said up to a cell. */
interface RowState {
  /** The words that the next numbers are about; null before any. */
  readonly label: RowCell | null
  /** The place that a label of this row names; other labels may stand between it and the numbers. */
  readonly place: Slot | null
  /** The unit that a column of units states for this row. */
  readonly unit: string
  /** What the amounts of this row are called by their column: 产量 of 产量（万吨）. */
  readonly noun: string
  /** Of the column before: 增长% stands behind the year it is of, and is as sure as the amount. */
  readonly period: PeriodSlot | null
  readonly modality: Modality | null
  /** What the column before names, where columns name the indicators. */
  readonly named: readonly Slot[]
}

interface RowContext {
  readonly row: TableRow
  readonly above: ObservationContext
  readonly lexicon: Lexicon
}

/**
 * The numbers of a table's row: what they are about is the row's label, completed by the column's (粮食 and 产量); period,
 * measure and unit come from the column's label, else from the table's title and unit line. What neither says stays null
 * or empty.
 */
export function observeRow(text: string, context: ObservationContext, lexicon: Lexicon): ScopedObservation[] {
  const row = tableRow(text, context)
  const above = { ...context, path: row.path }
  const observations: ScopedObservation[] = []
  let state: RowState = {
    label: null,
    place: null,
    unit: '',
    noun: nounOfRow(row),
    period: null,
    modality: null,
    named: [],
  }
  for (const cell of row.cells) {
    const observed = observeCell(cell, state, { row, above, lexicon })
    if (observed !== null) observations.push(observed)
    state = stateAfter(cell, observed, { state, above, lexicon })
  }
  return observations
}

/** Columns that number rows and hold no data. */
const NUMBERING = /^(?:序号|编号|代码|编码|行次|科目编码|科目代码)$/u
const UNIT_COLUMN = /^(?:计量)?单\s?位$/u

function stateAfter(cell: RowCell, observed: ScopedObservation | null, { state, above, lexicon }: Context): RowState {
  const { text } = cell
  if (observed !== null) {
    const period = observed.period?.basis === 'heading' ? observed.period : state.period
    const named = observed.indicators[0]?.basis === 'heading' ? observed.indicators : state.named
    return { ...state, period, named, modality: observed.modality }
  }
  if (!isLabel(cell, state)) return state
  if (isUnitCell(cell, state, lexicon)) return { ...state, unit: text }
  const place = placeOfLabel(cell, above, lexicon) ?? state.place
  return { ...state, label: cell, place, unit: '', period: null, modality: null, named: [] }
}

/** Words, or the year that a row begins with. */
function isLabel({ text, label }: RowCell, state: RowState): boolean {
  if (NUMBERING.test(label)) return false
  return (/\p{L}/u.test(text) && !/\d$/u.test(text)) || (state.label === null && isBareYear(text))
}

interface Context {
  readonly state: RowState
  readonly above: ObservationContext
  readonly lexicon: Lexicon
}

function isUnitCell({ text, label }: RowCell, state: RowState, lexicon: Lexicon): boolean {
  return UNIT_COLUMN.test(label) || (state.label !== null && lexicon.unit(text) !== undefined)
}

function observeCell(cell: RowCell, state: RowState, { row, above, lexicon }: RowContext): ScopedObservation | null {
  if (state.label === null || NUMBERING.test(cell.label)) return null
  const ofColumn = measureOfLabel(cell.label)
  const measure = ofColumn === 'level' ? measureOfLabel(state.label.text) : ofColumn
  const figure = figureOfCell(cell, unitOf(cell, measure, { state, row, lexicon }), lexicon)
  if (figure === null) return null
  const before = isAmount(measure) ? null : state.modality
  const modality = modalityIn(cell.label) ?? before ?? modalityOfHeadings(row.path, above.title)
  return {
    ...figure,
    measure,
    modality,
    stage: stageIn(cell.label, { measure, modality, before: null }),
    indicators: indicatorsOf(state, { cell, measure, row, lexicon }),
    place: state.place ?? placeAbove(above, lexicon),
    period: periodOfCell({ label: cell.label, rowLabel: state.label.text, before: state.period, modality }, above),
    scope: scopeOfCell([cell.label, state.label.text], above),
  }
}

function unitOf(
  { label }: RowCell,
  measure: Measure,
  { state, row, lexicon }: { readonly state: RowState; readonly row: TableRow; readonly lexicon: Lexicon },
): string {
  const ofColumn = unitOfLabel(label, lexicon)
  if (ofColumn !== '') return ofColumn
  const ofRow = isAmount(measure) ? unitOfLabel(state.label?.text ?? '', lexicon) || state.unit : ''
  return ofRow || unitOfLine(row.unitLine, measure, lexicon)
}

interface CellContext {
  readonly cell: RowCell
  readonly measure: Measure
  readonly row: TableRow
  readonly lexicon: Lexicon
}

function indicatorsOf(state: RowState, context: CellContext): readonly Slot[] {
  const { label } = state
  if (label === null) return []
  const { cell, row, lexicon } = context
  const above = namedByColumn(state, context)
  // Of a row that is a place's or a year's the columns name the indicators, and that of the whole where they do.
  const isNameless = label.text === state.place?.text || isPeriod(label.text)
  if (above.length > 0 && (isNameless || WHOLE.test(nameOfLabel(label.text)))) return above
  if (isNameless) return indicatorAbove(titleOf(row.path), lexicon)
  const canonical = nameOfRow({ label, cell, noun: state.noun, path: row.path }, lexicon)
  return canonical === '' ? [] : [{ text: label.text, canonical, basis: 'clause' }]
}

/** Growth is of what the column before names, unless its own names something. */
function namedByColumn({ named }: RowState, { cell, measure, lexicon }: CellContext): readonly Slot[] {
  const own = indicatorAbove(cell.label, lexicon)
  return own.length === 0 && !isAmount(measure) ? named : own
}

const WHOLE = /^(?:全[国省市州县区]|合计|总计|总数)$/u

/** The first that a label above a column names. */
function indicatorAbove(label: string, lexicon: Lexicon): Slot[] {
  const [named] = lexicon.indicatorsIn(label)
  return named === undefined ? [] : [{ text: named.text, canonical: named.canonical, basis: 'heading' }]
}

function isPeriod(text: string): boolean {
  if (isBareYear(text)) return true
  const [only] = periodsIn(text)
  return only !== undefined && only.start === 0 && only.end === text.length
}

/** The place that a row is about: its label is nothing but the name of one. */
function placeOfLabel({ text }: RowCell, { place: base }: ObservationContext, lexicon: Lexicon): Slot | null {
  const name = nameOfLabel(text)
  const [only] = lexicon.placesIn(name)
  if (only === undefined || only.start !== 0 || only.end !== name.length) return null
  const inside = only.canonicals.find((one) => base !== null && (one === base || lexicon.isInside(one, base)))
  const canonical = inside ?? (only.canonicals.length === 1 ? only.canonicals[0] : undefined)
  return canonical === undefined ? null : { text, canonical, basis: 'clause' }
}
