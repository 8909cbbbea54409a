import { SingleBar } from 'cli-progress'
import { PHASE_WORDS } from '../../chat/phase-words.ts'
import type { IndexingProgress } from '../../report-index/indexing.ts'

/** Shows how far indexing is, on standard error. */
export interface ProgressBar {
  readonly show: (progress: IndexingProgress) => void
  readonly stop: () => void
}

/** A bar on a terminal; elsewhere nothing, so that logs and pipes stay clean. */
export function createProgressBar(isTerminal: boolean): ProgressBar {
  if (!isTerminal) return { show: () => {}, stop: () => {} }
  const bar = new SingleBar({ format: '{phase} [{bar}] {value}/{total}', clearOnComplete: true, hideCursor: true })
  let phase: IndexingProgress['phase'] | undefined
  return {
    show(progress) {
      if (progress.phase !== phase) {
        bar.stop()
        bar.start(progress.total, progress.done, { phase: PHASE_WORDS[progress.phase] })
        phase = progress.phase
      }
      bar.update(progress.done)
    },
    stop: () => bar.stop(),
  }
}
