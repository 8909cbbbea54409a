import { createRequire } from 'node:module'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

import type { MessageEntity } from 'grammy/types'

/** An entity as both sides write it: type, offset and length in UTF-16 units. */
export type Mark = readonly [type: MessageEntity['type'], offset: number, length: number]

/** What Telegram makes of a text. */
export type Reading = { readonly text: string; readonly marks: readonly Mark[] } | { readonly refusal: string }

/** Telegram's own parser (TDLib), without network or login. */
export interface Oracle {
  /** What is shown of a text with entities, as a bot sends it. */
  read(text: string, marks: readonly Mark[]): Reading
  /** What Telegram finds by itself in what somebody types. */
  find(text: string): readonly Mark[]
}

/** Made by `npm ci --prefix test/oracle`: 64 MB for one platform, and so no dependency of the project. */
const FOLDER = fileURLToPath(new URL('../../oracle/', import.meta.url))
const LIBRARY = `${FOLDER}node_modules/@prebuilt-tdlib/linux-x64-glibc/libtdjson.so`

/** Why the tests with it are left out; undefined where it is there. */
export const ABSENT_ORACLE: string | undefined =
  process.platform === 'linux' && process.arch === 'x64' && existsSync(LIBRARY)
    ? undefined
    : "Telegram's own parser is not installed: npm ci --prefix test/oracle (Linux x64)"

interface TdEntity {
  readonly offset: number
  readonly length: number
  readonly type: { readonly _: string }
}

interface Tdl {
  configure(options: { tdjson: string; verbosityLevel: number }): void
  execute(request: object): {
    readonly _: string
    readonly text: string
    readonly message: string
    readonly entities: readonly TdEntity[]
  }
}

/** TDLib's name of each entity type. */
const TYPES = {
  // Bold would be turned into its Markdown in the answer; underlining has none, and is checked in the same way.
  bold: 'textEntityTypeUnderline',
  blockquote: 'textEntityTypeBlockQuote',
  expandable_blockquote: 'textEntityTypeExpandableBlockQuote',
  mention: 'textEntityTypeMention',
  bot_command: 'textEntityTypeBotCommand',
} as const satisfies Partial<Record<MessageEntity['type'], string>>

/** Opens the oracle. @throws where it is absent. */
export function openOracle(): Oracle {
  const tdl = createRequire(FOLDER)('tdl') as Tdl
  tdl.configure({ tdjson: LIBRARY, verbosityLevel: 0 })
  return {
    read(text, marks) {
      const entities = marks.map(([type, offset, length]) => ({
        _: 'textEntity',
        offset,
        length,
        type: { _: Reflect.get(TYPES, type) as string },
      }))
      // Of the calls that work without a login this one checks a formatted text as sending does, and leaves its characters.
      const answer = tdl.execute({ _: 'getMarkdownText', text: { _: 'formattedText', text, entities } })
      return answer._ === 'error'
        ? { refusal: answer.message }
        : { text: answer.text, marks: answer.entities.flatMap(markOf) }
    },
    find: (text) => tdl.execute({ _: 'getTextEntities', text }).entities.flatMap(markOf),
  }
}

function markOf({ type, offset, length }: TdEntity): readonly Mark[] {
  const [known] = Object.entries(TYPES).find(([, name]) => name === type._) ?? []
  return known === undefined ? [] : [[known as MessageEntity['type'], offset, length]]
}
