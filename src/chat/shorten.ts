/** The place itself, or the one before it where it would tear a surrogate pair, which no channel can show. */
export function wholeCharacters(text: string, at: number): number {
  return at > 0 && /^[\uD800-\uDBFF][\uDC00-\uDFFF]/.test(text.slice(at - 1, at + 1)) ? at - 1 : at
}

/** At most `units` of a text, and a mark where something was cut. */
export function shorten(text: string, units: number): string {
  return text.length <= units ? text : `${text.slice(0, wholeCharacters(text, units))}……`
}
