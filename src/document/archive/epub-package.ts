import path from 'node:path'
import { type OpenTag, readHtmlEvents } from '../html/html-events.ts'

/** What an EPUB says of itself; empty strings where it says nothing. */
export interface EpubPackage {
  readonly title: string
  readonly publisher: string
  /** ISO, as exact as given. */
  readonly date: string
  /** Names within the archive, in reading order. */
  readonly chapters: readonly string[]
}

/** Where an EPUB's package document stands, by its container file; null when that does not say. */
export function readContainer(source: string): string | null {
  let place: string | null = null
  readHtmlEvents(source, {
    open: ({ name, attributes }) => {
      if (name === 'rootfile') place ??= attributes['full-path'] ?? null
    },
    close: () => {},
    text: () => {},
  })
  return place
}

const DATE = /^\d{4}(?:-\d{2}(?:-\d{2})?)?/u

/** A table of contents repeats the headings of the chapters. */
function isChapter(attributes: OpenTag['attributes']): boolean {
  return /html/u.test(attributes['media-type'] ?? '') && !/\bnav\b/u.test(attributes['properties'] ?? '')
}

/**
 * Reads a package document. Its chapters are those of the spine, which is the order of reading; names in it are relative
 * to it.
 *
 * @see EPUB 3.3, section 5
 */
export function readPackage(source: string, place: string): EpubPackage {
  const facts = new Map<string, string>()
  const names = new Map<string, string>()
  const spine: string[] = []
  const open: string[] = []
  readHtmlEvents(source, {
    open: ({ name, attributes }) => {
      open.push(name)
      const { id, href, idref } = attributes
      if (name === 'item' && id !== undefined && href !== undefined && isChapter(attributes)) {
        names.set(id, path.posix.join(path.posix.dirname(place), unescaped(href)))
      }
      if (name === 'itemref' && idref !== undefined) spine.push(idref)
    },
    close: () => void open.pop(),
    text: (text) => {
      const name = open.at(-1) ?? ''
      facts.set(name, `${facts.get(name) ?? ''}${text}`)
    },
  })
  const fact = (name: string) => facts.get(name)?.trim() ?? ''
  return {
    title: fact('dc:title'),
    publisher: fact('dc:publisher'),
    date: DATE.exec(fact('dc:date'))?.[0] ?? '',
    chapters: spine.flatMap((id) => names.get(id) ?? []),
  }
}

function unescaped(href: string): string {
  try {
    return decodeURIComponent(href)
  } catch {
    // A stray percent sign: the name as it is written.
    return href
  }
}
