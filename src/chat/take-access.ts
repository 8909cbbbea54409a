import type { AccessEntry } from './access-list.ts'
import type { Taken } from './chat.ts'
import { draft, nameOf, say } from './draft.ts'
import type { Draft } from './draft.ts'
import type { Talk } from './parts.ts'
import type { AccessPress } from './admin-press.ts'
import { renderAccess, renderCode, renderDecision, waysToAsk } from './render-access.ts'
import { renderHelp } from './render-pages.ts'

/** Lets in whoever showed a good code, under the name that he bears now. */
export async function letIn(talk: Talk): Promise<void> {
  const { speaker, parts } = talk
  decide(talk, { id: Number(speaker.shownUserId), verdict: 'allowed', name: speaker.userName ?? '' })
  await talk.say(draft(say`已开通，可以提问了。`))
  const { examples, settings } = parts
  await talk.say(renderHelp(speaker, { examples, keepDays: settings.keepDays }))
}

/** `/pair`: a code for somebody whose id the admin does not know. */
export async function takePair(talk: Talk): Promise<Taken> {
  await talk.say(renderCode(talk.parts.state.pairing.issue()))
  return {}
}

/** `/allow` in a group lets the group in, `/allow 编号 [名字]` anybody. */
export async function takeAllow(talk: Talk, rest: string): Promise<Taken> {
  const { speaker } = talk
  if (rest === '' && speaker.isGroup) return openGroup(talk)
  const target = targetIn(rest)
  if (target === undefined) {
    await talk.say(
      draft(say`要开通谁？在群里发送 /allow 开通那个群；开通一个人，写上他的编号：${nameOf('/allow 123456789')}。`),
    )
    return {}
  }
  await announce(talk, { ...target, verdict: 'allowed' })
  return {}
}

/** The group that it is said in; its members learn how to ask. */
async function openGroup(talk: Talk): Promise<Taken> {
  const { speaker } = talk
  const entry: AccessEntry = { id: Number(speaker.shownChatId), verdict: 'allowed', name: speaker.chatName ?? '' }
  decide(talk, entry)
  await talk.say(draft([...renderDecision(entry).fragments, ...say`\n${waysToAsk(speaker)}`]))
  return {}
}

/** `/ban` in reply to somebody shuts him out, `/ban 编号` anybody. */
export async function takeBan(talk: Talk, rest: string): Promise<Taken> {
  const target = rest === '' ? talk.about : targetIn(rest)
  if (target === undefined) {
    await talk.say(draft(say`要停用谁？回复他的消息发送 /ban，或者写上编号：${nameOf('/ban 123456789')}。`))
    return {}
  }
  if (talk.parts.settings.adminIds.includes(target.id)) {
    await talk.say(draft(say`管理员写在设置 ADMIN_IDS 里，不能在聊天里停用。`))
    return {}
  }
  await announce(talk, { ...target, verdict: 'banned' })
  return {}
}

async function announce(talk: Talk, entry: AccessEntry): Promise<void> {
  decide(talk, entry)
  await talk.say(renderDecision(entry))
}

function decide({ parts: { state, log }, speaker }: Talk, entry: AccessEntry): void {
  state.access.decide(entry)
  log.info({ id: entry.id, verdict: entry.verdict, by: speaker.userId }, 'access.changed')
}

/** `/access`: who may ask. */
export async function takeAccess(talk: Talk): Promise<Taken> {
  await talk.say(pageFrom(talk, 0))
  return {}
}

/** A button of the list: turn the page, or take a decision back. */
export async function takeAccessPress(talk: Talk, { act, number }: AccessPress): Promise<Taken> {
  if (act === 'page') {
    await talk.revise(pageFrom(talk, number))
    return {}
  }
  const { state, log } = talk.parts
  if (!state.access.remove(number)) return { notice: '已经不在名单里' }
  log.info({ id: number, verdict: 'none', by: talk.speaker.userId }, 'access.changed')
  await talk.revise(pageFrom(talk, 0))
  return { notice: '已移除' }
}

function pageFrom({ parts: { settings, state } }: Talk, from: number): Draft {
  return renderAccess({ settings, entries: state.access.entries(), from })
}

/** The longest id has 52 bits (core.telegram.org/bots/api#chat): 16 digits. */
const TARGET = /^(?<id>-?\d{1,16})(?:\s+(?<name>\S.{0,59}))?$/su

/** The id, and the name after it, that an admin wrote; undefined where it is none. */
function targetIn(rest: string): Omit<AccessEntry, 'verdict'> | undefined {
  const { id, name } = TARGET.exec(rest.normalize('NFKC').replace(/^[−–—]/, '-'))?.groups ?? {}
  const number = Number(id)
  return id === undefined || number === 0 || !Number.isSafeInteger(number)
    ? undefined
    : { id: number, name: name ?? '' }
}
