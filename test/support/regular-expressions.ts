import { readFileSync } from 'node:fs'
import path from 'node:path'
import { ROOT, sourceFiles } from './source-files.ts'

/** A regular expression of the sources, and the file it stands in. */
export interface Expression {
  readonly file: string
  readonly pattern: RegExp
}

/** A regular expression is written where a value may begin; anywhere else a slash divides. */
const VALUE_BEFORE = /(?:^|[(,=:[!&|?{};>+]|\breturn|=>)\s*$/
const BEFORE_UNITS = 24

/**
 * The regular expressions of a source text that are written out, in order. Strings, templates and comments are passed
 * over, so what a table puts together is not among them (see `constructedWhile`).
 */
export function literalsIn(code: string): RegExp[] {
  const found: RegExp[] = []
  let at = code.startsWith('#!') ? endOf(code, '\n', 0) : 0
  while (at < code.length) {
    const end = skippedAt(code, at)
    const literal = end === null && code[at] === '/' ? literalAt(code, at) : null
    if (literal !== null) found.push(new RegExp(literal.source, literal.flags))
    at = end ?? literal?.end ?? at + 1
  }
  return found
}

/** Where the comment, string or template that begins at `at` ends; null when none begins. */
function skippedAt(code: string, at: number): number | null {
  if (code.startsWith('//', at)) return endOf(code, '\n', at)
  if (code.startsWith('/*', at)) return endOf(code, '*/', at)
  const quote = code.charAt(at)
  if (quote === '' || !`'"\``.includes(quote)) return null
  let end = at + 1
  while (end < code.length && code[end] !== quote) end += code[end] === '\\' ? 2 : 1
  return end + 1
}

function endOf(code: string, sign: string, at: number): number {
  const end = code.indexOf(sign, at)
  return end < 0 ? code.length : end + sign.length
}

function literalAt(code: string, at: number): { source: string; flags: string; end: number } | null {
  if (!VALUE_BEFORE.test(code.slice(Math.max(0, at - BEFORE_UNITS), at))) return null
  let end = at + 1
  let isInClass = false
  while (end < code.length && (isInClass || code[end] !== '/')) {
    if (code[end] === '[') isInClass = true
    else if (code[end] === ']') isInClass = false
    end += code[end] === '\\' ? 2 : 1
  }
  const flags = /^[a-z]*/.exec(code.slice(end + 1, end + 9))?.[0] ?? ''
  return { source: code.slice(at + 1, end), flags, end: end + 1 + flags.length }
}

/** All that is written out in `src/`. */
function writtenExpressions(): Expression[] {
  return sourceFiles().flatMap((file) => literalsIn(sourceOf(file)).map((pattern) => ({ file, pattern })))
}

/** Put together from tables when a module is loaded; those that are made anew at every call are few and plain. */
const CONSTRUCTING = /^(?:export )?const [^\n]*=\s*\n?\s*new RegExp\(|^function sticky\(/m

/** What the modules of `src/` put together when they are loaded. They must not have been loaded before. */
async function constructedExpressions(): Promise<Expression[]> {
  const found: Expression[] = []
  for (const file of sourceFiles().filter((each) => CONSTRUCTING.test(sourceOf(each)))) {
    const patterns = await patternsMadeBy(() => import(path.join(ROOT, 'src', file)))
    found.push(...patterns.map((pattern) => ({ file, pattern })))
  }
  return found
}

async function patternsMadeBy(load: () => Promise<unknown>): Promise<RegExp[]> {
  const original = globalThis.RegExp
  const made: RegExp[] = []
  globalThis.RegExp = new Proxy(original, {
    construct(target, [source, flags]: [string, string?]) {
      const pattern = new target(source, flags)
      // Packages that a module loads make theirs too.
      if (/[/\\]src[/\\]/.test(new Error('who asks').stack?.split('\n')[2] ?? '')) made.push(pattern)
      return pattern
    },
  })
  try {
    await load()
  } finally {
    globalThis.RegExp = original
  }
  return made
}

function sourceOf(file: string): string {
  return readFileSync(path.join(ROOT, 'src', file), 'utf8')
}

/** Every regular expression of `src/` once. */
export async function expressionsOfSources(): Promise<Expression[]> {
  const all = [...writtenExpressions(), ...(await constructedExpressions())]
  return [...new Map(all.map((each) => [String(each.pattern), each])).values()]
}

/** What a pattern takes to read a line, in processor time, which other work on the machine does not lengthen. */
export function millisecondsOf(pattern: RegExp, line: string): number {
  const before = process.cpuUsage()
  pattern.lastIndex = 0
  pattern.test(line)
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}
