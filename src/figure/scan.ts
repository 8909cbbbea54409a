import type { Lexicon } from '../lexicon/lexicon.ts'
import type { Span } from '../span.ts'
import { type Numeral, numeralAt } from './numerals.ts'
import type { UnitFinder } from './unit-finder.ts'
import type { FigureKind, Normal, Relation } from './figure.ts'

/** What the readers of one text share. */
export interface Scan {
  /** The shadow of the text, with periods and other words that are no figures blotted out (see `blotted`). */
  readonly text: string
  readonly lexicon: Lexicon
  readonly unitsAt: UnitFinder
  /** What was read at a place. Several readers ask for the same numeral or amount, and each is read once. */
  readonly numerals: Map<number, Numeral | null>
  readonly amounts: Map<number, Reading | null>
}

/** A figure as a reader found it, before approximators are added and units are borrowed. */
export interface Reading extends Span {
  readonly kind: FigureKind
  readonly value: number | null
  readonly unit: string
  readonly range: { readonly low: number; readonly high: number } | null
  readonly normal: Normal | null
  readonly relation: Relation
  /**
   * What its unit is worth as evidence. `printed`: it is a figure. `borrowing`: it is one if a unit can be had from the
   * right (6.7个、5.2个百分点) or if the number alone is telling.
   */
  readonly unitBasis: 'printed' | 'borrowing'
}

/** Reads the figure that begins at one place; null when there is none. */
export type Reader = (scan: Scan, at: number) => Reading | null

/** The numeral at one place of the scanned text; null when there is none. */
export function numeralIn(scan: Scan, at: number): Numeral | null {
  const known = scan.numerals.get(at)
  if (known !== undefined) return known
  const numeral = numeralAt(scan.text, at)
  scan.numerals.set(at, numeral)
  return numeral
}
