import { blanksBefore } from '../indent.ts'
import { indentedParts } from './indented-part.ts'
import { isContainer, PLAIN, setsApart, styleOf, type TextStyle } from './html-element.ts'
import { type HtmlHandler, type OpenTag, readHtmlEvents } from './html-events.ts'
import type { Box, HtmlBlock, HtmlCell, HtmlPage, HtmlTable } from './html-page.ts'
import { raisedDigits } from '../raised-digit.ts'
import { createLocate, type Locate, type TextRun, toPassage } from './html-text.ts'

/** Whether pieces lead into the source, or count its blocks as lines where the source was made from another file. */
export type Numbering = 'source' | 'blocks'

/** Takes a page apart into blocks; null when its elements are too many or nested too deep. */
export function readHtmlPage(source: string, numbering: Numbering = 'source'): HtmlPage | null {
  const state = createState(numbering === 'source' ? createLocate(source) : null)
  const handler: HtmlHandler = {
    open: (tag) => openElement(state, tag),
    close: () => closeElement(state),
    text: (text, start, width) => addText(state, { text, start, width }),
  }
  if (!readHtmlEvents(source, handler)) return null
  endBlock(state)
  const { blocks, boxes, title, meta } = state
  return { blocks, boxes, title: title.trim(), meta }
}

interface OpenElement {
  readonly isApart: boolean
  readonly style: TextStyle
  readonly box: Box | null
  readonly table: HtmlTable | null
  readonly cell: HtmlCell | null
}

const OUTSIDE: OpenElement = { isApart: false, style: PLAIN, box: null, table: null, cell: null }

interface State {
  readonly locate: Locate | null
  readonly open: OpenElement[]
  readonly blocks: HtmlBlock[]
  readonly boxes: Box[]
  readonly meta: Map<string, string>
  title: string
  /** The text of the block that is not over yet. */
  runs: TextRun[]
  length: number
  linked: number
  bold: number
}

function createState(locate: Locate | null): State {
  return {
    locate,
    open: [],
    blocks: [],
    boxes: [],
    meta: new Map(),
    title: '',
    runs: [],
    length: 0,
    linked: 0,
    bold: 0,
  }
}

function openElement(state: State, tag: OpenTag): void {
  const around = state.open.at(-1) ?? OUTSIDE
  const isApart = setsApart(tag.name)
  if (isApart) endBlock(state)
  if (tag.name === 'meta') addMeta(state, tag)
  const box = isContainer(tag.name) ? { first: state.blocks.length, end: Infinity } : null
  if (box !== null) state.boxes.push(box)
  const style = styleOf(tag, around.style)
  state.open.push({ isApart, style, box, ...partOfTable(tag, { ...around, style }) })
}

function closeElement(state: State): void {
  const element = state.open.at(-1) ?? OUTSIDE
  if (element.isApart) endBlock(state)
  if (element.box !== null) element.box.end = state.blocks.length
  state.open.pop()
}

function addMeta(state: State, { attributes }: OpenTag): void {
  const name = (attributes['name'] ?? attributes['property'] ?? '').toLowerCase()
  if (!state.meta.has(name)) state.meta.set(name, attributes['content']?.trim() ?? '')
}

const TABLE_PARTS: ReadonlySet<string> = new Set(['tr', 'td', 'th'])

function partOfTable(
  { name, attributes }: OpenTag,
  { table, cell, style }: Pick<OpenElement, 'table' | 'cell' | 'style'>,
): Pick<OpenElement, 'table' | 'cell'> {
  if (name === 'table') return { table: { within: cell, rows: [] }, cell: null }
  if (table === null || !TABLE_PARTS.has(name)) return { table, cell }
  if (name === 'tr' || table.rows.length === 0) table.rows.push([])
  if (name === 'tr') return { table, cell: null }
  const [columnSpan, rowSpan] = [spanOf(attributes['colspan']), spanOf(attributes['rowspan'])]
  const own: HtmlCell = { table, columnSpan, rowSpan, isHead: style.isHead }
  table.rows.at(-1)?.push(own)
  return { table, cell: own }
}

