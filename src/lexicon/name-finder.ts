import type { Span } from '../span.ts'
import { foldText, foldCode } from './fold.ts'

/** A name that was found, with what it stands for. */
export interface FoundName<T> extends Span {
  readonly value: T
}

interface Node<T> {
  readonly next: Map<number, Node<T>>
  end: { readonly value: T | null } | undefined
}

/**
 * Finds names in a text: at each place the longest one, from left to right, not overlapping, whatever the width, case
 * or script (see `foldText`). A name that stands for null is an ordinary word: it hides the shorter names inside it.
 */
export function createNameFinder<T>(names: Iterable<readonly [string, T | null]>): (text: string) => FoundName<T>[] {
  const root = buildTrie(names)
  return (text) => {
    const found: FoundName<T>[] = []
    let start = 0
    while (start < text.length) {
      const longest = longestNameAt(root, text, start)
      if (longest !== undefined && longest.value !== null) found.push({ start, end: longest.end, value: longest.value })
      start = longest?.end ?? start + 1
    }
    return found
  }
}

function buildTrie<T>(names: Iterable<readonly [string, T | null]>): Node<T> {
  const root: Node<T> = { next: new Map(), end: undefined }
  for (const [name, value] of names) {
    let node = root
    for (const code of codesOf(foldText(name))) {
      let next = node.next.get(code)
      if (next === undefined) {
        next = { next: new Map(), end: undefined }
        node.next.set(code, next)
      }
      node = next
    }
    node.end = { value }
  }
  return root
}

function* codesOf(key: string): Generator<number> {
  for (let index = 0; index < key.length; index++) yield key.charCodeAt(index)
}

function longestNameAt<T>(root: Node<T>, text: string, start: number): { end: number; value: T | null } | undefined {
  let longest: { end: number; value: T | null } | undefined
  let node = root.next.get(foldCode(text.charCodeAt(start)))
  for (let end = start + 1; node !== undefined; end++) {
    if (node.end !== undefined && isWhole(text, { start, end })) longest = { end, value: node.end.value }
    node = end < text.length ? node.next.get(foldCode(text.charCodeAt(end))) : undefined
  }
  return longest
}

/** False for GDP in GDPR and for PM2.5 in PM2.55: letters and digits run on, Chinese characters do not. */
function isWhole(text: string, { start, end }: Span): boolean {
  return !runsOn(text, start) && !runsOn(text, end)
}

function runsOn(text: string, border: number): boolean {
  if (border === 0 || border === text.length) return false
  const sort = sortOf(foldCode(text.charCodeAt(border)))
  return sort !== 'other' && sort === sortOf(foldCode(text.charCodeAt(border - 1)))
}

function sortOf(code: number): 'letter' | 'digit' | 'other' {
  if (code >= 0x61 && code <= 0x7a) return 'letter'
  return code >= 0x30 && code <= 0x39 ? 'digit' : 'other'
}
