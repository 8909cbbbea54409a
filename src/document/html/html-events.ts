import { Parser } from 'htmlparser2'

/** An element as it opens. */
export interface OpenTag {
  readonly name: string
  readonly attributes: Readonly<Partial<Record<string, string>>>
}

/** What a page is made of, in the order of its source. Every `open` has its `close`, implied ones included. */
export interface HtmlHandler {
  open(tag: OpenTag): void
  close(): void
  /** Text with entities decoded; `start` and `width` are where and how long it stands in the source. */
  text(text: string, start: number, width: number): void
}

/** Pages nest a few dozen elements; what forgets to close its tags, some hundreds. The parser slows down with depth. */
const MAX_DEPTH = 3000
/** A table of 100,000 cells with a paragraph in each. Every element costs some 10 µs further on. */
const MAX_ELEMENTS = 250_000

/**
 * Goes through an HTML source without building a tree, so that no depth of nesting overflows. False when it has too many
 * elements, or nests them too deep.
 */
export function readHtmlEvents(source: string, handler: HtmlHandler): boolean {
  let [depth, count] = [0, 0]
  const isTooMuch = () => depth > MAX_DEPTH || count > MAX_ELEMENTS
  const parser: Parser = new Parser({
    onopentag(name, attributes) {
      depth++
      count++
      if (isTooMuch()) parser.pause()
      handler.open({ name, attributes })
    },
    onclosetag() {
      depth--
      handler.close()
    },
    ontext(text) {
      handler.text(text, parser.startIndex, parser.endIndex + 1 - parser.startIndex)
    },
  })
  parser.write(source)
  if (isTooMuch()) return false
  parser.end()
  return true
}