/** No report has wider cells; browsers stop at 1000. */
const MAX_SPAN = 100

function spanOf(stated: string | undefined): number {
  const span = Number.parseInt(stated ?? '', 10)
  return span >= 1 && span <= MAX_SPAN ? span : 1
}

function addText(state: State, run: TextRun): void {
  const { style } = state.open.at(-1) ?? OUTSIDE
  if (style.isTitle && state.blocks.length === 0) state.title += run.text
  if (style.isTitle || style.isSkipped) return
  for (const line of style.isPreformatted ? linesOf(run) : [run]) {
    if (style.isPreformatted && LINE_END.test(line.text)) endBlock(state)
    else addShown(state, line, style)
  }
}

function addShown(state: State, run: TextRun, style: TextStyle): void {
  const visible = run.text.trim().length
  addRun(state.runs, shownRun(state, run, style))
  state.length += run.text.length
  if (style.isLink) state.linked += visible
  if (style.isBold) state.bold += visible
}

const LINE_END = /^(?:\r\n|\n|\r)$/u

/** A run as its lines and line ends. An entity is of one character and no line end. */
function linesOf({ text, start, width }: TextRun): TextRun[] {
  if (width !== text.length) return [{ text, start, width }]
  return Array.from(text.matchAll(/\r\n|\n|\r|[^\r\n]+/gu), ({ 0: part, index }) => ({
    text: part,
    start: start + index,
    width: part.length,
  }))
}

function shownRun({ runs, locate, length }: State, run: TextRun, { isRaised }: TextStyle): TextRun {
  const text = isRaised ? raisedDigits(run.text, runs.at(-1)?.text ?? '') : run.text
  return locate === null ? { text, start: length, width: text.length } : { ...run, text }
}

/** Text that the parser gives in pieces is one run; an entity is a run of its own. */
function addRun(runs: TextRun[], run: TextRun): void {
  const last = runs.at(-1)
  const goesOn = last !== undefined && isVerbatim(last) && isVerbatim(run) && last.start + last.width === run.start
  if (!goesOn) runs.push(run)
  else runs[runs.length - 1] = { text: last.text + run.text, start: last.start, width: last.width + run.width }
}

function isVerbatim({ text, width }: TextRun): boolean {
  return text.length === width
}

/** White space that browsers show as one blank within a text and not at all before it. */
const COLLAPSED = /[ \t\n\r\f]+/gu

function endBlock(state: State): void {
  const { runs, length, linked, bold, blocks } = state
  if (runs.length === 0) return
  Object.assign(state, { runs: [], length: 0, linked: 0, bold: 0 })
  const { style, cell } = state.open.at(-1) ?? OUTSIDE
  const parts = cell === null ? indentedParts(runs) : [runs]
  for (const part of parts) {
    const passage = toPassage(part, state.locate ?? blockLocate(blocks.length + 1, part[0]?.start ?? 0))
    if (passage.text === '') continue
    // Of several parts nobody counted which of them is bold or a link.
    const share = parts.length === 1 ? 1 : passage.text.length / length
    // Blanks between bold words are often set in the text's own weight.
    const isBold = bold * share >= passage.text.length * 0.9
    const indent = style.indent + blanksBefore(whiteSpaceBefore(part).replaceAll(COLLAPSED, ''))
    blocks.push({ ...passage, level: style.level, isBold, linked: Math.round(linked * share), cell, indent })
  }
}

function whiteSpaceBefore(runs: readonly TextRun[]): string {
  const first = runs.findIndex(({ text }) => /\S/u.test(text))
  const before = runs.slice(0, first + 1).map(({ text }) => text)
  return /^\s*/u.exec(before.join(''))?.[0] ?? ''
}

/** Of a page whose blocks are its lines. */
function blockLocate(line: number, start: number): Locate {
  return (offset) => ({ line, column: offset - start + 1 })
}
