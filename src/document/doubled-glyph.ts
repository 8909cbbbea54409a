import { BLANKS } from './character.ts'
import type { Piece } from './document.ts'
import type { Passage } from './passage.ts'

/**
 * A line is folded only when folding leaves this much, so that 谢谢, 一一, 高高兴兴 or 研究研究 on a line of their own
 * survive. Bold captions, which printers fake by painting every run twice, are longer.
 */
const MIN_CHARACTERS = 6
const MIN_DIFFERENT = 5

const BLANK = new RegExp(`[${BLANKS}]`, 'u')

/** A stretch of the line: painted twice (`half` characters, then the same again) or a single blank (`half` 0). */
interface Run {
  readonly start: number
  readonly half: number
}

/**
 * Undoes fake bold type (`±±11001100千伏千伏` → ±1100千伏): null unless *everything* in the line but its blanks stands
 * there twice, because then no real repetition explains it.
 */
export function foldDoubled(printed: string, line: number, column: number): Passage | null {
  if (!isEvenlyCounted(printed)) return null
  const runs = glyphByGlyph(printed) ?? runByRun(printed)
  if (runs === null) return null
  const passage = foldRuns(printed, runs, { line, column })
  return isLongEnough(passage.text) ? passage : null
}

/** A cheap necessary condition that nearly every ordinary line fails. */
function isEvenlyCounted(printed: string): boolean {
  if (!printed.includes(printed.charAt(0), 1)) return false
  const odd = new Set<string>()
  for (const character of printed) {
    if (BLANK.test(character)) continue
    if (odd.has(character)) odd.delete(character)
    else odd.add(character)
  }
  return odd.size === 0
}

/** 昌昌吉吉: asked first, since run by run 8866 doubled (88886666) and 8686 doubled (88668866) would be confused. */
function glyphByGlyph(printed: string): Run[] | null {
  const runs: Run[] = []
  for (let at = 0; at < printed.length;) {
    const isBlank = BLANK.test(printed.charAt(at))
    if (!isBlank && printed[at] !== printed[at + 1]) return null
    runs.push({ start: at, half: isBlank ? 0 : 1 })
    at += isBlank ? 1 : 2
  }
  return runs
}

/** Fewest runs, found from the end: 88668866 is 8866 twice, not 88, 66, 88, 66. */
function runByRun(printed: string): Run[] | null {
  const best: ({ count: number; half: number } | undefined)[] = []
  best[printed.length] = { count: 0, half: 0 }
  for (let at = printed.length - 1; at >= 0; at--) best[at] = shortestFrom(printed, at, best)
  const runs: Run[] = []
  for (let at = 0; at < printed.length;) {
    const run = best[at]
    if (run === undefined) return null
    runs.push({ start: at, half: run.half })
    at += Math.max(1, run.half * 2)
  }
  return runs
}

function shortestFrom(printed: string, at: number, best: readonly ({ count: number; half: number } | undefined)[]) {
  const after = BLANK.test(printed.charAt(at)) ? best[at + 1] : undefined
  let found = after && { count: after.count, half: 0 }
  for (let half = 1; at + half * 2 <= printed.length; half++) {
    const rest = best[at + half * 2]
    if (rest === undefined || (found !== undefined && found.count <= rest.count + 1)) continue
    if (printed.slice(at, at + half) === printed.slice(at + half, at + half * 2)) {
      found = { count: rest.count + 1, half }
    }
  }
  return found
}

function foldRuns(printed: string, runs: readonly Run[], from: { line: number; column: number }): Passage {
  const pieces: Piece[] = []
  let text = ''
  for (const { start, half } of runs) {
    const length = Math.max(1, half)
    const place = { page: null, line: from.line, column: from.column + start }
    const piece = { start: text.length, end: text.length + length, ...place }
    pieces.push(half === 0 ? piece : { ...piece, width: half * 2 })
    text += printed.slice(start, start + length)
  }
  return { text, pieces, repaired: true }
}

function isLongEnough(text: string): boolean {
  const characters = Array.from(text).filter((character) => !BLANK.test(character))
  return characters.length >= MIN_CHARACTERS && new Set(characters).size >= MIN_DIFFERENT
}
