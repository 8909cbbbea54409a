import type { DocumentFacts, IndexStatus } from '../report-index/report-index.ts'
import type { Speaker } from './chat.ts'
import type { Asked } from './question-log.ts'
import { COMMANDS } from './command.ts'
import type { Draft, Fragment } from './draft.ts'
import { draft, echo, join, nameOf, say } from './draft.ts'
import { fitting } from './fit.ts'
import { waysToAsk } from './render-access.ts'
import type { Outcome } from './reindexing.ts'
import { renderOutcome } from './render-reindex.ts'
import { shorten } from './shorten.ts'

/** What /help has to say besides how to ask. */
interface HelpFacts {
  /** Questions to begin with; none where there is nothing to ask about. */
  readonly examples: readonly string[]
  /** For how many days questions are kept. */
  readonly keepDays: number
}

/** How to ask, what else can be done by whoever asks for help, and what is kept of him. */
export function renderHelp(speaker: Speaker, { examples, keepDays }: HelpFacts): Draft {
  const admins = speaker.isAdmin ? commandList(speaker, true) : []
  return draft([
    ...say`我是报数，只用资料里的原文和数字回答，每个数字都带出处；资料里没有的，我会直说。\n\n${waysToAsk(speaker)}\n`,
    ...(examples.length === 0
      ? []
      : say`\n例如：\n${join(
          examples.map((example) => [nameOf(example)]),
          '\n',
        )}\n`),
    ...FOLLOW_UPS,
    ...say`\n${commandList(speaker, false)}\n`,
    ...(admins.length === 0 ? [] : say`\n管理员还可以：\n${admins}\n`),
    ...say`\n答错了请点“不对”，管理员会看到。问题和回答保留${keepDays}天，不记姓名；发送 /forget，我就删除与你有关的记录。`,
  ])
}

const FOLLOW_UPS = say`\n可以接着问：“去年呢？”“农村的呢？”“增长了多少？”；回复某条回答，就接着那一条问。问“历年”“各区县”会列出全部数字，“对比”把两个数并排，“换算成万元”换单位。\n`

/** In a group without what is not for its eyes. */
function commandList({ isGroup }: Speaker, ofAdmins: boolean): Fragment[] {
  const shown = COMMANDS.filter(({ forAdmins, isPrivate = false }) => forAdmins === ofAdmins && !(isGroup && isPrivate))
  return join(
    shown.map(({ name, description }) => say`/${nameOf(name)} ${nameOf(description)}`),
    '\n',
  )
}

export function renderIds({ shownUserId, shownChatId }: Speaker): Draft {
  return draft(say`你的编号：${echo(shownUserId)}\n这个聊天的编号：${echo(shownChatId)}`)
}

/** What the three lists of /sources may take; the rest of them is counted. */
const MAX_NAMES = 600
const MAX_DOCUMENTS = 2400
/** Titles longer than this are shown in part. */
const MAX_TITLE = 80

export function renderSources(documents: readonly DocumentFacts[]): Draft {
  if (documents.length === 0) return draft(say`还没有资料。把报告放进报告文件夹，再更新索引。`)
  const places = [...new Set(documents.flatMap(({ place }) => (place === null ? [] : [place])))]
  const years = [...new Set(documents.flatMap(yearsOf))].toSorted()
  const lines = documents.map(({ title, publisher, date }) => [
    nameOf([publisher, `《${shorten(title, MAX_TITLE)}》`, date].filter(Boolean).join(' ')),
  ])
  return draft([
    ...say`共有${documents.length}份资料。`,
    ...(places.length === 0 ? [] : say`\n地区：${listed(places)}`),
    ...(years.length === 0 ? [] : say`\n年份：${listed(years)}`),
    ...say`\n\n${fitting(lines, { separator: '\n', units: MAX_DOCUMENTS, more: moreReports })}`,
  ])
}

function moreReports(count: number): Fragment[] {
  return say`\n……另有${count}份`
}

function listed(names: readonly string[]): Fragment[] {
  const items = names.map((name) => [nameOf(name)])
  return fitting(items, { separator: '、', units: MAX_NAMES, more: (count) => say`等，另有${count}个` })
}

function yearsOf({ date, period }: DocumentFacts): string[] {
  return [date, period?.from].flatMap((day) => (day === null || day === undefined ? [] : [day.slice(0, 4)]))
}

/** How many disputed answers /status shows an admin. */
const MAX_DISPUTED = 5
const MAX_DISPUTED_UNITS = 60

/** What only admins are shown of the state. */
export interface AdminStatus {
  /** The newest answers that somebody marked as wrong. */
  readonly disputed: readonly Asked[]
  readonly lastRun: Outcome | undefined
}

/** What can be answered from; `admin` where one asks. */
export function renderStatus(status: IndexStatus | undefined, admin: AdminStatus | undefined): Draft {
  if (status === undefined) return draft(say`还没有索引，请管理员发送 /reindex，或运行 npm run index。`)
  const lastRun = admin?.lastRun === undefined ? [] : say`\n${renderOutcome(admin.lastRun)}`
  return draft([
    ...say`资料${status.documents}份，段落${status.paragraphs}个，数字${status.observations}个\n`,
    ...say`索引第${status.generation}版，更新于 ${{ kind: 'time', text: localTime(status.builtAt) }}\n`,
    ...say`语义检索：${vectorsOf(status)}${lastRun}`,
    ...renderDisputed(admin?.disputed ?? []),
  ])
}

function vectorsOf({ vectorsMissing, graph, model }: IndexStatus): Fragment[] {
  if (vectorsMissing !== null) return say`不可用：${nameOf(vectorsMissing)}`
  const how = graph ? say`向量图` : say`向量图缺失，正逐条比较，下次更新索引时重建`
  return say`正常（模型 ${nameOf(model ?? '')}，${how}）`
}

function renderDisputed(disputed: readonly Asked[]): Fragment[] {
  if (disputed.length === 0) return []
  const newest = disputed.slice(0, MAX_DISPUTED).map(({ question, answer }) => {
    const firstLines = answer.split('\n').slice(0, 2).join(' ')
    return [nameOf(`${shorten(question, MAX_DISPUTED_UNITS)} → ${shorten(firstLines, MAX_DISPUTED_UNITS)}`)]
  })
  return say`\n\n被标为“不对”的回答${disputed.length}条，最近的：\n${join(newest, '\n')}`
}

function localTime(iso: string): string {
  return new Date(iso).toLocaleString('zh-CN', { hour12: false })
}
