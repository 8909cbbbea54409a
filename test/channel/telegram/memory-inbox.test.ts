import type { Update } from 'grammy/types'
import { expect, test, vi } from 'vitest'

import { createMemoryInbox } from '../../../src/channel/telegram/memory-inbox.ts'

const update = (id: number, chatId: number): Update =>
  ({
    update_id: id,
    message: { message_id: id, date: 1, chat: { id: chatId, type: 'private', first_name: 'A' }, from: undefined },
  }) as unknown as Update

/** A handler whose updates are finished by hand. */
function createHandle(): {
  handle: (update: Update) => Promise<void>
  started: number[]
  finish: (id: number) => void
} {
  const started: number[] = []
  const finishers = new Map<number, () => void>()
  return {
    started,
    handle({ update_id: id }) {
      started.push(id)
      return new Promise((resolve) => finishers.set(id, resolve))
    },
    finish: (id) => finishers.get(id)?.(),
  }
}

test('updates of one chat are handled in order, those of several at the same time', async () => {
  const { handle, started, finish } = createHandle()
  const inbox = createMemoryInbox({ handle })

  for (const [id, chatId] of [
    [1, 10],
    [2, 10],
    [3, 20],
  ] as const)
    await inbox.put(update(id, chatId))

  await vi.waitFor(() => expect(started).toEqual([1, 3]))
  finish(1)
  await vi.waitFor(() => expect(started).toEqual([1, 3, 2]))
})

test('an update that comes again is dropped, while it waits and after it was handled', async () => {
  const { handle, started, finish } = createHandle()
  const inbox = createMemoryInbox({ handle })

  for (const id of [1, 1]) await inbox.put(update(id, 10))
  await vi.waitFor(() => expect(started).toEqual([1]))
  finish(1)
  expect(await inbox.drain(1000)).toBe(true)
  for (const id of [1, 2]) await inbox.put(update(id, 10))

  await vi.waitFor(() => expect(started).toEqual([1, 2]))
})

test('a full inbox makes whoever brings more wait until there is room', async () => {
  const { handle, started, finish } = createHandle()
  const inbox = createMemoryInbox({ handle, capacity: 2 })
  const kept: number[] = []

  const brought = (async () => {
    for (const id of [1, 2, 3, 4, 5]) {
      await inbox.put(update(id, id))
      kept.push(id)
    }
  })()

  await vi.waitFor(() => expect(started).toEqual([1, 2]))
  expect(kept).toEqual([1, 2, 3])
  for (const id of [1, 2, 3, 4, 5]) {
    await vi.waitFor(() => expect(started).toContain(id))
    finish(id)
  }
  await brought
  expect(kept).toEqual([1, 2, 3, 4, 5])
})

test('draining says whether all was handled in time', async () => {
  const { handle, started, finish } = createHandle()
  const inbox = createMemoryInbox({ handle })
  await inbox.put(update(1, 10))
  await vi.waitFor(() => expect(started).toEqual([1]))

  expect(await inbox.drain(20)).toBe(false)
  finish(1)
  expect(await inbox.drain(1000)).toBe(true)
})
