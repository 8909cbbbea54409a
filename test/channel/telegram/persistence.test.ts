import { GrammyError, HttpError } from 'grammy'
import { describe, expect, test } from 'vitest'

import { createPersist } from '../../../src/channel/telegram/persistence.ts'
import { createRecordingLog } from '../../support/recording-log.ts'

const refused = (error_code: number, parameters: object = {}): GrammyError =>
  new GrammyError(
    "Call to 'getUpdates' failed!",
    { ok: false, error_code, description: 'no', parameters },
    'getUpdates',
    {},
  )
const unreachable = new HttpError("Network request for 'getUpdates' failed!", new Error('ECONNRESET'))

/** Fails with each of the errors in turn, then succeeds; says how long was waited in between. */
async function persistThrough(errors: readonly Error[], signal = new AbortController().signal) {
  const waits: number[] = []
  const { log, recorded } = createRecordingLog()
  const pause = async (ms: number): Promise<void> => void waits.push(ms)
  const left = [...errors]
  const call = async (): Promise<string> => {
    const error = left.shift()
    if (error !== undefined) throw error
    return 'done'
  }
  let conflicts = 0
  const onConflict = (): void => void (conflicts += 1)
  const result = await createPersist({ signal, log, pause, onConflict })(call)
  return { result, conflicts, waits, events: recorded.map(({ event }) => event) }
}

describe('a call to Telegram is repeated', () => {
  test.each<[string, readonly Error[], readonly number[]]>([
    ['not at all when it succeeds', [], []],
    [
      'after waits that double up to half a minute',
      Array.from({ length: 7 }, () => unreachable),
      [1, 2, 4, 8, 16, 30, 30],
    ],
    ['while another program polls', [refused(409), refused(409)], [1, 2]],
    ['while the server is down', [refused(500), refused(502)], [1, 2]],
    ['when Telegram says so', [refused(429, { retry_after: 7 })], [7]],
  ])('%s', async (_, errors, seconds) => {
    const { result, waits, events } = await persistThrough(errors)

    expect(result).toBe('done')
    expect(waits).toEqual(seconds.map((wait) => wait * 1000))
    expect(events).toEqual([
      ...errors.map(() => 'telegram.interrupted'),
      ...(errors.length > 0 ? ['telegram.resumed'] : []),
    ])
  })
})

test.each([401, 404])('a refused token (%i) ends it with an error that names the setting', async (code) => {
  await expect(persistThrough([refused(code)])).rejects.toMatchObject({
    code: 'CONFIG',
    message: expect.stringMatching(/BOT_TOKEN.*@BotFather/),
  })
})

test('a bug is not repeated', async () => {
  const bug = new TypeError('undefined is not a function')

  await expect(persistThrough([bug])).rejects.toBe(bug)
})

test('it ends when it is told to stop', async () => {
  const stop = AbortSignal.abort(new Error('stop'))

  await expect(persistThrough([unreachable], stop)).rejects.toThrow('stop')
})

test.each([
  ['a last poll of the process before', [409, 409], 0],
  ['another program', [409, 409, 409, 409, 409], 1],
  ['a server that is down', [500, 502, 500, 500], 0],
])('%s is told or kept from the admins', async (_, codes, told) => {
  expect(await persistThrough(codes.map((code) => refused(code)))).toMatchObject({ conflicts: told })
})
