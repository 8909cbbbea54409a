import type { Message, Update, User } from 'grammy/types'

import { entitiesIn } from './entities.ts'
import { messageUpdate, reachesBot, saidByBot, store } from './world.ts'
import type { ChatRecord, ShownMessage, StoredMessage, World } from './world.ts'

/** How something is said. */
interface SayOptions {
  readonly replyTo?: { readonly message_id: number }
  readonly topic?: number
  /** Any further parts of the message: `forward_origin`, `via_bot`, `sender_chat`, `photo` with `caption` … */
  readonly with?: object
}

/** A chat as the people in it use it. */
export interface Room {
  readonly chatId: number
  /** Says a text, or shows something with `with` when the text is undefined; the bot gets it if Telegram's rules let it. */
  say(person: User, text: string | undefined, options?: SayOptions): StoredMessage
  /** Presses the button with this label under a message of the bot; returns what to ask for the answer. */
  press(person: User, message: ShownMessage, label: string): Press
  /** What the bot has said here, in order, as it stands now. */
  readonly said: readonly ShownMessage[]
  /** The bot is blocked or removed: everything sent here is refused with 403. */
  forbid(reason: string): void
  /** Deletes a message for everybody. */
  delete(message: { readonly message_id: number }): void
}

/** A button press. `answer` is undefined until the bot has answered it. */
interface Press {
  readonly answer: { readonly text?: string } | undefined
}

/** What people do in Telegram. */
export interface People {
  person(id: number, name?: string): User
  privateChat(person: User): Room
  group(id: number, options?: { readonly topics?: readonly number[] }): Room
  /** Turns a group into a supergroup with another id. */
  upgrade(group: Room, id: number): Room
  /** Any update at all, as Telegram would send it. */
  deliver(content: Omit<Update, 'update_id'>): Update
  /** Sends the last update once more. */
  repeatLast(): void
}

/** Lets people act in a world. */
export function createPeople(world: World): People {
  let last: Update | undefined

  const deliver = (content: Omit<Update, 'update_id'>): Update => {
    last = world.updates.add(content)
    return last
  }

  function open(chat: Message['chat'], topics: readonly number[] = []): Room {
    const record: ChatRecord = {
      chat,
      messages: new Map(),
      topics: new Set(topics),
      forbidden: undefined,
      migratedTo: undefined,
      lastSenderId: undefined,
    }
    world.chats.set(chat.id, record)
    return createRoom(world, record, deliver)
  }

  return {
    person: (id, name = `Person ${id}`) => ({ id, is_bot: false, first_name: name }),
    privateChat: ({ id, first_name }) => open({ id, type: 'private', first_name }),
    group: (id, { topics } = {}) =>
      open({ id, type: 'supergroup', title: 'Group', ...(topics !== undefined && { is_forum: true }) }, topics),
    upgrade(group, id) {
      const record = world.chats.get(group.chatId)
      if (record !== undefined) record.migratedTo = id
      return open({ id, type: 'supergroup', title: 'Group' })
    },
    deliver,
    repeatLast() {
      if (last !== undefined) world.updates.repeat(last)
    },
  }
}

function createRoom(world: World, record: ChatRecord, deliver: People['deliver']): Room {
  const said = (): readonly ShownMessage[] => saidByBot(world).filter(({ chatId }) => chatId === record.chat.id)
  return {
    chatId: record.chat.id,
    get said() {
      return said()
    },
    say(person, text, { replyTo, topic, with: more } = {}) {
      const { lastSenderId } = record
      const message = store(world, record, {
        from: person,
        ...(text !== undefined && { text, entities: entitiesIn(text) }),
        ...(replyTo !== undefined && { reply_to_message: record.messages.get(replyTo.message_id) }),
        ...(topic !== undefined && { message_thread_id: topic, is_topic_message: true }),
        ...more,
      })
      if (reachesBot(world, message, lastSenderId)) deliver(messageUpdate(message))
      return message
    },
    press(person, { message }, label) {
      const buttons = message.reply_markup?.inline_keyboard.flat() ?? []
      const button = buttons.find(({ text }) => text === label)
      if (button === undefined || !('callback_data' in button)) throw new Error(`no button ${label} to press`)
      const id = `press-${world.presses.size + 1}`
      const press: { answer: { text?: string } | undefined } = { answer: undefined }
      world.presses.set(id, press)
      deliver({ callback_query: { id, from: person, chat_instance: '1', message, data: button.callback_data } })
      return press
    },
    forbid(reason) {
      record.forbidden = reason
    },
    delete({ message_id: id }) {
      record.messages.delete(id)
    },
  }
}
