import type { Access } from '../../../src/channel/telegram/access.ts'
import type { Verdict } from '../../../src/chat/access-list.ts'

/** What admins decided in chat; nothing, where it is not given. */
export function listOf(verdicts: Readonly<Record<number, Verdict>> = {}): Access['list'] {
  return { verdictOn: (id) => verdicts[id] }
}
