/** How a page sets its paragraphs. Widths are in ideographs. */
export interface Layout {
  /** Null: one line a paragraph. */
  readonly width: number | null
  /** Programs wrap after so many characters; print fills the column's width, keeping numbers, words and marks whole. */
  readonly wrap: 'print' | 'count'
  /** The first line's indent: in the text layer as blanks, lost from it (the line is only shorter), or none. */
  readonly indent: 'blanks' | 'lost' | 'none'
  /** A blank line between paragraphs. */
  readonly setOff: boolean
  /** Lines of a column, at whose end the text layer has a blank line wherever in a sentence it is; null: no columns. */
  readonly columnLines: number | null
  /** Blanks between numbers and Chinese characters, as justified lines have them. */
  readonly spacedNumbers: boolean
}

const OPENING = '“‘（《〈「『【('
const CLOSING = '，。、；：！？”’）》〉」』】,;!?)%％'
const MIN_LAST_LINES = 2

/** Sets paragraphs as a page; every character that is not layout stays, in order. */
export function typeset(paragraphs: readonly string[], layout: Layout): string {
  const lines: string[] = []
  let inColumn = 0
  for (const [index, paragraph] of paragraphs.entries()) {
    if (index > 0 && layout.setOff) lines.push('')
    const set = setParagraph(paragraph, layout)
    for (const [at, line] of set.entries()) {
      const isInside = at > 0 && set.length - at >= MIN_LAST_LINES
      if (layout.columnLines !== null && inColumn >= layout.columnLines && isInside) {
        lines.push('')
        inColumn = 0
      }
      lines.push(line)
      inColumn++
    }
  }
  return `${lines.join('\n')}\n`
}

function setParagraph(paragraph: string, layout: Layout): string[] {
  const blanks = layout.indent === 'blanks' ? '　　' : ''
  if (layout.width === null) return [blanks + paragraph]
  const printed = layout.spacedNumbers ? spaceNumbers(paragraph) : paragraph
  const hidden = layout.indent === 'none' ? 0 : 4
  const lines =
    layout.wrap === 'print' ? fill(printed, layout.width * 2, hidden) : cut(printed, layout.width, hidden / 2)
  return lines.map((line, index) => (index === 0 ? blanks + line : line))
}

function spaceNumbers(text: string): string {
  return text.replaceAll(/(?<=\p{Script=Han})(?=\d)|(?<=[\d%])(?=\p{Script=Han})/gu, ' ')
}

function cut(text: string, size: number, hidden: number): string[] {
  const lines = [text.slice(0, size - hidden)]
  for (let at = size - hidden; at < text.length; at += size) lines.push(text.slice(at, at + size))
  return lines
}

function fill(text: string, columns: number, hidden: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of words(text)) {
    const room = columns - (lines.length === 0 ? hidden : 0)
    if (line !== '' && width(line) + width(word.trimEnd()) > room) {
      lines.push(line.trimEnd())
      line = word.trimStart()
    } else line += word
  }
  return line.trim() === '' ? lines : [...lines, line.trimEnd()]
}

/** What print keeps together: numbers, Latin words, and marks with the character they cling to. */
function words(text: string): string[] {
  const pattern = new RegExp(`[${escaped(OPENING)}]*(?:[\\d.,]+|[A-Za-z]+|[^]|$)[${escaped(CLOSING)}]*`, 'gu')
  return text.match(pattern)?.filter((word) => word !== '') ?? []
}

function escaped(characters: string): string {
  return characters.replaceAll(/[()[\]]/gu, String.raw`\$&`)
}

function width(text: string): number {
  return Array.from(text).reduce((sum, character) => sum + (character < '\u2010' ? 1 : 2), 0)
}
