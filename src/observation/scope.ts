import type { Span } from '../span.ts'

/**
 * Words for a part of a government's accounts: 市本级, 市级, 省级. A figure of a part is never the figure of the whole
 * place. 省级 counts only before words of public finance: a 省级龙头企业 is no part of the accounts.
 */
const PART =
  /(?<!对)(?:各?县（市、区）|各?县\(市、区\)|各?县市区|各?县区|各?区县|市县)(?:级)?(?=政府债务|政府一般债|政府专项债|一般公共预算|政府性基金|财政收|财政支|税收|收入|支出)|(?:自治区|市|省|区|县|州|旗)本级|(?<![省市县区州])本级|(?:乡镇|自治区|[省市县区州])级(?=一般公共|公共|政府性|国有资本|社会保险|社保|财政|预算|税收|收入|支出|基金|政府债|地方|专项|一般债|总|完成|非税|“?三公|预备|部门|收支|国库|转移|教育支出|科学技术支出)/g
const WHOLE = /全(?:市|省|州|区|县|旗|自治区)/g
/** Only amounts of public finance have such parts. */
const FISCAL = /收入|支出|债|预算|基金|结余|结转|税|补助|资金|转移支付|经费|预备费|决算|费$/

/** A scope word, or one that ends the scope (`part` empty: 全市). */
export interface ScopeMention extends Span {
  readonly part: string
}

/** Scope words in order. */
export function scopesIn(text: string): ScopeMention[] {
  const read = (pattern: RegExp, isPart: boolean) =>
    [...text.matchAll(pattern)].map((match) => ({
      start: match.index,
      end: match.index + match[0].length,
      part: isPart ? match[0] : '',
    }))
  return [...read(PART, true), ...read(WHOLE, false)].toSorted((a, b) => a.start - b.start)
}

/** The scope that headings set: the innermost that names one; empty for the whole, and where one names both. */
export function scopeOfHeadings(path: readonly string[]): string {
  for (const heading of path.toReversed()) {
    const parts = new Set(scopesIn(heading).map(({ part }) => part))
    if (parts.size > 0) return parts.size === 1 ? ([...parts][0] ?? '') : ''
  }
  return ''
}

/** True for an amount of public finance, by its name. */
export function isFiscal(name: string): boolean {
  return FISCAL.test(name)
}

/** A name without the scope it begins with, and that scope. */
export function splitScope(name: string): { readonly scope: string; readonly rest: string } {
  const first = scopesIn(name)[0]
  const isPart = first !== undefined && first.start === 0 && first.part !== '' && name.length > first.end + 1
  return isPart ? { scope: first.part, rest: name.slice(first.end) } : { scope: '', rest: name }
}

/** The name with its scope before it, unless it says the scope itself or knows none. */
export function withScope(name: string, scope: string): string {
  return scope === '' || name.includes('本级') || name.includes(scope) || !isFiscal(name) ? name : scope + name
}
