/**
 * A table as a spreadsheet program reads it: RFC 4180, with the mark by which Excel knows UTF-8. A cell that a program
 * would take for a formula gets an apostrophe in front, since anybody may have written it
 * (owasp.org/www-community/attacks/CSV_Injection).
 */
export function toCsv(rows: readonly (readonly string[])[]): string {
  return `\uFEFF${rows.map((row) => `${row.map(cellOf).join(',')}\r\n`).join('')}`
}

/** What begins a formula, in either width, also behind blanks that a program trims; and what could end the cell before. */
const FORMULA = /^[\s\u200B\uFEFF]*[=+\-@＝＋－＠]|^[\t\r\n]/

function cellOf(text: string): string {
  return `"${`${FORMULA.test(text) ? "'" : ''}${text}`.replaceAll('"', '""')}"`
}
