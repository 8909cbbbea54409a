/** A title longer than half a window would leave the text no room. */
const HEADER_SHARE = 0.5

/** A sentence with its closing quotes and brackets, or a rest without an end. A full stop is no end: 17.4. */
const SENTENCE = /[^。！？!?\n]*(?:[。！？!?\n]+[”’」』）)】]*|$)/gu

/**
 * The pieces of a paragraph to be embedded, each with the paragraph's context before it: the text cut at sentence ends
 * so that no piece, header and line break included, is longer than `maxCharacters` (UTF-16 units; 480 stay below the
 * 512 tokens that the model reads). A sentence that is too long alone is cut where the piece is full, a header that
 * takes more than half of it is shortened. The pieces' texts together are the text; no text gives the header alone, and
 * nothing at all gives nothing.
 */
export function windowsOf(header: string, text: string, maxCharacters = 480): string[] {
  const context = header === '' ? '' : `${cut(header, Math.floor(maxCharacters * HEADER_SHARE) - 1)}\n`
  if (text === '') return header === '' ? [] : [context.slice(0, -1)]
  return pack(text, maxCharacters - context.length).map((piece) => context + piece)
}

function pack(text: string, room: number): string[] {
  const pieces: string[] = []
  let piece = ''
  for (const part of sentencesOf(text, room)) {
    if (piece.length + part.length > room) {
      pieces.push(piece)
      piece = ''
    }
    piece += part
  }
  return [...pieces, piece]
}

function* sentencesOf(text: string, room: number): Generator<string> {
  for (const [sentence] of text.matchAll(SENTENCE)) {
    let rest = sentence
    while (rest.length > room) {
      const head = cut(rest, room)
      yield head
      rest = rest.slice(head.length)
    }
    if (rest !== '') yield rest
  }
}

/** At most `length` units from the start, without tearing a surrogate pair. */
function cut(text: string, length: number): string {
  const isTorn = /^[\uD800-\uDBFF][\uDC00-\uDFFF]$/.test(text.slice(length - 1, length + 1))
  return text.slice(0, isTorn ? length - 1 : length)
}
