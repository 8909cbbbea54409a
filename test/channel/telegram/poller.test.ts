import type { Update } from 'grammy/types'
import { expect, test } from 'vitest'

import { createPersist } from '../../../src/channel/telegram/persistence.ts'
import { createPoller } from '../../../src/channel/telegram/poller.ts'
import type { PollRequest } from '../../../src/channel/telegram/poller.ts'
import { StateError } from '../../../src/errors.ts'
import { createRecordingLog } from '../../support/recording-log.ts'

const update = (id: number): Update => ({ update_id: id })
const stopping = new Error('stopping')

/** Polls through a list of answers; when it is at its end, polling is stopped. */
async function pollThrough(answers: readonly (readonly Update[])[], put: (updates: readonly Update[]) => void) {
  const requests: PollRequest[] = []
  const stop = new AbortController()
  const { signal } = stop
  const persist = createPersist({ signal, log: createRecordingLog().log, pause: () => Promise.resolve() })
  const inbox = { put }
  const getUpdates = (request: PollRequest): Promise<readonly Update[]> => {
    const answer = answers[requests.length]
    requests.push(request)
    if (answer !== undefined) return Promise.resolve(answer)
    stop.abort()
    return Promise.reject(stopping)
  }
  const poller = createPoller({ getUpdates, deleteWebhook: () => Promise.resolve(true), inbox, persist })
  return { requests, running: poller.run(signal), poller, signal }
}

test('confirms updates only after the inbox has kept them', async () => {
  const tries: number[] = []
  const put = ([first]: readonly Update[]): void => {
    tries.push(first?.update_id ?? 0)
    if (tries.length < 3) throw new StateError('disk full')
  }

  const { requests, running, poller, signal } = await pollThrough([[update(10), update(11)]], put)

  await running
  await poller.finish(signal).catch(() => undefined)
  expect(tries).toEqual([10, 10, 10])
  expect(requests.map(({ offset }) => offset)).toEqual([0, 12, 12])
})

test('ends with an error of the inbox that no waiting can mend', async () => {
  const bug = new Error('bug')
  const { requests, running } = await pollThrough([[update(10)]], () => {
    throw bug
  })

  await expect(running).rejects.toBe(bug)
  expect(requests).toHaveLength(1)
})

test('follows ids that start again lower, as after a quiet week', async () => {
  const { requests, running } = await pollThrough([[update(900)], [update(3)]], () => undefined)

  await running
  expect(requests.map(({ offset }) => offset)).toEqual([0, 901, 4])
})

test('asks for what it can answer alone, and lets Telegram hold the answer back', async () => {
  const { requests, running } = await pollThrough([], () => undefined)

  await running
  expect(requests).toEqual([
    {
      offset: 0,
      timeout: 30,
      limit: 100,
      allowed_updates: ['message', 'edited_message', 'callback_query', 'inline_query', 'my_chat_member'],
    },
  ])
})

test('confirms nothing when nothing was kept', async () => {
  const { requests, running, poller, signal } = await pollThrough([], () => undefined)
  await running

  await poller.finish(signal)

  expect(requests).toHaveLength(1)
})
