import type { DocumentFacts, IndexStatus, Passage } from '../report-index/report-index.ts'
import type { IndexingProgress, IndexingSummary } from '../report-index/indexing.ts'
import type { Span } from '../span.ts'
import type { Speaker } from './chat.ts'
import { COMMANDS } from './command.ts'
import type { Draft, Fragment } from './draft.ts'
import { draft, echo, join, nameOf, say } from './draft.ts'

/** Questions a newcomer can press; none where there is nothing to ask about. */
export function renderHelp(speaker: Speaker, examples: readonly string[]): Draft {
  const commands = COMMANDS.filter(({ forAdmins }) => speaker.isAdmin || !forAdmins).map(({ name, description }) =>
    say`/${nameOf(name)} ${nameOf(description)}`,
  )
  const how = speaker.isGroup
    ? say`在群里这样问我：发 /ask 加问题，或回复我的消息。群管理员关掉机器人的隐私模式后，也可以 @ 我。`
    : say`直接发问题就行，最好写明地区、时间和指标。`
  return draft([
    ...say`我是报数，只用资料里的原文和数字回答，每个数字都带出处；资料里没有的，我会直说。\n\n${how}\n`,
    ...(examples.length === 0 ? [] : say`\n例如：\n${join(examples.map((example) => [nameOf(example)]), '\n')}\n`),
    ...say`\n${join(commands, '\n')}\n\n答错了请点“不对”，管理员会看到。问题和回答保留九十天，不记姓名。`,
  ])
}

export function renderStranger({ shownUserId, shownChatId, isGroup }: Speaker): Draft {
  const id = isGroup ? say`本群的编号是 ${echo(shownChatId)}` : say`你的编号是 ${echo(shownUserId)}`
  return draft(say`还不能回答：${id}，请把它交给管理员，写进设置 ALLOWED_CHATS 后就可以提问。`)
}

export function renderIds({ shownUserId, shownChatId }: Speaker): Draft {
  return draft(say`你的编号：${echo(shownUserId)}\n这个聊天的编号：${echo(shownChatId)}`)
}

/** How many documents /sources names; more would not fit one message. */
const MAX_DOCUMENTS = 30

export function renderSources(documents: readonly DocumentFacts[]): Draft {
  if (documents.length === 0) return draft(say`还没有资料。把报告放进报告文件夹，再更新索引。`)
  const places = [...new Set(documents.flatMap(({ place }) => (place === null ? [] : [place])))]
  const years = [...new Set(documents.flatMap(yearsOf))].toSorted()
  const lines = documents.slice(0, MAX_DOCUMENTS).map(({ title, publisher, date }): Fragment[] => [
    nameOf(`${[publisher, `《${title}》`, date].filter(Boolean).join(' ')}`),
  ])
  const rest = documents.length - lines.length
  return draft([
    ...say`共有${documents.length}份资料。`,
    ...(places.length === 0 ? [] : say`\n地区：${nameOf(places.join('、'))}`),
    ...(years.length === 0 ? [] : say`\n年份：${nameOf(years.join('、'))}`),
    ...say`\n\n${join(lines, '\n')}`,
    ...(rest === 0 ? [] : say`\n……另有${rest}份`),
  ])
}

function yearsOf({ date, period }: DocumentFacts): string[] {
  return [date, period?.from].flatMap((day) => (day === null || day === undefined ? [] : [day.slice(0, 4)]))
}

export function renderStatus(status: IndexStatus | undefined): Draft {
  if (status === undefined) return draft(say`还没有索引，请管理员发送 /reindex，或运行 npm run index。`)
  const vectors = status.vectorsMissing === null ? say`正常` : say`不可用：${nameOf(status.vectorsMissing)}`
  return draft([
    ...say`资料${status.documents}份，段落${status.paragraphs}个，数字${status.observations}个\n`,
    ...say`索引第${status.generation}版，更新于 ${{ kind: 'time', text: localTime(status.builtAt) }}\n语义检索：${vectors}`,
    ...(status.vectorsMissing === null && !status.graph ? say`（向量图缺失，正逐条比较；下次更新索引时重建）` : []),
  ])
}

function localTime(iso: string): string {
  return new Date(iso).toLocaleString('zh-CN', { hour12: false })
}

const PHASES: Readonly<Record<IndexingProgress['phase'], string>> = {
  reading: '读取报告',
  embedding: '计算向量',
  publishing: '切换索引',
}

export function renderProgress({ phase, done, total }: IndexingProgress): Draft {
  return draft(say`正在更新索引：${nameOf(PHASES[phase])} ${done}/${total}。期间照常回答。`)
}

export function renderSummary({ added, updated, removed, unchanged, failed, seconds }: IndexingSummary): Draft {
  const reasons = failed.map(({ file, reason }) => [nameOf(`${file}：${reason}`)])
  return draft([
    ...say`索引已更新：新增${added}，更新${updated}，删除${removed}，未变${unchanged}，失败${failed.length}`,
    ...say`（用时${{ kind: 'time', text: String(seconds) }}秒）`,
    ...(reasons.length === 0 ? [] : say`\n${join(reasons, '\n')}`),
  ])
}

/** How much of a paragraph is shown around its figure, in UTF-16 units; three of them fit one message. */
const MAX_PARAGRAPH = 1200

/** A paragraph with its neighbours, the figure in it bold. */
export function renderContext(passage: Passage, figure: Span, neighbours: readonly (Passage | undefined)[]): Draft {
  const [before, after] = neighbours
  const own = bolded(passage, figure)
  const parts = [before && shortened(before), own, after && shortened(after)].filter((part) => part !== undefined)
  const { title } = passage.article
  const headings = [title === '' ? passage.document.title : title, ...passage.path]
  return draft([nameOf(headings.join(' › ')), ...say`\n\n${join(parts, '\n\n')}`])
}

function shortened({ text, id }: Passage): Fragment[] {
  const shown: Fragment = { kind: 'passage', text: text.slice(0, MAX_PARAGRAPH), paragraphId: id, isBold: false }
  return text.length > MAX_PARAGRAPH ? [shown, ...say`……`] : [shown]
}

function bolded({ text, id }: Passage, { start, end }: Span): Fragment[] {
  const from = text.length > MAX_PARAGRAPH ? Math.max(0, start - MAX_PARAGRAPH / 2) : 0
  const to = Math.min(text.length, from + MAX_PARAGRAPH)
  const part = (a: number, b: number, isBold: boolean): Fragment[] =>
    a < b ? [{ kind: 'passage', text: text.slice(a, b), paragraphId: id, isBold }] : []
  return [
    ...(from > 0 ? say`……` : []),
    ...part(from, start, false),
    ...part(start, end, true),
    ...part(end, to, false),
    ...(to < text.length ? say`……` : []),
  ]
}
