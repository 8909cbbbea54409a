import type { Dimension } from './lexicon.ts'

/** All dimensions, for reading tables and saying what may stand in them. */
export const DIMENSIONS: readonly Dimension[] = [
  'money',
  'percent',
  'points',
  'power',
  'energy',
  'mass',
  'volume',
  'area',
  'length',
  'people',
  'count',
  'duration',
  'other',
]

/** True for the words that may stand in a dimension column. */
export function isDimension(word: string): word is Dimension {
  return DIMENSIONS.some((dimension) => dimension === word)
}
