/** 综合……3, 综合 . . . . . 3: points lead to the number of a page. Tried at the first point alone: lines have many. */
const LEADER = /(?<![…⋯.．·‥・•]\s?)(?:[…⋯]{2,}|(?:[…⋯.．·‥・•]\s?){4,})\s?[-—–]?\s?\d{1,4}\s?[-—–]?$/u
const PAGE_NUMBER = /[-—–]?\d{1,4}[-—–]?$/u
const TITLE = /^目录$/u
/** Fewer entries may be anything. */
const MIN_ENTRIES = 3
/** Lines of a long entry that stand before the one with its number. */
const MAX_UNNUMBERED = 2

/**
 * The numbers of the lines that are a table of contents: its title, and entries with a page number behind leading points,
 * or below the title the words of a later line and a number. It tells where headings stand and is none of them. Empty for
 * a text that is little else.
 */
export function contentsLines(texts: readonly string[]): ReadonlySet<number> {
  const words = texts.map((text) => text.replaceAll(/\s/gu, ''))
  const last = new Map(words.map((line, index) => [line, index]))
  const found = new Set<number>()
  for (let at = 0; at < texts.length; at++) {
    const isBelowTitle = TITLE.test(words[at - 1] ?? '')
    const isEntry = (index: number) =>
      LEADER.test(texts[index] ?? '') || (isBelowTitle && repeatsLater(words[index] ?? '', index, last))
    const end = endOfEntries(at, isEntry)
    if (end === at) continue
    for (let index = isBelowTitle ? at - 1 : at; index < end; index++) found.add(index)
    at = end - 1
  }
  return found.size * 2 > texts.length ? new Set() : found
}

/** The same as `from` where no entries begin there, or too few. */
function endOfEntries(from: number, isEntry: (index: number) => boolean): number {
  let [end, count] = [from, 0]
  if (!isEntry(from)) return from
  for (let index = from; index <= end + MAX_UNNUMBERED; index++) {
    if (!isEntry(index)) continue
    count++
    end = index + 1
  }
  return count >= MIN_ENTRIES ? end : from
}

function repeatsLater(line: string, index: number, last: ReadonlyMap<string, number>): boolean {
  const number = PAGE_NUMBER.exec(line)?.[0] ?? ''
  return Array.from(number, (_, at) => line.slice(0, line.length - number.length + at)).some(
    (words) => words.length > 1 && (last.get(words) ?? -1) > index,
  )
}
