import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { canRecognise } from '../../../src/document/recognition/tesseract.ts'
import { readDocument } from '../../../src/document/read-document.ts'
import { ReportError } from '../../../src/errors.ts'
import { fakeLexicon } from '../../support/fake-lexicon.ts'
import { pdf } from '../../support/pdf.ts'

/** A page as a picture, made for the tests; it has no text layer. */
const SCAN = readFileSync(new URL('../../fixtures/scan.pdf', import.meta.url))
const hasRecognition = await canRecognise()
const left = hasRecognition ? '' : ' (left out: tesseract with chi_sim and poppler are not installed)'

test.runIf(hasRecognition)(`a scan is recognised, and every paragraph and row marked so${left}`, async () => {
  let pages = 0
  const { title, articles } = await readDocument({ file: '扫描.pdf', bytes: SCAN }, fakeLexicon, () => pages++)
  const paragraphs = articles.flatMap((article) => article.paragraphs)
  expect(title).toBe('青禾县2024年统计公报')
  expect(paragraphs[0]?.text).toMatch(/^初步核算，全年全县实现地区生产总值286\.5亿元，比上年增长/u)
  expect(paragraphs.filter(({ kind }) => kind === 'row').map(({ text }) => text)).toContain('水泥\t万吨\t391.7\t13.5')
  expect(paragraphs.every(({ pieces }) => pieces.some(({ isRecognised, page }) => isRecognised && page === 1))).toBe(
    true,
  )
  expect(pages).toBe(1)
})

test.runIf(hasRecognition)(`a scan shows no number that is not printed on it${left}`, async () => {
  const { articles } = await readDocument({ file: '扫描.pdf', bytes: SCAN }, fakeLexicon)
  const text = articles.flatMap(({ paragraphs }) => paragraphs.map((paragraph) => paragraph.text)).join('\n')
  const printed = '2024 286.5 6.3 41.7 3.2 118.4 7.8 126.4 6.0 40.4 1.5 31.6 52.8 1 774.2 20.1 195.3 5.4 391.7 13.5'
  expect(text.match(/[\d.]*\d/gu)?.filter((number) => !printed.split(' ').includes(number))).toEqual([])
})

test.skipIf(hasRecognition)('a scan is refused with what would have to be installed', async () => {
  const reading = readDocument({ file: '扫描.pdf', bytes: SCAN }, fakeLexicon)
  await expect(reading).rejects.toThrow(/扫描件，没有文字层。.*tesseract/u)
})

test.runIf(hasRecognition)(
  `a damaged page that cannot be drawn is one without text, and no fault of ours${left}`,
  async () => {
    const blank = Buffer.from(pdf([[]])).toString('latin1')
    // Of a table that breaks off one reader makes do, and the other gives up.
    const bytes = Buffer.from(blank.replace(' n \ntrailer', '\ntrailer'), 'latin1')
    await expect(readDocument({ file: '坏.pdf', bytes }, fakeLexicon)).rejects.toThrow(ReportError)
    await expect(readDocument({ file: '坏.pdf', bytes }, fakeLexicon)).rejects.toThrow('识别不出文字')
  },
)
