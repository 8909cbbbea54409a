import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { LogLevel } from '../src/config.ts'
import { createLog } from '../src/log.ts'

const TOKEN = '123456:AAFsecret_part-of-it'

let written: string[]

beforeEach(() => {
  written = []
  vi.spyOn(process.stderr, 'write').mockImplementation((chunk) => {
    written.push(String(chunk))
    return true
  })
})

afterEach(() => {
  vi.restoreAllMocks()
})

const createTestLog = (level: LogLevel) => createLog({ level, secrets: [TOKEN] })

test('writes each event as one line of JSON on standard error', () => {
  createTestLog('info').info({ duration_ms: 12, kind: 'quoted' }, 'question.answered')

  expect(written).toHaveLength(1)
  expect(written[0]).toMatch(/^[^\n]*\n$/)
  const line = JSON.parse(written[0] ?? '')
  expect(line).toEqual({
    level: 'info',
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
    duration_ms: 12,
    kind: 'quoted',
    msg: 'question.answered',
  })
})

test.each<[LogLevel, readonly string[]]>([
  ['debug', ['debug', 'info', 'warn', 'error']],
  ['info', ['info', 'warn', 'error']],
  ['warn', ['warn', 'error']],
  ['error', ['error']],
  ['fatal', []],
])('at level %s writes %j', (level, expected) => {
  const log = createTestLog(level)
  log.debug({}, 'test.said')
  log.info({}, 'test.said')
  log.warn({}, 'test.said')
  log.error({}, 'test.said')
  expect(written.map((line) => JSON.parse(line).level)).toEqual(expected)
})

test.each<[string, object]>([
  ['a field', { url: `https://api.telegram.org/bot${TOKEN}/getMe` }],
  ['a nested field', { request: { headers: { authorization: TOKEN } } }],
  ['an error and what caused it', { err: new Error(`failed: ${TOKEN}`, { cause: new Error(`at ${TOKEN}`) }) }],
  ['the name of a field', { [TOKEN]: true }],
])('keeps the token out of the log when it comes in by %s', (_, fields) => {
  createTestLog('debug').error(fields, 'call.failed')
  expect(written.join('')).not.toContain('AAFsecret')
  expect(written.join('')).toContain('[redacted]')
})
