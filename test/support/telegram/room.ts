import type { Message, Update, User } from 'grammy/types'

import { entitiesIn } from './entities.ts'
import type { FileSent } from './files.ts'
import { messageUpdate, reachesBot, saidIn, store } from './world.ts'
import type { ChatRecord, ShownMessage, StoredMessage, World } from './world.ts'

/** How something is said. */
interface SayOptions {
  readonly replyTo?: { readonly message_id: number }
  readonly topic?: number
  /** Who Telegram shows in the person's place. */
  readonly as?: Disguise
  /** Any further parts of the message: `forward_origin`, `via_bot`, `photo` with `caption` … */
  readonly with?: object
}

/**
 * A group's admin may stay anonymous, a person may speak as a channel, and what a channel posts appears in the group
 * linked to it. All of those come from an id that everybody shares who does the same.
 */
type Disguise = 'anonymous-admin' | { readonly channel: Room } | { readonly linkedChannel: Room }

/** A chat as the people in it use it. */
export interface Room {
  readonly chatId: number
  /** Says a text, or shows something with `with` when the text is undefined; the bot gets it if Telegram's rules let it. */
  say(person: User, text: string | undefined, options?: SayOptions): StoredMessage
  /** Sends a document. */
  sendFile(person: User, file: FileSent, options?: SayOptions & { readonly caption?: string }): StoredMessage
  /** Sends documents as one album: a message each. The caption stands under the last, as clients put it for documents. */
  sendAlbum(person: User, files: readonly FileSent[], options?: { readonly caption?: string }): readonly StoredMessage[]
  /** Changes the words of a message that was said here. */
  edit(message: StoredMessage, text: string): StoredMessage
  /** Presses the button with this label under a message of the bot; returns what to ask for the answer. */
  press(person: User, message: ShownMessage, label: string): Press
  /** Telegram's own words in a chat, about which nobody has to be asked. */
  announce(service: object): StoredMessage
  /** The person puts the bot into this group; Telegram tells it so. */
  addBot(person: User): void
  /** The person removes the bot from this group, and everything sent here is refused from then on. */
  removeBot(person: User): void
  /** What the bot has said here, in order, as it stands now. */
  readonly said: readonly ShownMessage[]
  /** What the bot has put under a message, as emoji. */
  reactionsTo(message: { readonly message_id: number }): readonly string[]
  /** The bot is blocked or removed: everything sent here is refused with 403. */
  forbid(reason: string): void
  /** Deletes a message for everybody. */
  delete(message: { readonly message_id: number }): void
}

/** A button press. `answer` is undefined until the bot has answered it. */
interface Press {
  readonly answer: { readonly text?: string } | undefined
}

/** Ids that Telegram gives to all who speak in somebody's name (core.telegram.org/bots/api#message). */
const SHARED = {
  anonymousAdmin: { id: 1_087_968_824, is_bot: true, first_name: 'Group', username: 'GroupAnonymousBot' },
  asChannel: { id: 136_817_688, is_bot: true, first_name: 'Channel', username: 'Channel_Bot' },
  linkedChannel: { id: 777_000, is_bot: false, first_name: 'Telegram' },
} as const

type Deliver = (content: Omit<Update, 'update_id'>) => Update

/** Lets people act in one chat. */
export function createRoom(world: World, record: ChatRecord, deliver: Deliver): Room {
  const { me } = world

  function bring(content: object): StoredMessage {
    const { lastSenderId } = record
    const message = store(world, record, content)
    if (reachesBot(world, message, lastSenderId)) deliver(messageUpdate(message))
    return message
  }

  function partsOf({ replyTo, topic, with: more }: SayOptions): object {
    return {
      ...(replyTo !== undefined && { reply_to_message: record.messages.get(replyTo.message_id) }),
      ...(topic !== undefined && { message_thread_id: topic, is_topic_message: true }),
      ...more,
    }
  }

  function sendFile(
    person: User,
    file: FileSent,
    { caption, ...options }: SayOptions & { caption?: string | undefined } = {},
  ): StoredMessage {
    return bring({
      ...senderOf(record, person, options.as),
      document: world.files.keep(file),
      ...(caption !== undefined && { caption, caption_entities: entitiesIn(caption) }),
      ...partsOf(options),
    })
  }

  return {
    chatId: record.chat.id,
    get said() {
      return saidIn(record, me.id)
    },
    say(person, text, options = {}) {
      const words = text === undefined ? {} : { text, entities: entitiesIn(text) }
      return bring({ ...senderOf(record, person, options.as), ...words, ...partsOf(options) })
    },
    sendFile,
    sendAlbum(person, files, { caption } = {}) {
      const media_group_id = `album-${world.nextMessageId}`
      return files.map((file, i) =>
        sendFile(person, file, {
          with: { media_group_id },
          ...(i === files.length - 1 && { caption }),
        }),
      )
    },
    edit(message, text) {
      const edit_date = Math.floor(world.clock.now() / 1000)
      const edited = { ...message, text, entities: entitiesIn(text), edit_date } as StoredMessage
      record.messages.set(message.message_id, edited)
      if (reachesBot(world, edited, record.lastSenderId)) deliver(messageUpdate(edited))
      return edited
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
    announce: (service) => bring({ ...senderOf(record, SHARED.linkedChannel, 'anonymous-admin'), ...service }),
    addBot(person) {
      record.forbidden = undefined
      deliver(membership(record, person, { user: me, was: 'left', is: 'member' }))
      bring({ from: person, new_chat_members: [me] })
    },
    removeBot(person) {
      record.forbidden = `bot was kicked from the ${record.chat.type} chat`
      deliver(membership(record, person, { user: me, was: 'member', is: 'kicked' }))
    },
    reactionsTo: ({ message_id: id }) =>
      (record.reactions.get(id) ?? []).map((reaction) => (reaction.type === 'emoji' ? reaction.emoji : reaction.type)),
    forbid(reason) {
      record.forbidden = reason
    },
    delete({ message_id: id }) {
      record.messages.delete(id)
    },
  }
}

/** Who a message comes from. In a channel nobody signs. */
function senderOf({ chat }: ChatRecord, person: User, as: Disguise | undefined): object {
  if (chat.type === 'channel') return { sender_chat: chat }
  if (as === undefined) return { from: person }
  if (as === 'anonymous-admin') return { from: SHARED.anonymousAdmin, sender_chat: chat }
  if ('channel' in as) return { from: SHARED.asChannel, sender_chat: channelChat(as.channel) }
  const sender_chat = channelChat(as.linkedChannel)
  return { from: SHARED.linkedChannel, sender_chat, is_automatic_forward: true }
}

function channelChat({ chatId }: Room): Message['chat'] {
  return { id: chatId, type: 'channel', title: 'Channel' }
}

interface Change {
  readonly user: User
  readonly was: string
  readonly is: string
}

function membership({ chat }: ChatRecord, from: User, { user, was, is }: Change): Omit<Update, 'update_id'> {
  const [old_chat_member, new_chat_member] = [was, is].map((status) => ({ status, user, until_date: 0 }))
  const change = { chat, from, date: Math.floor(Date.now() / 1000), old_chat_member, new_chat_member }
  return { my_chat_member: change } as unknown as Omit<Update, 'update_id'>
}
