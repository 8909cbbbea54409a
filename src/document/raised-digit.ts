const RAISED: Readonly<Partial<Record<string, string>>> = Object.fromEntries(
  Array.from('⁰¹²³⁴⁵⁶⁷⁸⁹', (raised, digit) => [String(digit), raised]),
)
const NUMBER = /^\s*\d{1,3}\s*$/u
const OPEN_BRACKET = /[[（(〔]$/u

/**
 * A run that is set raised, behind `before`: a number is a footnote's mark or an exponent, and as plain digits it would
 * change a figure. Within brackets, and of other words, it stays.
 */
export function raisedDigits(text: string, before: string): string {
  if (!NUMBER.test(text) || OPEN_BRACKET.test(before)) return text
  return text.replaceAll(/\d/gu, (digit) => RAISED[digit] ?? digit)
}
