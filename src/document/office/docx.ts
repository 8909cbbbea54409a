import mammoth from 'mammoth'
import { ReportError } from '../../errors.ts'
import type { DocumentDraft } from '../draft.ts'
import { readHtmlPage } from '../html/read-html-page.ts'
import { withListHeadings } from './list-heading.ts'
import { officeDraft } from './office-draft.ts'
import { guardZip } from '../archive/zip.ts'

const DAMAGED = 'Word 文件已损坏，无法打开'

/** Marks that the conversion writes itself; Word prints them in its own style, and they would part words from figures. */
const NOTE_MARK = /(?:<sup>)*<a href="#(?:foot|end)note-\d+" id="[^"]*">\[\d+\]<\/a>(?:<\/sup>)*/gu
const NOTE_RETURN = /(?<!\s)\s*<a href="#(?:foot|end)note-ref-\d+">↑<\/a>/gu

/**
 * Reads a Word file (docx). Pieces count its paragraphs as lines.
 *
 * @throws {ReportError} when it is damaged or inflates beyond measure.
 */
export async function readDocx(file: string, bytes: Uint8Array): Promise<DocumentDraft> {
  await guardZip(file, bytes)
  const html = await convert(file, bytes)
  const page = readHtmlPage(html.replaceAll(NOTE_MARK, '').replaceAll(NOTE_RETURN, ''), 'blocks')
  if (page === null) throw new ReportError(file, DAMAGED)
  return officeDraft(page.blocks)
}

async function convert(file: string, bytes: Uint8Array): Promise<string> {
  try {
    const convertImage = mammoth.images.imgElement(() => Promise.resolve({ src: '' }))
    const options = { convertImage, externalFileAccess: false, transformDocument: withListHeadings }
    return (await mammoth.convertToHtml({ buffer: Buffer.from(bytes) }, options)).value
  } catch (error) {
    throw new ReportError(file, DAMAGED, { cause: error })
  }
}
