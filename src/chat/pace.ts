import type { IndexingProgress } from '../report-index/indexing.ts'

/** How fast a phase of indexing goes. */
export interface Pace {
  readonly perSecond: number
  readonly secondsLeft: number
}

/** Before that the start of a phase (opening the model) would be taken for its pace. */
const SETTLED_MS = 3000

/**
 * Watches the progress of one run and tells the pace of its phase, undefined until a phase has gone on for three
 * seconds and once it is done. `now` gives milliseconds of a clock that never goes back.
 */
export function createPace(now: () => number): (progress: IndexingProgress) => Pace | undefined {
  let since: { readonly phase: IndexingProgress['phase']; readonly at: number; readonly done: number } | undefined
  return ({ phase, done, total }) => {
    if (since?.phase !== phase) since = { phase, at: now(), done }
    const elapsed = now() - since.at
    const advanced = done - since.done
    if (elapsed < SETTLED_MS || advanced <= 0 || done >= total) return undefined
    const perSecond = (advanced / elapsed) * 1000
    return { perSecond, secondsLeft: (total - done) / perSecond }
  }
}

/** 不到1分钟, 约3分钟, 约2小时5分钟. */
export function roughly(seconds: number): string {
  const minutes = Math.round(seconds / 60)
  if (minutes < 1) return '不到1分钟'
  const hours = Math.floor(minutes / 60)
  const rest = minutes % 60
  if (hours === 0) return `约${minutes}分钟`
  return rest === 0 ? `约${hours}小时` : `约${hours}小时${rest}分钟`
}
