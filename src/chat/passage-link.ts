import type { Span } from '../span.ts'

/** A paragraph of a report, and a figure in it; an empty span points at none. */
export interface PassagePlace extends Span {
  readonly paragraphId: string
  /** Tells equal paragraphs of two reports apart. */
  readonly documentId: string
}

const LINK = /^p_(?<place>[\w-]{30})$/

/** Where each part begins: both ids take 8 bytes each, both ends of the span 3. */
const [PARAGRAPH, DOCUMENT, START, END, BYTES] = [0, 8, 16, 19, 22]
const OFFSET_BYTES = 3

/**
 * A place as the end of a link that opens it: 32 of the characters that Telegram lets a link carry (A–Z, a–z, 0–9, _
 * and -, at most 64).
 */
export function linkTo({ paragraphId, documentId, start, end }: PassagePlace): string {
  const bytes = Buffer.alloc(BYTES)
  bytes.write(paragraphId, PARAGRAPH, 'hex')
  bytes.write(documentId, DOCUMENT, 'hex')
  bytes.writeUIntBE(start, START, OFFSET_BYTES)
  bytes.writeUIntBE(end, END, OFFSET_BYTES)
  return `p_${bytes.toString('base64url')}`
}

/** Reads a link back; undefined for anything else. */
export function parseLink(text: string): PassagePlace | undefined {
  const encoded = LINK.exec(text)?.groups?.['place']
  if (encoded === undefined) return undefined
  const bytes = Buffer.from(encoded, 'base64url')
  return {
    paragraphId: bytes.toString('hex', PARAGRAPH, DOCUMENT),
    documentId: bytes.toString('hex', DOCUMENT, START),
    start: bytes.readUIntBE(START, OFFSET_BYTES),
    end: bytes.readUIntBE(END, OFFSET_BYTES),
  }
}
