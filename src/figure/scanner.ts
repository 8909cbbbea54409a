/** Matches a sticky pattern at one place. Patterns given here have bounded quantifiers, so a scan stays linear. */
export function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(text)
}

/** What the first of the patterns that fits matches at one place; null when none does. */
export function firstMatch(patterns: readonly RegExp[], text: string, at: number): RegExpExecArray | null {
  for (const pattern of patterns) {
    const match = matchAt(pattern, text, at)
    if (match !== null) return match
  }
  return null
}

/** A word of a table, with what it stands for. Tables stand longest first, and the first that fits wins. */
export type TableWord<T> = readonly [word: string, meaning: T]

/** The words of a table by their first character, or by their last one. */
export type WordTable<T> = ReadonlyMap<string, readonly TableWord<T>[]>

/** A table of words that are looked for where they begin (`first`) or where they end (`last`). */
export function wordTable<T>(words: readonly TableWord<T>[], by: 'first' | 'last'): WordTable<T> {
  const table = new Map<string, TableWord<T>[]>()
  for (const word of words) {
    const key = word[0].at(by === 'first' ? 0 : -1) ?? ''
    const known = table.get(key)
    if (known === undefined) table.set(key, [word])
    else known.push(word)
  }
  return table
}

/** The word that begins at `at`; null when none does. */
export function wordAt<T>(words: WordTable<T>, text: string, at: number): TableWord<T> | null {
  return words.get(text.charAt(at))?.find(([word]) => text.startsWith(word, at)) ?? null
}

/** The word that ends at `at`; null when none does. */
export function wordBefore<T>(words: WordTable<T>, text: string, at: number): TableWord<T> | null {
  const possible = words.get(text.charAt(at - 1))
  return possible?.find(([word]) => word.length <= at && text.startsWith(word, at - word.length)) ?? null
}

/** The place after at most two blanks, which a text layer leaves between a number and its unit. */
export function skipBlanks(text: string, at: number): number {
  let place = at
  while (place < at + 2 && text[place] === ' ') place += 1
  return place
}

/** 至, 到 and the dashes of both scripts, which come doubled; as the source of a pattern. */
export const TO = ' ?(?:至|到|—{1,2}|–{1,2}|-{1,2}|─{1,2}|~|～) ?'
