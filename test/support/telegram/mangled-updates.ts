import * as fc from 'fast-check'

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

/** Updates with something else, or nothing, in the place of one of their parts. */
export const mangledUpdates: fc.Arbitrary<object> = fc
  .constantFrom(
    ...SOUND.flatMap((update) =>
      pathsOf(update)
        .slice(1)
        .map((path) => ({ update, path })),
    ),
  )
  .chain(({ update, path }) => fc.jsonValue().map((junk) => replaceAt(update, path, junk) as object))
