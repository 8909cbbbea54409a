/** A part of a Word file as its reader hands it on; what is not looked at is kept as it is. */
interface WordElement {
  readonly type: string
  readonly children?: readonly WordElement[]
  /** Of a run of text. */
  readonly value?: string
  /** Of a paragraph that Word numbers by itself; the level counts from 0. */
  readonly numbering?: { readonly level: string; readonly isOrdered: boolean } | null
}

/** Longer ones, and such with these marks, are items of a list. */
const MAX_LENGTH = 40
const SENTENCE = /[，。；：！？,;]/u
/** The reader's heading elements end at 6, and the first is that of a title. */
const FIRST_LEVEL = 2
const LAST_LEVEL = 6

/**
 * Makes headings of the paragraphs that Word numbers by itself (一、 and （一） as Word sets them when somebody types them),
 * since their numbers are not in the file: short ones with a text or a deeper number below, and not between their like,
 * as the items of a list are.
 */
export function withListHeadings<E extends WordElement>(document: E): E {
  const children = document.children ?? []
  return { ...document, children: children.map((child, at) => asHeading(child, children[at - 1], children[at + 1])) }
}

function asHeading(element: WordElement, above: WordElement | undefined, below: WordElement | undefined): WordElement {
  const level = listLevel(element)
  if (level === null || below === undefined || !isShort(textOf(element))) return element
  const [before, behind] = [listLevel(above), listLevel(below)]
  if (before === level || (behind !== null && behind <= level)) return element
  const heading = Math.min(LAST_LEVEL, level + FIRST_LEVEL)
  return Object.assign({}, element, { numbering: null, styleId: null, styleName: `heading ${heading}` })
}

/** Null for what Word does not number. */
function listLevel(element: WordElement | undefined): number | null {
  const numbering = element?.type === 'paragraph' ? element.numbering : null
  return numbering?.isOrdered === true ? Number(numbering.level) : null
}

function textOf({ value = '', children = [] }: WordElement): string {
  return value + children.map(textOf).join('')
}

function isShort(text: string): boolean {
  return text !== '' && text.length <= MAX_LENGTH && !SENTENCE.test(text)
}
