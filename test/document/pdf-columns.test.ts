import { expect, test } from 'vitest'
import type { Paragraph } from '../../src/document/document.ts'
import { readDocument } from '../../src/document/read-document.ts'
import { fakeLexicon } from '../support/fake-lexicon.ts'
import { pdf, type PdfRun } from '../support/pdf.ts'
import { createRandom, writeParagraphs } from '../support/prose.ts'
import { type Layout, typeset } from '../support/typeset.ts'

const SIZE = 7
const LEADING = 10
const COLUMNS = [40, 172, 304, 436]
const NEWSPAPER: Layout = {
  width: 17,
  wrap: 'print',
  indent: 'blanks',
  setOff: false,
  columnLines: null,
  spacedNumbers: false,
}
/** The typesetter would break within 5G. */
const PARAGRAPHS = writeParagraphs(60, 3)
  .filter((text) => !text.includes('5G'))
  .slice(0, 34)

/** Paragraphs set in four columns of equal height, the first line of the page at `top`. */
function columns(paragraphs: readonly string[], top: number): PdfRun[] {
  const lines = typeset(paragraphs, NEWSPAPER).trimEnd().split('\n')
  const height = Math.ceil(lines.length / COLUMNS.length)
  return lines.map((line, index) => ({
    text: line.trimStart(),
    x: (COLUMNS[Math.floor(index / height)] ?? 0) + (line.length - line.trimStart().length) * SIZE,
    y: top - (index % height) * LEADING,
    size: SIZE,
  }))
}

/** Two stories, one below the other, each under a headline that is narrower than two columns. */
function newspaperPage(): PdfRun[] {
  const above = columns(PARAGRAPHS.slice(0, 20), 780)
  const middle = Math.min(...above.map(({ y }) => y)) - 40
  return [
    { text: '全州经济运行稳中有进', x: 190, y: 810, size: 20 },
    ...above,
    { text: '民生保障更加有力', x: 200, y: middle, size: 20 },
    ...columns(PARAGRAPHS.slice(20), middle - 30),
  ]
}

async function paragraphsOn(runs: readonly PdfRun[]): Promise<readonly Paragraph[]> {
  const { articles } = await readDocument({ file: '第1版.pdf', bytes: pdf([runs]) }, fakeLexicon)
  return articles.flatMap((article) => article.paragraphs)
}

const random = createRandom(11)
const ORDERS: readonly (readonly [string, (runs: readonly PdfRun[]) => PdfRun[]])[] = [
  ['as it is read', (runs) => [...runs]],
  ['row by row', (runs) => runs.toSorted((a, b) => b.y - a.y || a.x - b.x)],
  [
    'at random',
    (runs) =>
      runs
        .map((run) => [random(), run] as const)
        .toSorted(([a], [b]) => a - b)
        .map(([, run]) => run),
  ],
]

test.each(ORDERS)('a page of four columns that is written %s has all 34 paragraphs, in order', async (_, order) => {
  const texts = (await paragraphsOn(order(newspaperPage()))).map(({ text }) => text)
  expect(texts.filter((text) => PARAGRAPHS.includes(text))).toEqual(PARAGRAPHS)
})

test('radicals that a browser writes for ideographs are the ideographs', async () => {
  const printed = '⺠⽣⼯程投⼊⽐上年增⻓，⻔类⻬全，⻋间⾥⻢达声声。'
  const [only] = await paragraphsOn([{ text: printed, x: 80, y: 700 }])
  expect(only?.text).toBe('民生工程投入比上年增长，门类齐全，车间里马达声声。')
})
