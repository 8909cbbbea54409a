import { createHash } from 'node:crypto'

const ID_LENGTH = 16

/** The first 16 hexadecimal characters of a SHA-256: at a million paragraphs a collision has a chance of 1 in 10⁷. */
export function shortHash(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex').slice(0, ID_LENGTH)
}

/**
 * Names the paragraphs of one document, to be called with their texts in order. An id depends on the text and on how
 * many equal texts stand before it in its document, and on nothing else: it survives renaming of the file, new
 * metadata and edits of other paragraphs, so that links, feedback and stored vectors keep their paragraph, and two
 * equal paragraphs are still told apart.
 */
export function createParagraphNaming(): (text: string) => string {
  const seen = new Map<string, number>()
  return (text) => {
    const before = seen.get(text) ?? 0
    seen.set(text, before + 1)
    return shortHash(`${text}\n${before}`)
  }
}
