import type { Message, Update, User } from 'grammy/types'

import { entitiesIn } from './entities.ts'
import { messageOf } from './inline.ts'
import type { InlineSearch } from './inline.ts'
import { createRoom } from './room.ts'
import type { Room } from './room.ts'
import type { ChatRecord, StoredMessage, World } from './world.ts'

/** How a group is made. */
interface GroupOptions {
  /** A forum with these topics. */
  readonly topics?: readonly number[]
  /** A small group has another kind of id and may become a supergroup. */
  readonly type?: 'group' | 'supergroup'
  readonly title?: string
  /** Its group admins, who are not the bot's. */
  readonly adminIds?: readonly number[]
  readonly allowsReactions?: boolean
}

/** What people do in Telegram. */
export interface People {
  person(id: number, name?: string): User
  privateChat(person: User): Room
  group(id: number, options?: GroupOptions): Room
  /** A channel whose admin the bot is: without that it would not get what is posted. */
  channel(id: number): Room
  /** Turns a group into a supergroup with another id; both chats get Telegram's service message about it. */
  upgrade(group: Room, id: number): Room
  /** Types a query behind the bot's name. Nothing reaches the bot where inline mode is off, or the answer is kept. */
  search(person: User, query: string, options?: { readonly offset?: string }): InlineSearch
  /** Picks a result of a search: it is said in the room, by the person and via the bot. */
  pick(person: User, room: Room, choice: { readonly search: InlineSearch; readonly resultId: string }): StoredMessage
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

  function open(
    chat: Message['chat'],
    { topics = [], adminIds = [], allowsReactions = true }: GroupOptions = {},
  ): Room {
    const record: ChatRecord = {
      chat,
      messages: new Map(),
      topics: new Set(topics),
      reactions: new Map(),
      adminIds: new Set(adminIds),
      allowsReactions,
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
    group: (id, options = {}) => open(groupChat(id, options), options),
    channel: (id) => open({ id, type: 'channel', title: 'Channel' }),
    upgrade(group, id) {
      const upgraded = open({ id, type: 'supergroup', title: 'Group' })
      group.announce({ migrate_to_chat_id: id })
      const record = world.chats.get(group.chatId)
      if (record !== undefined) record.migratedTo = id
      upgraded.announce({ migrate_from_chat_id: group.chatId })
      return upgraded
    },
    search(person, query, { offset = '' } = {}) {
      const { search, id } = world.inline.open({ person, query, offset })
      const isAsked = id !== undefined && world.me.supports_inline_queries
      if (isAsked) deliver({ inline_query: { id, from: person, query: search.query, offset, chat_type: 'private' } })
      return search
    },
    pick(person, room, { search, resultId }) {
      const result = search.answer?.results.find(({ id }) => id === resultId)
      const content = result && messageOf(result)
      if (content === undefined) throw new Error(`no result ${resultId} with words to pick`)
      const { text, entities } = content
      const found = entities.length > 0 ? [...entities] : entitiesIn(text)
      return room.say(person, undefined, { with: { text, entities: found, via_bot: world.me } })
    },
    deliver,
    repeatLast() {
      if (last !== undefined) world.updates.repeat(last)
    },
  }
}

function groupChat(id: number, { type = 'supergroup', title = 'Group', topics }: GroupOptions): Message['chat'] {
  if (type === 'group') return { id, type, title }
  return { id, type, title, ...(topics !== undefined && { is_forum: true }) }
}
