import { describe, expect, test } from 'vitest'
import { readPlainText } from '../../src/document/plain-text.ts'
import { writeParagraphs } from '../support/prose.ts'
import { type Layout, typeset } from '../support/typeset.ts'

const PLAIN: Layout = {
  width: 17,
  wrap: 'print',
  indent: 'none',
  setOff: false,
  columnLines: null,
  spacedNumbers: false,
}
const PAGES = 27
const PARAGRAPHS = 14

/** Blanks are layout wherever they stand in these texts; their own rule is tested with the lines. */
function squeezed(text: string): string {
  return text.replaceAll(/\s/gu, '')
}

/** The share of paragraphs that come back with exactly their characters, over pages of different widths. */
function shareRebuilt(layoutOf: (page: number) => Partial<Layout>): number {
  let rebuilt = 0
  for (let page = 0; page < PAGES; page++) {
    const paragraphs = writeParagraphs(PARAGRAPHS, page)
    const articles = readPlainText(typeset(paragraphs, { ...PLAIN, ...layoutOf(page) }), 1)
    const read = new Set(articles.flatMap((article) => article.paragraphs.map(({ text }) => squeezed(text))))
    rebuilt += paragraphs.filter((paragraph) => read.has(squeezed(paragraph))).length
  }
  return rebuilt / (PAGES * PARAGRAPHS)
}

const narrow = (page: number) => ({ width: 12 + (page % 9), columnLines: 25 + (page % 20) })
const wide = (page: number) => ({ width: 34 + (page % 9) })

describe('a page comes back paragraph by paragraph', () => {
  test.each<[string, number, (page: number) => Partial<Layout>]>([
    [
      'in newspaper columns whose indents were lost',
      0.98,
      (page) => ({ ...narrow(page), indent: 'lost', setOff: true, spacedNumbers: true }),
    ],
    ['in newspaper columns with blank lines', 0.97, (page) => ({ ...narrow(page), setOff: true, spacedNumbers: true })],
    ['in newspaper columns with indents', 0.98, (page) => ({ ...narrow(page), indent: 'blanks' })],
    [
      'in narrow columns cut after so many characters',
      0.98,
      (page) => ({ ...narrow(page), wrap: 'count', setOff: true }),
    ],
    ['in wide lines with blank lines between', 0.99, (page) => ({ ...wide(page), setOff: true })],
    ['in wide lines with indents and no blank lines', 0.99, (page) => ({ ...wide(page), indent: 'blanks' })],
    [
      'in wide lines cut after so many characters',
      0.99,
      (page) => ({ ...wide(page), wrap: 'count', indent: 'blanks' }),
    ],
    ['with one line a paragraph', 0.999, () => ({ width: null })],
    ['with one indented line a paragraph', 0.999, () => ({ width: null, indent: 'blanks' })],
  ])('%s (at least %d)', (_, least, layoutOf) => {
    expect(shareRebuilt(layoutOf)).toBeGreaterThanOrEqual(least)
  })

  // A last line that happens to be full looks like any other where neither indent nor blank line tells: one paragraph in
  // twenty at 40 characters, one in nine at 15, and each of them spoils its neighbour too.
  test.each<[string, number, (page: number) => Partial<Layout>]>([
    ['wide lines', 0.93, wide],
    ['narrow columns', 0.8, (page) => ({ width: 12 + (page % 9) })],
  ])('and mostly so where nothing but the length of last lines tells: %s (at least %d)', (_, least, layoutOf) => {
    expect(shareRebuilt(layoutOf)).toBeGreaterThanOrEqual(least)
  })
})
