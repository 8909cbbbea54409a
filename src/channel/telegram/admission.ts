import type { Update } from 'grammy/types'

import type { Lines } from './lines.ts'
import { lineOf } from './update-identity.ts'

/** How many updates wait at most. */
export interface Capacity {
  readonly inAll: number
  readonly ofOneLine: number
}

/** Parts updates into those that find room in the lines, one after the other, and the rest. */
export function admit(
  updates: readonly Update[],
  lines: Pick<Lines, 'length' | 'lengthOf'>,
  { inAll, ofOneLine }: Capacity,
): { admitted: readonly Update[]; declined: readonly Update[] } {
  const coming = new Map<string, number>()
  const [admitted, declined]: [Update[], Update[]] = [[], []]
  for (const update of updates) {
    const line = lineOf(update)
    const ahead = coming.get(line) ?? 0
    if (lines.length + admitted.length < inAll && lines.lengthOf(line) + ahead < ofOneLine) {
      admitted.push(update)
      coming.set(line, ahead + 1)
    } else {
      declined.push(update)
    }
  }
  return { admitted, declined }
}
