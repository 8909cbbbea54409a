import { createAnswerer } from '../../src/answer/create-answerer.ts'
import type { Answerer } from '../../src/answer/answerer.ts'
import type { Chat, Speaker, Taken, Turn } from '../../src/chat/chat.ts'
import { openChatState } from '../../src/chat/chat-state.ts'
import type { ChatState } from '../../src/chat/chat-state.ts'
import { createChat } from '../../src/chat/create-chat.ts'
import { createAwaiting } from '../../src/chat/library/awaiting.ts'
import { createLibrary } from '../../src/chat/library/library.ts'
import type { Message, OutgoingFile, SentMessage } from '../../src/chat/message.ts'
import type { ChatParts } from '../../src/chat/parts.ts'
import type { Reindexing } from '../../src/chat/reindexing.ts'
import { createReportReader } from '../../src/report-index/reading/report-reader.ts'
import { fakeEmbedder } from './fake-embedder.ts'
import { realLexicon } from './indexed-folder.ts'
import type { IndexedFolder } from './indexed-folder.ts'
import { createRecordingLog } from './recording-log.ts'
import type { Recorded } from './recording-log.ts'

/** Somebody who may ask, in a private chat. */
export const ASKER: Speaker = {
  chatId: 'telegram:7',
  userId: 'telegram:7',
  shownUserId: '7',
  shownChatId: '7',
  isGroup: false,
  isAdmin: false,
  isAllowed: true,
}

/** Settings of a test: 1 is an admin, and nobody is held back. */
export const SETTINGS: ChatParts['settings'] = {
  adminIds: [1],
  allowedChats: [],
  userRate: 0,
  groupRate: 0,
  keepDays: 90,
}

/** A message as it stood after each edit; the last one counts. */
export type Shown = readonly [Message, ...Message[]]

/** A real conversation over a small index, and all that it said. */
export interface TestChat {
  readonly shown: readonly Shown[]
  readonly recorded: readonly Recorded[]
  /** What was handed over. */
  readonly files: readonly OutgoingFile[]
  readonly state: ChatState
  /** The texts of the newest versions of all messages. */
  texts(): string[]
  last(): Message
  take(turn: Turn): Promise<Taken>
  answersUntagged(chatId: string): boolean
  offer: Chat['offer']
  say(text: string, speaker?: Partial<Speaker>): Promise<Taken>
  /** Says something as a reply to the message of that number, from 1. */
  reply(message: number, text: string, speaker?: Partial<Speaker>): Promise<Taken>
  /** Presses the button of the newest message that bears this label; what is revised is that message. */
  press(label: string, speaker?: Partial<Speaker>): Promise<Taken>
  close(): Promise<void>
}

const IDLE: Reindexing = {
  start: () => Promise.reject(new Error('not asked for')),
  isRunning: false,
  progress: undefined,
  last: undefined,
  cancel: () => undefined,
}

/** What the channel of a test can do. */
interface TestChannel {
  readonly canSendFiles: boolean
}

export function openTestChat(
  folder: IndexedFolder,
  parts: Partial<ChatParts> = {},
  { canSendFiles }: TestChannel = { canSendFiles: true },
): TestChat {
  const files: OutgoingFile[] = []
  const { log, recorded } = createRecordingLog()
  const shown: [Message, ...Message[]][] = []
  const index = folder.open()
  const answerer: Answerer =
    parts.answerer ?? createAnswerer({ index: folder.open(), embedder: fakeEmbedder(), lexicon: realLexicon() })
  const state = parts.state ?? openChatState(':memory:')
  const chat = createChat({
    index,
    reindexing: IDLE,
    settings: SETTINGS,
    library: createLibrary(folder.reportsDir, createReportReader(realLexicon())),
    awaiting: createAwaiting(),
    examples: ['青禾县粮食产量多少？'],
    log,
    now: () => 0,
    ...parts,
    state,
    answerer,
  })
  const outbox = {
    async send(message: Message) {
      const versions: [Message, ...Message[]] = [message]
      shown.push(versions)
      return { ids: [String(shown.length)], ...sentAs(versions) }
    },
    ...(canSendFiles && { sendFile: async (file: OutgoingFile) => void files.push(file) }),
  }
  const newest = () => shown.map((versions) => versions.at(-1) ?? versions[0])
  const test: TestChat = {
    shown,
    recorded,
    files,
    state,
    texts: () => newest().map(({ text }) => text),
    last: () => newest().at(-1) ?? { text: '', styles: [], buttons: [] },
    offer: (question, speaker) => chat.offer(question, speaker),
    take: (turn) => {
      const pressed = turn.kind === 'press' ? shown.at(-1) : undefined
      return chat.take(turn, { ...outbox, ...(pressed && { pressed: sentAs(pressed) }) })
    },
    answersUntagged: (chatId) => chat.answersUntagged(chatId),
    say: (text, speaker) => test.take({ kind: 'text', text, speaker: { ...ASKER, ...speaker } }),
    reply: (message, text, speaker) =>
      test.take({ kind: 'text', text, repliesTo: String(message), speaker: { ...ASKER, ...speaker } }),
    press(label, speaker) {
      const button = test
        .last()
        .buttons.flat()
        .find((one) => one.label === label)
      if (button === undefined) throw new Error(`no button ${label}`)
      return test.take({ kind: 'press', press: button.press, speaker: { ...ASKER, ...speaker } })
    },
    async close() {
      await answerer.close()
      state.close()
    },
  }
  return test
}

function sentAs(versions: Message[]): Pick<SentMessage, 'edit'> {
  return {
    async edit(changed) {
      versions.push(changed)
    },
  }
}
