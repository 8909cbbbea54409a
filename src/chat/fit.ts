import type { Fragment } from './draft.ts'
import { join, textOf } from './draft.ts'

interface Fit {
  readonly separator: string
  /** UTF-16 units that the items may take together. */
  readonly units: number
  /** What stands for the items that found no room. */
  readonly more: (count: number) => readonly Fragment[]
}

/** As many items as there is room for, the first in any case, and a word on how many there are besides. */
export function fitting(items: readonly (readonly Fragment[])[], { separator, units, more }: Fit): Fragment[] {
  let taken = 0
  const fits = items.findIndex((item, at) => {
    taken += lengthOf(item) + separator.length
    return at > 0 && taken > units
  })
  if (fits < 0) return join(items, separator)
  return [...join(items.slice(0, fits), separator), ...more(items.length - fits)]
}

function lengthOf(fragments: readonly Fragment[]): number {
  return fragments.reduce((sum, fragment) => sum + textOf(fragment).length, 0)
}
