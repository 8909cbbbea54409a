import { visible } from '../document/original-name.ts'
import { IndexCancelledError, IndexError } from '../errors.ts'
import type { IndexingSummary } from '../report-index/indexing.ts'
import type { Draft, Fragment } from './draft.ts'
import { draft, nameOf, say } from './draft.ts'
import { fitting } from './fit.ts'
import { roughly } from './pace.ts'
import { PHASES } from './phase-words.ts'
import type { Outcome, PacedProgress } from './reindexing.ts'
import { shorten } from './shorten.ts'

/** How far a run is, for the message of the one who started it. */
export function renderProgress(progress: PacedProgress): Draft {
  return draft(say`正在更新索引：${howFar(progress)}。期间照常回答。`)
}

/** For whoever wants to start a run while one is under way. */
export function renderRunning(progress: PacedProgress | undefined): Draft {
  const far = progress === undefined ? [] : say`（${howFar(progress)}）`
  return draft(say`已有一次更新正在进行${far}，请等它完成。要停下来，发 /reindex cancel。`)
}

function howFar({ phase, done, total, pace }: PacedProgress): Fragment[] {
  const { words, counted } = PHASES[phase]
  const far = say`${nameOf(words)} ${done}/${total}`
  if (pace === undefined) return far
  const { perSecond, secondsLeft } = pace
  return say`${far}，每秒${time(perSecond.toFixed(perSecond < 10 ? 1 : 0))}${nameOf(counted)}，还要${time(roughly(secondsLeft))}`
}

/** What a failed report and all of them may take. */
const MAX_FAILURE = 300
const MAX_FAILURES = 3000

/** What a run did: the counts, and each report that was left out with its reason. */
export function renderSummary(summary: IndexingSummary): Draft {
  const { failed, seconds } = summary
  const reasons = failed.map(({ file, reason }) => [nameOf(shorten(`${visible(file)}：${reason}`, MAX_FAILURE))])
  return draft([
    ...say`索引已更新：${counts(summary)}（用时${time(String(seconds))}秒）`,
    ...(reasons.length === 0
      ? []
      : say`\n${fitting(reasons, { separator: '\n', units: MAX_FAILURES, more: (rest) => say`\n……另有${rest}份` })}`),
  ])
}

/** How the last run ended, as a line of /status. */
export function renderOutcome(outcome: Outcome): Fragment[] {
  const at = time(outcome.endedAt.toLocaleString('zh-CN', { hour12: false }))
  return say`上次更新：${at}，${'summary' in outcome ? counts(outcome.summary) : failure(outcome.error)}`
}

function counts({ added, updated, renamed, removed, unchanged, failed }: IndexingSummary): Fragment[] {
  const names = renamed === 0 ? [] : say`，改名${renamed}`
  return say`新增${added}，更新${updated}${names}，删除${removed}，未变${unchanged}，失败${failed.length}`
}

function failure(error: unknown): Fragment[] {
  if (error instanceof IndexCancelledError) return say`已取消`
  return say`没有完成：${error instanceof IndexError ? nameOf(error.message) : say`原因见日志`}`
}

function time(text: string): Fragment {
  return { kind: 'time', text }
}
