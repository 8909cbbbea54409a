/** A half-open range of a string, in UTF-16 units, as in W3C selectors and in Telegram's entities. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** True when the two ranges share at least one character. */
export function overlaps(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end
}
