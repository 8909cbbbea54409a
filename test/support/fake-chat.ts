import type { Chat, Turn } from '../../src/chat/chat.ts'
import type { Message } from '../../src/chat/message.ts'

/** A Chat that keeps the turns it was given, for a test to look at. */
export interface FakeChat extends Chat {
  readonly turns: readonly Turn[]
}

/** A message of plain words, without styles and buttons. */
export function plainMessage(text: string): Message {
  return { text, styles: [], buttons: [] }
}

/** Answers every turn with what the person did: `text: …`, `press: …` or `unreadable`. */
const echo: Chat['take'] = async (turn, outbox) => {
  const done = turn.kind === 'text' ? `text: ${turn.text}` : turn.kind === 'press' ? `press: ${turn.press}` : turn.kind
  await outbox.send(plainMessage(done))
  return {}
}

/** A chat without reports: `take` is what it says to a turn, by default an echo. Every turn is remembered in order. */
export function createFakeChat(take: Chat['take'] = echo): FakeChat {
  const turns: Turn[] = []
  return {
    turns,
    commands: [
      { name: 'help', description: '怎么提问', forAdmins: false },
      { name: 'reindex', description: '更新索引', forAdmins: true },
    ],
    offer: async (question) => [
      { id: 'o1', title: question, description: '', message: plainMessage(`offer: ${question}`) },
    ],
    answersUntagged: () => false,
    take(turn, outbox) {
      turns.push(turn)
      return take(turn, outbox)
    },
  }
}
