import type { Passage } from '../passage.ts'

/** A cell of a table; spans as stated, at least 1. */
export interface HtmlCell {
  readonly table: HtmlTable
  readonly columnSpan: number
  readonly rowSpan: number
  /** A `th`, or a cell of a `thead`. */
  readonly isHead: boolean
}

export interface HtmlTable {
  /** The cell that a nested table stands in. */
  readonly within: HtmlCell | null
  /** The cells of each row, blank ones included. */
  readonly rows: HtmlCell[][]
}

/** Text between two borders of paragraphs: what a `p`, a `div` or a `br` sets apart. */
export interface HtmlBlock extends Passage {
  /** 1 to 6 within a heading element, else 0. */
  readonly level: number
  readonly isBold: boolean
  /** How many of its characters are links. */
  readonly linked: number
  readonly cell: HtmlCell | null
  /** How far it is set in, in widths of a character. */
  readonly indent: number
}

/** An element that holds paragraphs: its blocks are those from `first` up to `end`. */
export interface Box {
  readonly first: number
  end: number
}

/** A page as blocks in order, with its head. */
export interface HtmlPage {
  readonly blocks: readonly HtmlBlock[]
  /** In the order in which they open, so that the inner one comes later. */
  readonly boxes: readonly Box[]
  /** As the browser's tab shows it. */
  readonly title: string
  /** Contents of `meta` elements by lower-case name. */
  readonly meta: ReadonlyMap<string, string>
}
