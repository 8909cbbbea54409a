import type { Lexicon, Unit } from '../lexicon/lexicon.ts'
import type { Span } from '../span.ts'
import { shadowOf } from './shadow.ts'

/** A unit of the tables at its place. */
export interface FoundUnit extends Span {
  readonly unit: Unit
}

/** All units that begin at `at` of a shadow, shortest first. */
export type UnitFinder = (shadow: string, at: number) => FoundUnit[]

interface Node {
  readonly next: Map<string, Node>
  unit: Unit | undefined
}

/** One finder a lexicon: building it walks some thousand surfaces, and a lexicon never changes. */
const FINDERS = new WeakMap<Lexicon, UnitFinder>()

/** The finder for the units of a lexicon, in any width, script and case. */
export function unitFinderOf(lexicon: Lexicon): UnitFinder {
  const known = FINDERS.get(lexicon)
  if (known !== undefined) return known
  const finder = createUnitFinder(lexicon)
  FINDERS.set(lexicon, finder)
  return finder
}

function createUnitFinder(lexicon: Lexicon): UnitFinder {
  const root: Node = { next: new Map(), unit: undefined }
  for (const surface of lexicon.unitSurfaces) leafOf(root, surface).unit = lexicon.unit(surface)
  return (shadow, at) => {
    const found: FoundUnit[] = []
    let node = root.next.get(keyOf(shadow.charAt(at)))
    for (let end = at + 1; node !== undefined; end += 1) {
      if (node.unit !== undefined) found.push({ start: at, end, unit: node.unit })
      node = node.next.get(keyOf(shadow.charAt(end)))
    }
    return found
  }
}

function leafOf(root: Node, surface: string): Node {
  let node = root
  for (const char of shadowOf(surface)) {
    const next = node.next.get(keyOf(char)) ?? { next: new Map(), unit: undefined }
    node.next.set(keyOf(char), next)
    node = next
  }
  return node
}

/** Empty at the end of a text, where no unit goes on. */
function keyOf(char: string): string {
  return char >= 'A' && char <= 'Z' ? char.toLowerCase() : char
}
