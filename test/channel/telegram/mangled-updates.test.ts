import * as fc from 'fast-check'
import { expect, test, vi } from 'vitest'

import { createFakeChat } from '../../support/fake-chat.ts'
import { serve } from '../../support/telegram/serve.ts'
import { startTelegram } from '../../support/telegram/stand-in.ts'

const anna = { id: 42, is_bot: false, first_name: 'Anna' }
const group = { id: -100, type: 'supergroup', title: 'Group' }
const message = {
  message_id: 5,
  date: 1,
  chat: group,
  from: anna,
  text: '/ask@baoshu_bot 粮食',
  entities: [{ type: 'bot_command', offset: 0, length: 15 }],
  reply_to_message: { message_id: 4, date: 1, chat: group, from: anna, text: '早' },
}
const SOUND: readonly object[] = [
  { message },
  { message: { ...message, chat: { ...anna, type: 'private' } } },
  { callback_query: { id: '1', chat_instance: '1', from: anna, data: 'x', message } },
]

/** The paths to everything in a value, the deepest last. */
function pathsOf(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path]
  return [path, ...Object.entries(value).flatMap(([key, child]) => pathsOf(child, [...path, key]))]
}

/** The value with something else, or nothing, at the path. */
function replaceAt(value: unknown, [key, ...rest]: readonly string[], junk: unknown): unknown {
  if (key === undefined || typeof value !== 'object' || value === null) return junk
  return { ...value, [key]: replaceAt(Reflect.get(value, key), rest, junk) }
}

const mangled = fc
  .constantFrom(
    ...SOUND.flatMap((update) =>
      pathsOf(update)
        .slice(1)
        .map((path) => ({ update, path })),
    ),
  )
  .chain(({ update, path }) => fc.jsonValue().map((junk) => replaceAt(update, path, junk) as object))

test('mangled updates neither stop the bot nor leave an error unhandled', async () => {
  await using telegram = await startTelegram()
  const chat = createFakeChat(() => Promise.resolve({}))
  await using _ = await serve(telegram, { chat })
  const room = telegram.privateChat(telegram.person(1))

  for (const update of fc.sample(mangled, 500)) telegram.deliver(update)
  room.say(telegram.person(1), '还在吗')

  const heard = expect.objectContaining({ kind: 'text', text: '还在吗' })
  await vi.waitFor(() => expect(chat.turns).toContainEqual(heard), 10_000)
  await vi.waitFor(() => expect(telegram.unconfirmed).toBe(0), 10_000)
})
