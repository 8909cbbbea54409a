import { statedIndent } from '../indent.ts'
import type { OpenTag } from './html-events.ts'

/** How an element shows its text; what it does not say itself it takes from the element around it. */
export interface TextStyle {
  /** 1 to 6 within a heading element, else 0. */
  readonly level: number
  readonly isBold: boolean
  readonly isLink: boolean
  /** Above the line, as marks of notes and exponents are. */
  readonly isRaised: boolean
  /** Its line ends show. */
  readonly isPreformatted: boolean
  /** In the head of a table. */
  readonly isHead: boolean
  /** Text that a page does not show, or shows around what it is about. */
  readonly isSkipped: boolean
  /** The page's title, which only the browser's tab shows. */
  readonly isTitle: boolean
  /** How far it is set in within its cell, in widths of a character; 0 where nothing says so. */
  readonly indent: number
}

export const PLAIN: TextStyle = {
  level: 0,
  isBold: false,
  isLink: false,
  isRaised: false,
  isPreformatted: false,
  isHead: false,
  isSkipped: false,
  isTitle: false,
  indent: 0,
}

const names = (list: string): ReadonlySet<string> => new Set(list.split(' '))

const INLINE = names(
  'a abbr acronym b basefont bdi bdo big cite code data del dfn em font i img ins kbd label link mark meta q ruby s samp small span strike strong sub sup time tt u var wbr',
)
const SKIPPED = names(
  'script style noscript template iframe frame object svg math canvas audio video map select button textarea nav footer aside dialog rt rp',
)
const HEAD = names('thead th')
const CELL = names('td th')
const BOLD = names('b strong h1 h2 h3 h4 h5 h6')
const HIDDEN = /(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)/iu
const BOLD_STYLE = /font-weight\s*:\s*(?:bold|[6-9]00)/iu

const PREFORMATTED_STYLE = /white-space\s*:\s*(?:pre|break-spaces)/iu
const RAISED_STYLE = /vertical-align\s*:\s*(?:super|text-top)/iu

const PARAGRAPHS = names('p h1 h2 h3 h4 h5 h6 li dt dd tr pre caption figcaption br hr')

/** True for elements that hold paragraphs rather than being one. */
export function isContainer(name: string): boolean {
  return setsApart(name) && !PARAGRAPHS.has(name)
}

/** True for every element that browsers set on lines of its own; names with a prefix (`o:p`) are Word's inline ones. */
export function setsApart(name: string): boolean {
  return !INLINE.has(name) && !name.includes(':')
}

function isSkipped(name: string, attributes: OpenTag['attributes']): boolean {
  return SKIPPED.has(name) || attributes['hidden'] !== undefined || HIDDEN.test(attributes['style'] ?? '')
}

/** Most elements of a page say nothing of how they show. */
const UNMARKED = names('p div span br li ul ol tr tbody table section article center font u i em a')

/** How an element within `around` shows its text. */
export function styleOf({ name, attributes }: OpenTag, around: TextStyle): TextStyle {
  if (UNMARKED.has(name) && !hasAny(attributes)) return around
  const style = attributes['style'] ?? ''
  return {
    ...typeOf(name, style, around),
    level: /^h[1-6]$/u.test(name) ? Number(name[1]) : around.level,
    isLink: around.isLink || (name === 'a' && attributes['href'] !== undefined),
    isHead: around.isHead || HEAD.has(name),
    isSkipped: around.isSkipped || isSkipped(name, attributes),
    isTitle: around.isTitle || name === 'title',
    indent: indentOf(name, style, around),
  }
}

function hasAny(attributes: OpenTag['attributes']): boolean {
  for (const _ in attributes) return true
  return false
}

function typeOf(
  name: string,
  style: string,
  around: TextStyle,
): Pick<TextStyle, 'isBold' | 'isRaised' | 'isPreformatted'> {
  return {
    isBold: around.isBold || BOLD.has(name) || BOLD_STYLE.test(style),
    isRaised: around.isRaised || name === 'sup' || RAISED_STYLE.test(style),
    isPreformatted: around.isPreformatted || name === 'pre' || PREFORMATTED_STYLE.test(style),
  }
}

/** A cell begins anew at its edge. */
function indentOf(name: string, style: string, around: TextStyle): number {
  return statedIndent(style) ?? (CELL.has(name) ? 0 : around.indent)
}
