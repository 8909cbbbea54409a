import { SingleBar } from 'cli-progress'
import { createPace, roughly } from '../../chat/pace.ts'
import type { Pace } from '../../chat/pace.ts'
import { PHASES } from '../../chat/phase-words.ts'
import type { IndexingProgress } from '../../report-index/indexing.ts'

/** Shows how far indexing is, on standard error. */
export interface ProgressBar {
  readonly show: (progress: IndexingProgress) => void
  readonly stop: () => void
}

/** A bar on a terminal; elsewhere nothing, so that logs and pipes stay clean. */
export function createProgressBar(isTerminal: boolean): ProgressBar {
  if (!isTerminal) return { show: () => {}, stop: () => {} }
  const bar = new SingleBar({
    format: '{phase} [{bar}] {value}/{total}{pace}',
    clearOnComplete: true,
    hideCursor: true,
  })
  const paceOf = createPace(() => performance.now())
  let phase: IndexingProgress['phase'] | undefined
  return {
    show(progress) {
      if (progress.phase !== phase) {
        bar.stop()
        phase = progress.phase
        bar.start(progress.total, progress.done, { phase: PHASES[phase].words, pace: '' })
      }
      bar.update(progress.done, { pace: paceWords(paceOf(progress), PHASES[progress.phase].counted) })
    },
    stop: () => bar.stop(),
  }
}

function paceWords(pace: Pace | undefined, counted: string): string {
  if (pace === undefined) return ''
  return ` ${pace.perSecond.toFixed(pace.perSecond < 10 ? 1 : 0)}${counted}/秒 还要${roughly(pace.secondsLeft)}`
}
