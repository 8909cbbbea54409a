import type { Update } from 'grammy/types'
import { expect, test } from 'vitest'

import { createPersist } from '../../../src/channel/telegram/persistence.ts'
import { createPoller } from '../../../src/channel/telegram/poller.ts'
import type { PollRequest } from '../../../src/channel/telegram/poller.ts'
import { createRecordingLog } from '../../support/recording-log.ts'

const update = (id: number): Update => ({ update_id: id })
const stopping = new Error('stopping')

/** Polls through a list of answers; when it is at its end, polling is stopped. */
async function pollThrough(answers: readonly (readonly Update[])[], put: (update: Update) => Promise<void>) {
  const requests: PollRequest[] = []
  const stop = new AbortController()
  const { signal } = stop
  const persist = createPersist({ signal, log: createRecordingLog().log, pause: () => Promise.resolve() })
  const inbox = { put, drain: () => Promise.resolve(true) }
  const getUpdates = (request: PollRequest): Promise<readonly Update[]> => {
    const answer = answers[requests.length]
    requests.push(request)
    if (answer !== undefined) return Promise.resolve(answer)
    stop.abort()
    return Promise.reject(stopping)
  }
  const poller = createPoller({ getUpdates, inbox, persist })
  return { requests, running: poller.run(signal), poller, signal }
}

test('confirms an update only after the inbox has kept it', async () => {
  const kept: number[] = []
  const refusal = new Error('disk full')
  const put = async ({ update_id: id }: Update): Promise<void> => {
    if (id === 12) throw refusal
    kept.push(id)
  }

  const { requests, running, poller, signal } = await pollThrough([[update(10), update(11), update(12)]], put)

  await expect(running).rejects.toBe(refusal)
  await poller.confirm(signal).catch(() => undefined)
  expect(kept).toEqual([10, 11])
  expect(requests.map(({ offset }) => offset)).toEqual([0, 12])
})

test('follows ids that start again lower, as after a quiet week', async () => {
  const { requests, running } = await pollThrough([[update(900)], [update(3)]], () => Promise.resolve())

  await running
  expect(requests.map(({ offset }) => offset)).toEqual([0, 901, 4])
})

test('asks for messages and presses alone, and lets Telegram hold the answer back', async () => {
  const { requests, running } = await pollThrough([], () => Promise.resolve())

  await running
  expect(requests).toEqual([{ offset: 0, timeout: 30, limit: 100, allowed_updates: ['message', 'callback_query'] }])
})

test('confirms nothing when nothing was kept', async () => {
  const { requests, running, poller, signal } = await pollThrough([], () => Promise.resolve())
  await running

  await poller.confirm(signal)

  expect(requests).toHaveLength(1)
})
