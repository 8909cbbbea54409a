import { BLANKS } from './character.ts'

const BEFORE = new RegExp(`^[${BLANKS}]+`, 'u')
/** As wide as a Chinese character. */
const WIDE = /[\u2001\u2003\u3000]/u

/** How far blanks set a text in, in widths of a character. */
export function blanksBefore(text: string): number {
  return Array.from(BEFORE.exec(text)?.[0] ?? '', (blank) => (WIDE.test(blank) ? 1 : 0.5)).reduce((a, b) => a + b, 0)
}

const STATED = /(?:^|[;\s])(?:text-indent|(?:padding|margin)-left)\s*:\s*(-?[\d.]{1,6})(em|px|pt)/giu
/** Of a character of the usual type of tables. */
const WIDTHS: Readonly<Record<string, number>> = { em: 1, px: 14, pt: 10.5 }

/** How far a style sheet's declarations set a text in, in widths of a character; null when they do not say. */
export function statedIndent(style: string): number | null {
  const stated = Array.from(
    style.matchAll(STATED),
    ([, length = '', unit = 'em']) => Number(length) / (WIDTHS[unit.toLowerCase()] ?? 1),
  )
  return stated.length === 0 ? null : stated.reduce((a, b) => a + b, 0)
}
