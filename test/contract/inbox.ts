import type { Update } from 'grammy/types'
import { describe, expect, test, vi } from 'vitest'

import { createInbox } from '../../src/channel/telegram/inbox.ts'
import type { Inbox, InboxOptions, Outcome, Patience } from '../../src/channel/telegram/inbox.ts'
import type { InboxStore } from '../../src/channel/telegram/inbox-store.ts'
import { createRecordingLog } from '../support/recording-log.ts'

/** What somebody says in a private chat. */
export const saying = (id: number, chatId = 10, text = '问'): Update =>
  ({
    update_id: id,
    message: { message_id: id, date: 1, chat: { id: chatId, type: 'private', first_name: 'A' }, text },
  }) as unknown as Update

/** For what needs no waiting. */
const SOON: Patience = { beginMs: 1000, finishMs: 0 }

/** An inbox whose updates are finished by hand. */
export interface Bench {
  readonly inbox: Inbox
  readonly started: readonly number[]
  readonly declined: readonly number[]
  readonly finish: (id: number, outcome?: Outcome) => void
}

export function openBench(store: InboxStore, options: Partial<InboxOptions> = {}): Bench {
  const [started, declined]: [number[], number[]] = [[], []]
  const finishers = new Map<number, (outcome: Outcome) => void>()
  const inbox = createInbox({
    store,
    log: createRecordingLog().log,
    concerns: () => true,
    handle({ update_id: id }) {
      started.push(id)
      return new Promise((resolve) => finishers.set(id, resolve))
    },
    async decline({ update_id: id }) {
      declined.push(id)
    },
    ...options,
  })
  return { inbox, started, declined, finish: (id, outcome = 'handled') => finishers.get(id)?.(outcome) }
}

/** What every inbox does, whatever keeps its updates. */
export function inboxContract(createStore: () => InboxStore): void {
  describe('an inbox', () => {
    test('handles updates of one chat in order, those of several at the same time', async () => {
      const { inbox, started, finish } = openBench(createStore())

      inbox.put([saying(1, 10), saying(2, 10), saying(3, 20)])

      await vi.waitFor(() => expect(started).toEqual([1, 3]))
      finish(1)
      await vi.waitFor(() => expect(started).toEqual([1, 3, 2]))
    })

    test('drops an update that comes again, while it waits and after it was handled', async () => {
      const { inbox, started, finish } = openBench(createStore())

      inbox.put([saying(1), saying(1)])
      inbox.put([saying(1)])
      await vi.waitFor(() => expect(started).toEqual([1]))
      finish(1)
      expect(await inbox.drain(SOON)).toBe(true)
      const [store, later] = [createStore(), saying(2)]
      store.keep([later])
      store.finish(later)

      expect(store.keep([saying(1), later])).toEqual([saying(1)])
    })

    test('drops a message that comes again under another id, and takes its edit', () => {
      const store = createStore()
      const first = saying(1)
      const again = { ...first, update_id: 900 }
      const edit = { update_id: 2, edited_message: { ...first.message, edit_date: 5 } } as unknown as Update
      const press = { update_id: 3, callback_query: { id: 'p1' } } as unknown as Update

      expect(store.keep([first, again, edit, press, { ...press, update_id: 4 }])).toEqual([first, edit, press])
      expect(store.has(again)).toBe(true)
    })

    test('keeps nothing of what does not concern the bot', async () => {
      const store = createStore()
      const { inbox, started } = openBench(store, { concerns: ({ update_id: id }) => id !== 1 })

      inbox.put([saying(1), saying(2)])

      await vi.waitFor(() => expect(started).toEqual([2]))
      expect(store.has(saying(1))).toBe(false)
    })

    test('handles what somebody types inline at once, and keeps nothing of it', async () => {
      const store = createStore()
      const { inbox, started } = openBench(store)
      const typed = { update_id: 1, inline_query: { id: 'i1', from: { id: 42 }, query: '固' } } as unknown as Update

      inbox.put([typed])

      await vi.waitFor(() => expect(started).toEqual([1]))
      expect(store.has(typed)).toBe(false)
    })

    test('declines what finds no room, in its chat or at all, and takes it when there is room again', async () => {
      const capacity = { inAll: 3, ofOneLine: 2 }
      const { inbox, started, declined, finish } = openBench(createStore(), { capacity })

      inbox.put([saying(1, 10), saying(2, 10), saying(3, 10), saying(4, 20), saying(5, 30)])

      expect(declined).toEqual([3, 5])
      await vi.waitFor(() => expect(started).toEqual([1, 4]))
      finish(4)
      await vi.waitFor(() => {
        inbox.put([saying(5, 30)])
        expect(started).toContain(5)
      })
    })

    test('tries again later what could not be answered, before what came after it in the chat', async () => {
      const waits: (() => void)[] = []
      const wait = (): Promise<void> => new Promise((resolve) => void waits.push(resolve))
      const { inbox, started, finish } = openBench(createStore(), { wait })
      inbox.put([saying(1, 10), saying(2, 10), saying(3, 20)])
      await vi.waitFor(() => expect(started).toEqual([1, 3]))

      finish(1, 'later')
      await vi.waitFor(() => expect(waits).toHaveLength(1))
      expect(started).toEqual([1, 3])
      waits[0]?.()
      await vi.waitFor(() => expect(started).toEqual([1, 3, 1]))
      finish(1)
      await vi.waitFor(() => expect(started).toEqual([1, 3, 1, 2]))
    })

    test('says whether all was handled in time, and begins nothing more when it was not', async () => {
      const { inbox, started, finish } = openBench(createStore())
      inbox.put([saying(1), saying(2)])
      await vi.waitFor(() => expect(started).toEqual([1]))

      expect(await inbox.drain({ beginMs: 20, finishMs: 0 })).toBe(false)
      finish(1)
      expect(await inbox.drain(SOON)).toBe(true)
      expect(started).toEqual([1])
    })

    test('lets what is at work when the time is over be finished, and begins nothing more', async () => {
      const [store, noted] = [createStore(), [] as number[]]
      const finishAndNote = (update: Update) => {
        noted.push(update.update_id)
        store.finish(update)
      }
      const { inbox, started, finish } = openBench({ ...store, finish: finishAndNote })
      inbox.put([saying(1), saying(2)])
      await vi.waitFor(() => expect(started).toEqual([1]))

      const drained = inbox.drain({ beginMs: 1, finishMs: 10_000 })
      // Timers fire in the order of their times, so that beginning is over by then.
      setTimeout(() => finish(1), 20)

      expect(await drained).toBe(false)
      expect(started).toEqual([1])
      expect(noted).toEqual([1])
    })

    test('gives an update up that was at work in too many processes that died', async () => {
      const store = createStore()
      const deadly = saying(1)
      store.keep([deadly])
      for (let died = 0; died < 10; died += 1) store.begin(deadly)
      const { inbox, started } = openBench({ ...store, unhandled: () => [deadly, saying(2)] })

      inbox.resume()

      await vi.waitFor(() => expect(started).toEqual([2]))
    })

    test('remembers what was sent in answer to an update, in order', () => {
      const store = createStore()
      store.keep([saying(1), saying(2)])

      for (const messageId of [70, 50]) store.noteSent(1, messageId)

      expect(store.sent(1)).toEqual([70, 50])
      expect(store.sent(2)).toEqual([])
    })
  })
}
