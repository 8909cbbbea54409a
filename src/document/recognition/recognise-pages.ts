import { ReportError, ReportUnavailableError } from '../../errors.ts'
import type { PdfItem, PdfPage } from '../pdf/pdf-items.ts'
import { median } from '../pdf/visual-line.ts'
import { parseWords, type RecognisedWord, withSureNumbers } from './recognised-words.ts'
import { isRefusal, recognise } from './tesseract.ts'

/** More take an hour. */
const MAX_PAGES = 200
/** A page of A4 has 3508 dots of 1/300 inch; tables with ruled lines are found better in fewer. */
const DOTS = 2400
const DOTS_TO_CHECK = 3000
/** Words of a page that is no page of text, or too faint to be read. */
const MIN_CONFIDENCE = 60

/**
 * The pages with the text on their pictures, which is marked as recognised. `onPage` is called after each.
 *
 * @throws {ReportError} when they are too many; a `ReportUnavailableError` when a page took too long or the programs
 *   could not be started.
 */
export async function recognisePages(
  { file, pdf }: { readonly file: string; readonly pdf: Uint8Array },
  pages: readonly PdfPage[],
  onPage: () => void,
): Promise<PdfPage[]> {
  if (pages.length > MAX_PAGES) throw new ReportError(file, `扫描件超过 ${MAX_PAGES} 页，请拆分后再试`)
  const recognised: PdfPage[] = []
  for (const page of pages) {
    recognised.push({ ...page, items: await itemsOrNone({ file, pdf }, page) })
    onPage()
  }
  return recognised
}

/** None on a page that cannot be drawn, as in a damaged file: other pages may have text. */
async function itemsOrNone({ file, pdf }: { file: string; pdf: Uint8Array }, page: PdfPage): Promise<PdfItem[]> {
  try {
    return await recogniseItems(pdf, page)
  } catch (error) {
    if (isRefusal(error)) return []
    const reason = `第 ${page.number} 页的文字识别没有完成，可能是电脑太忙，请稍后再试`
    throw new ReportUnavailableError(file, reason, { cause: error })
  }
}

async function recogniseItems(pdf: Uint8Array, page: PdfPage): Promise<PdfItem[]> {
  const read = async (dots: number, segmentation: 4 | 6) =>
    parseWords(await recognise({ pdf, number: page.number, dots }, segmentation))
  const words = await read(DOTS, 4)
  if (median(words.map(({ confidence }) => confidence)) < MIN_CONFIDENCE) return []
  const sure = withSureNumbers(words, await read(DOTS_TO_CHECK, 6), DOTS_TO_CHECK / DOTS)
  return itemsOf(sure, Math.max(page.width, page.height) / DOTS)
}

/** Lines of one size vary by so much, with the height of what stands on them. */
const SAME_SIZE = 0.35
/** What of a line's height is below its baseline. */
const DESCENT = 0.12

function itemsOf(words: readonly RecognisedWord[], scale: number): PdfItem[] {
  const usual = median(words.map(({ top, bottom }) => bottom - top))
  return words.map(({ text, left, right, top, bottom }) => {
    const height = Math.abs(bottom - top - usual) <= usual * SAME_SIZE ? usual : bottom - top
    return {
      text,
      left: left * scale,
      right: right * scale,
      baseline: (bottom - (bottom - top) * DESCENT) * scale,
      size: height * scale,
      isRecognised: true,
    }
  })
}
