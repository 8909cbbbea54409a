import { createLimits, turnAway } from './admit.ts'
import type { Chat, OfferedFile, Taken, Turn } from './chat.ts'
import { COMMANDS, exampleOf, isForAdmins, isForPrivate, parseCommand, questionIn } from './command.ts'
import type { Command, CommandName } from './command.ts'
import { draft, nameOf, say } from './draft.ts'
import type { Draft } from './draft.ts'
import { takeDocs } from './library/take-docs.ts'
import { takeField } from './library/take-field.ts'
import { takeFile } from './library/take-file.ts'
import { partsFor } from './group-parts.ts'
import { offersFor } from './offers.ts'
import type { ChatParts, Talk } from './parts.ts'
import { createTalk } from './parts.ts'
import { renderJoined } from './render-access.ts'
import { takeAccess, takeAllow, takeBan, takePair } from './take-access.ts'
import { openLink } from './take-passage.ts'
import { takeExport, takeForget, takeGaps } from './take-gaps.ts'
import { takePress } from './take-press.ts'
import { takeQuestion } from './take-question.ts'
import { takeSettings } from './take-settings.ts'
import { takeReindex } from './take-reindex.ts'
import { takeWhy } from './take-why.ts'
import { renderHelp, renderIds, renderSources, renderStatus } from './render-pages.ts'

const UNREADABLE = draft(say`我只看得懂文字。请把问题打成文字发给我，例如先发“帮助”看看怎么问。`)
const ADMINS_ONLY = draft(say`只有管理员可以用这个命令（在自己的账号下直接发送，转发、匿名和修改旧消息都不行）。`)
const PRIVATE_ONLY = draft(say`这个命令的结果不该让群里的人看到，请私聊我用。`)
const UNKNOWN_COMMAND = draft(say`没有这个命令。发送 /help 看看能做什么。`)

/** The conversation behind every channel. */
export function createChat(parts: ChatParts): Chat {
  const limits = createLimits(parts)
  return {
    commands: COMMANDS,
    async offer(question, speaker) {
      const isTooMuch = !speaker.isAdmin && limits.offers.count(speaker.userId).kind === 'over'
      return isTooMuch ? [] : offersFor(parts, question, speaker)
    },
    answersUntagged: (chatId) => parts.state.groups.of(chatId).answersUntagged,
    take(turn, outbox) {
      const { about, repliesTo, isUntagged = false } = turn.kind === 'text' ? turn : {}
      const { speaker } = turn
      const said = { speaker, about, repliesTo, isUntagged }
      const talk = { parts: partsFor(parts, speaker), wholeIndex: parts.index, limits, ...said }
      return takeTurn({ ...talk, ...createTalk(parts, outbox) }, turn)
    },
  }
}

async function takeTurn(talk: Talk, turn: Turn): Promise<Taken> {
  const turnedAway = await turnAway(talk, turn)
  if (turnedAway !== undefined) return turnedAway
  switch (turn.kind) {
    case 'text':
      return (await takeField(talk, turn.text)) ?? takeCommand(talk, parseCommand(turn.text))
    case 'file':
      return isQuestion(talk, turn.file)
        ? takeCommand(talk, parseCommand(turn.file.caption))
        : takeFile(talk, turn.file)
    case 'press':
      return takePress(talk, turn.press)
    case 'unreadable':
      await talk.say(UNREADABLE)
      return {}
    case 'joined':
      await talk.say(renderJoined(turn.speaker))
      return {}
  }
}

/** Whoever may not add files means the words under one. */
function isQuestion({ speaker }: Talk, { caption }: OfferedFile): boolean {
  return !speaker.isAdmin && caption.trim() !== ''
}

/** What each command does with the words behind it. */
const TAKERS: Readonly<Record<Command['name'], (talk: Talk, rest: string) => Promise<Taken>>> = {
  ask: asking('ask'),
  list: asking('list'),
  compare: asking('compare'),
  convert: asking('convert'),
  start,
  help: showHelp,
  sources: showing(({ parts: { index } }) => renderSources(index.read((reading) => reading.documents()) ?? [])),
  status: showing(statusFor),
  id: showing(({ speaker }) => renderIds(speaker)),
  docs: takeDocs,
  why: takeWhy,
  reindex: takeReindex,
  pair: takePair,
  allow: takeAllow,
  ban: takeBan,
  access: takeAccess,
  settings: takeSettings,
  gaps: takeGaps,
  export: takeExport,
  forget: takeForget,
  unknown: showing(() => UNKNOWN_COMMAND),
}

/** Whatever a command does, who may give it and where is looked at here and nowhere else. */
async function takeCommand(talk: Talk, { name, rest }: Command): Promise<Taken> {
  const { isAdmin, isGroup } = talk.speaker
  if (isForAdmins(name) && !isAdmin) await talk.say(ADMINS_ONLY)
  else if (isForPrivate(name) && isGroup) await talk.say(PRIVATE_ONLY)
  else return TAKERS[name](talk, rest)
  return {}
}

/** A command that asks a question; without one it is shown how. */
function asking(name: CommandName): (talk: Talk, rest: string) => Promise<Taken> {
  return async (talk, rest) => {
    const question = questionIn({ name, rest }) ?? ''
    if (question !== '') return takeQuestion(talk, question)
    await talk.say(draft(say`请在命令后面写上要问的，例如：${nameOf(exampleOf(name))}`))
    return {}
  }
}

function showing(page: (talk: Talk) => Draft | Promise<Draft>): (talk: Talk) => Promise<Taken> {
  return async (talk) => {
    await talk.say(await page(talk))
    return {}
  }
}

/** Telegram sends what a link carries behind `/start`. */
async function start(talk: Talk, link: string): Promise<Taken> {
  return (await openLink(talk, link)) ? {} : showHelp(talk)
}

async function showHelp(talk: Talk): Promise<Taken> {
  const { examples, settings } = talk.parts
  await talk.say(renderHelp(talk.speaker, { examples, keepDays: settings.keepDays }))
  return {}
}

async function statusFor({ parts: { answerer, state, reindexing }, speaker }: Talk): Promise<Draft> {
  const status = await answerer.status()
  return renderStatus(status, speaker.isAdmin ? { disputed: state.wrong(), lastRun: reindexing.last } : undefined)
}
