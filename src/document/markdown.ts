import type { Span } from '../span.ts'
import { toBlock } from './block.ts'
import { findColumns } from './column-width.ts'
import { type ArticleDraft, draftParagraph, type ParagraphDraft, singleArticle } from './draft.ts'
import { joinLines, type Line, readLines } from './line.ts'
import { createOutline, type Outline } from './outline.ts'
import { splitParagraphs } from './paragraph-break.ts'
import { type Passage, without } from './passage.ts'
import { readPlainText } from './plain-text.ts'

const HEADING = /^(#{1,6})\s+(?=\S)/u
const CLOSING_HASHES = /(?<!\s)\s+#+$/u
/** An item or a quotation; a number stays, since reports count with it. */
const MARK = /^(?:[-*+]\s+(?=\S)|(?:>\s?)+)/u
const ROW = /^\|.*\|$/u
/** Lines that are marks and nothing else: rules, fences, the line under the head of a table. */
const RULE = /^(?:[-*_=\s]{3,}|[|:\s-]{3,}|(?:`{3,}(?!`)|~{3,}(?!~))\S{0,20})$/u
const STRONG = /\*\*|__/gu

/**
 * Reads Markdown: the first heading, if it is the highest, is the title, the others give the path, rows of tables are
 * rows, and marks stay out of the text. Between them paragraphs are joined as in any plain text, if they are wrapped.
 */
export function readMarkdown(text: string, firstLine: number): ArticleDraft[] {
  const lines = readLines(text, firstLine).filter((line) => !RULE.test(line.text))
  if (!lines.some((line) => HEADING.test(line.text))) return readPlainText(text, firstLine)
  const outline = createOutline()
  const paragraphs: ParagraphDraft[] = []
  let title = ''
  for (const part of splitParagraphs(lines, findColumns(lines), standsAlone)) {
    const passage = joinLines(part)
    const level = HEADING.exec(passage.text)?.[1]?.length
    if (level === undefined) paragraphs.push(readParagraph(passage, outline))
    else if (level === 1 && title === '' && paragraphs.length === 0) title = withoutMarks(passage).text
    else paragraphs.push(readHeading(withoutMarks(passage), level, outline))
  }
  return singleArticle({ title }, paragraphs)
}

/** The line is of another paragraph than the one above it, however full that is. */
function standsAlone(line: Line, above: Line): boolean {
  return isWhole(line) || isWhole(above) || MARK.test(line.text)
}

function isWhole({ text }: Line): boolean {
  return HEADING.test(text) || ROW.test(text)
}

function readParagraph(passage: Passage, outline: Outline): ParagraphDraft {
  const path = outline.path()
  if (ROW.test(passage.text)) return draftParagraph(passage, 'row', path)
  const block = toBlock(withoutMarks(passage), true)
  if (block.role !== 'numbered') return draftParagraph(block, block.role === 'caption' ? 'caption' : 'body', path)
  outline.add(block)
  return draftParagraph(block, 'heading', outline.path().slice(0, -1))
}

function readHeading(passage: Passage, level: number, outline: Outline): ParagraphDraft {
  outline.add(
    { style: `#${level}`, text: passage.text },
    (style) => !/^#[1-6]$/u.test(style) || Number(style[1]) >= level,
  )
  return draftParagraph(passage, 'heading', outline.path().slice(0, -1))
}

function withoutMarks(passage: Passage): Passage {
  const { text } = passage
  const strong = Array.from(text.matchAll(STRONG), spanOf)
  const [start, end] = [HEADING.exec(text) ?? MARK.exec(text), HEADING.test(text) ? CLOSING_HASHES.exec(text) : null]
  const opening = start === null ? [] : [spanOf(start)]
  const closing = end === null ? [] : [spanOf(end)]
  const inner = strong.length % 2 === 0 ? strong.filter((span) => span.start >= (opening[0]?.end ?? 0)) : []
  return without(passage, [...opening, ...inner, ...closing])
}

function spanOf({ index, 0: { length } }: { readonly index: number; readonly 0: string }): Span {
  return { start: index, end: index + length }
}
