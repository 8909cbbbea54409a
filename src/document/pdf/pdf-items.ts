import { fileURLToPath } from 'node:url'
import { getDocumentProxy } from 'unpdf'
import { ReportError } from '../../errors.ts'
import { foldRadicals } from './radicals.ts'
import { turnOf, type TurnedRun, uprightPage } from './turned-text.ts'

/** A run of text as a page sets it, in points from the page's upper left corner. */
export interface PdfItem {
  readonly text: string
  readonly left: number
  readonly right: number
  /** Where its characters stand on. */
  readonly baseline: number
  /** Of its type. */
  readonly size: number
  /** Read from a picture of the page. */
  readonly isRecognised?: boolean
}

export interface PdfPage {
  readonly number: number
  readonly width: number
  readonly height: number
  readonly items: readonly PdfItem[]
}

/** Reports of more pages come in volumes. */
const MAX_PAGES = 2000
const MAX_ITEMS = 2_000_000

/** The predefined character maps of Chinese, which fonts that are not embedded go by; with the slash that pdf.js wants. */
const CHARACTER_MAPS = fileURLToPath(new URL('../../../data/cmap/', import.meta.url))

/**
 * The pages of a PDF with their text.
 *
 * @throws {ReportError} when it is damaged, has a password, or has too many pages.
 */
export async function readPdfPages(file: string, bytes: Uint8Array): Promise<PdfPage[]> {
  try {
    // pdf.js takes the bytes for itself, so it gets its own; it prints what it finds odd unless told not to.
    const options = { verbosity: 0, stopAtErrors: false, cMapUrl: CHARACTER_MAPS, cMapPacked: true }
    const pdf = await getDocumentProxy(Uint8Array.from(bytes), options)
    try {
      return await pagesOf(file, pdf)
    } finally {
      await pdf.destroy()
    }
  } catch (error) {
    throw error instanceof ReportError ? error : new ReportError(file, reasonOf(error), { cause: error })
  }
}

function reasonOf(error: unknown): string {
  const isLocked = error instanceof Error && error.name === 'PasswordException'
  return isLocked ? '文件有密码。请去掉密码后再试' : 'PDF 文件已损坏，无法打开'
}

type Pdf = Awaited<ReturnType<typeof getDocumentProxy>>

async function pagesOf(file: string, pdf: Pdf): Promise<PdfPage[]> {
  if (pdf.numPages > MAX_PAGES) throw new ReportError(file, `PDF 超过 ${MAX_PAGES} 页，请拆分后再试`)
  const pages: PdfPage[] = []
  let count = 0
  for (let number = 1; number <= pdf.numPages; number++) {
    const page = await pageOf(pdf, number)
    count += page.items.length
    if (count > MAX_ITEMS) throw new ReportError(file, 'PDF 的文字过多，请拆分后再试')
    pages.push(page)
  }
  return pages
}

async function pageOf(pdf: Pdf, number: number): Promise<PdfPage> {
  const page = await pdf.getPage(number)
  const { width, height, transform } = page.getViewport({ scale: 1 })
  const { items } = await page.getTextContent({ disableNormalization: true })
  page.cleanup()
  const runs = items.flatMap((item) => ('str' in item ? runOf(item, matrixOf(transform)) : []))
  return uprightPage({ number, width, height }, runs)
}

interface TextItem {
  readonly str: string
  readonly transform: readonly unknown[]
  readonly width: number
}

/** An affine map of PDF: x' = ax + cy + e, y' = bx + dy + f. */
type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number]

function matrixOf(numbers: readonly unknown[]): Matrix {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = numbers.map(Number)
  return [a, b, c, d, e, f]
}

function runOf({ str, transform, width }: TextItem, view: Matrix): TurnedRun[] {
  const [a, b, c, d, e, f] = matrixOf(transform)
  const turn = turnOf(view[0] * a + view[2] * b, view[1] * a + view[3] * b)
  if (str === '' || turn === null) return []
  const [x, y] = [view[0] * e + view[2] * f + view[4], view[1] * e + view[3] * f + view[5]]
  return [{ text: foldRadicals(str), x, y, width, size: Math.hypot(c, d) || Math.hypot(a, b), turn }]
}
