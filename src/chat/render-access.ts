import type { AccessEntry } from './access-list.ts'
import type { Speaker } from './chat.ts'
import type { Draft, Fragment } from './draft.ts'
import { draft, echo, join, nameOf, say } from './draft.ts'
import { fitting } from './fit.ts'
import type { Button } from './message.ts'
import { CODE_MINUTES } from './pairing.ts'
import type { ChatSettings } from './parts.ts'
import { pressFor } from './press.ts'
import { shorten } from './shorten.ts'

/** How long the bot waits in a group to be let in, from when it is told so. */
export const GROUP_GRACE_MINUTES = 10

export function renderStranger(speaker: Speaker): Draft {
  const { shownUserId, isGroup } = speaker
  return isGroup
    ? renderClosed(speaker)
    : draft(
        say`还不能回答：你还没有开通，编号是 ${echo(shownUserId)}。请把编号交给管理员开通，或者向管理员要一个开通码，直接发给我。`,
      )
}

/** To a group that an admin may still open from inside. */
function renderClosed({ shownChatId, bot }: Speaker): Draft {
  const command = nameOf(bot === undefined ? '/allow' : `/allow@${bot.name}`)
  return draft(
    say`还不能回答：本群还没有开通，编号是 ${echo(shownChatId)}。请管理员在本群发送 ${command}，或者私聊我发送 ${nameOf(`/allow ${shownChatId}`)}。${GROUP_GRACE_MINUTES}分钟内没有开通，我会退出。`,
  )
}

/** To a group that a stranger added the bot to. */
export function renderFarewell({ shownChatId }: Speaker): Draft {
  return draft(
    say`还不能回答：本群还没有开通，编号是 ${echo(shownChatId)}。请把编号交给管理员，由他私聊我发送 ${nameOf(`/allow ${shownChatId}`)}，再把我加进来。我先退出了。`,
  )
}

/** To a group that the bot was added to, by an admin where it is not open. */
export function renderJoined(speaker: Speaker): Draft {
  if (!speaker.isAllowed) return renderClosed(speaker)
  return draft([
    ...say`大家好，我是报数，只用资料里的原文和数字回答，每个数字都带出处。\n`,
    ...waysToAsk(speaker),
    ...say`\n更多用法见 /help。`,
  ])
}

/** How to ask in a group. Which messages reach a bot there depends on its privacy mode. */
export function waysToAsk({ bot }: Speaker): Fragment[] {
  if (bot === undefined) return say`直接发问题就行，最好写明地区、时间和指标。`
  const ask = nameOf(`/ask@${bot.name}`)
  return bot.hearsMentions
    ? say`在群里这样问我：@ 我或发 ${ask}，后面写问题；也可以回复我的消息，或者回复别人的消息发 ${ask}。`
    : say`在群里这样问我：发 ${ask}，后面写问题；也可以回复我的消息，或者回复别人的消息发 ${ask}。我开着隐私模式，只是 @ 我，我收不到（除非我是群管理员）。想用 @，请在 @BotFather 那里用 /setprivacy 关闭隐私模式，再把我移出群、重新加进来。`
}

export function renderCode(code: string): Draft {
  return draft(say`开通码：${nameOf(code)}\n请转给要开通的人，由他私聊发给我。${CODE_MINUTES}分钟内有效，只能用一次。`)
}

/** Who was let in or shut out, in a sentence for the admin who did it. */
export function renderDecision({ id, verdict, name }: AccessEntry): Draft {
  const who = named({ id, name })
  return draft(
    verdict === 'allowed'
      ? say`已开通${who}，可以提问了。`
      : say`已停用${who}。要恢复，发送 ${nameOf(`/allow ${id}`)}。`,
  )
}

function named({ id, name }: Pick<AccessEntry, 'id' | 'name'>): Fragment[] {
  const kind = id < 0 ? say`群 ` : say`用户 `
  return [...kind, echo(String(id)), ...(name === '' ? [] : say`（${nameOf(name)}）`)]
}

/** Decisions on one page of the list: each has a button. */
const PAGE_ENTRIES = 8
/** What the ids of a setting may take. */
const MAX_IDS = 600

interface Page {
  readonly settings: ChatSettings
  readonly entries: readonly AccessEntry[]
  /** The first decision that is shown; one past the end shows the last page. */
  readonly from: number
}

/** Who may ask, by the settings and by decision in chat. A decision can be taken back by its button. */
export function renderAccess({ settings, entries, from }: Page): Draft {
  const { adminIds, allowedChats } = settings
  const first = Math.max(0, Math.min(from, entries.length - 1))
  const start = first - (first % PAGE_ENTRIES)
  const shown = entries.slice(start, start + PAGE_ENTRIES)
  const allowed = allowedChats === '*' ? say`所有人` : idList(allowedChats)
  return draft(
    [
      ...say`管理员（设置 ADMIN_IDS）：${idList(adminIds)}\n`,
      ...say`设置 ALLOWED_CHATS 开通的：${allowed}\n`,
      ...(entries.length === 0
        ? say`在聊天里还没有开通或停用过谁。`
        : say`在聊天里开通或停用的，共${entries.length}个：\n${join(shown.map(renderEntry), '\n')}`),
    ],
    [...shown.map(removal), pager(start, entries.length)],
  )
}

function idList(ids: readonly number[]): Fragment[] {
  if (ids.length === 0) return say`无`
  const names = ids.map((id) => [echo(String(id))])
  return fitting(names, { separator: '、', units: MAX_IDS, more: (count) => say`等，另有${count}个` })
}

function renderEntry(entry: AccessEntry): Fragment[] {
  return [...(entry.verdict === 'allowed' ? say`✓ ` : say`✗ `), ...named(entry)]
}

/** A label longer than this would be cut by the client anyway. */
const MAX_LABEL = 24

function removal({ id, verdict, name }: AccessEntry): Button[] {
  const what = verdict === 'allowed' ? '移除' : '解除停用'
  const label = `${what} ${shorten(name === '' ? String(id) : name, MAX_LABEL)}`
  return [{ label, press: pressFor({ kind: 'access', act: 'remove', number: id }) }]
}

function pager(start: number, count: number): Button[] {
  const [before, after] = [start - PAGE_ENTRIES, start + PAGE_ENTRIES]
  return [...(before >= 0 ? [turnTo('上一页', before)] : []), ...(after < count ? [turnTo('下一页', after)] : [])]
}

function turnTo(label: string, number: number): Button {
  return { label, press: pressFor({ kind: 'access', act: 'page', number }) }
}
