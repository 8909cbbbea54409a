import path from 'node:path'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseConfig, SETTINGS } from '../src/config.ts'
import { ConfigError } from '../src/errors.ts'

const ROOT = path.resolve('/project')

/** The problems of an environment; undefined when there are none. */
function problemsOf(environment: Record<string, string>): readonly string[] | undefined {
  try {
    parseConfig(environment, ROOT)
    return undefined
  } catch (error) {
    if (error instanceof ConfigError) return error.problems
    throw error
  }
}

test('nothing has to be set', () => {
  expect(parseConfig({}, ROOT)).toEqual({
    botToken: undefined,
    adminIds: [],
    allowedChats: [],
    userRate: 30,
    groupRate: 20,
    keepDays: 90,
    reportsDir: path.join(ROOT, 'data/reports'),
    indexDir: path.join(ROOT, 'embeddings/index'),
    modelDir: path.join(ROOT, 'embeddings/model/bge-small-zh-v1.5'),
    stateDir: path.join(ROOT, 'state'),
    lexiconDir: path.join(ROOT, 'data/lexicon'),
    watchReports: false,
    reindexAt: null,
    host: '127.0.0.1',
    port: 8787,
    telegramApiRoot: undefined,
    httpsProxy: undefined,
    telegramTables: true,
    logLevel: 'info',
  })
})

test('an empty setting is an absent one', () => {
  const empty = Object.fromEntries(Object.keys(SETTINGS.entries).map((name) => [name, ' ']))
  expect(parseConfig(empty, ROOT)).toEqual(parseConfig({}, ROOT))
})

test('a folder that is given is relative to the working folder, not to the project', () => {
  expect(parseConfig({ REPORTS_DIR: 'mine' }, ROOT).reportsDir).toBe(path.resolve('mine'))
  expect(parseConfig({ INDEX_DIR: '/elsewhere' }, ROOT).indexDir).toBe(path.resolve('/elsewhere'))
})

test.each([
  ['ADMIN_IDS', '42', { adminIds: [42] }],
  ['ADMIN_IDS', ' 42, 43，44 ', { adminIds: [42, 43, 44] }],
  ['ALLOWED_CHATS', '42,-1001234567890', { allowedChats: [42, -1_001_234_567_890] }],
  ['ALLOWED_CHATS', '*', { allowedChats: '*' }],
  ['BOT_TOKEN', '123456:ABC-def_1', { botToken: '123456:ABC-def_1' }],
  ['USER_RATE', '0', { userRate: 0 }],
  ['GROUP_RATE', '9999', { groupRate: 9999 }],
  ['KEEP_DAYS', '1', { keepDays: 1 }],
  ['PORT', '0', { port: 0 }],
  ['PORT', '65535', { port: 65_535 }],
  ['TELEGRAM_API_ROOT', 'http://127.0.0.1:8081', { telegramApiRoot: 'http://127.0.0.1:8081' }],
  ['WEBHOOK_URL', 'https://bot.example/hook', { webhook: { url: 'https://bot.example/hook', secret: undefined } }],
  ['HTTPS_PROXY', 'http://proxy.example:3128', { httpsProxy: 'http://proxy.example:3128' }],
  ['TELEGRAM_TABLES', 'off', { telegramTables: false }],
  ['LOG_LEVEL', 'debug', { logLevel: 'debug' }],
  ['WATCH_REPORTS', 'on', { watchReports: true }],
  ['REINDEX_AT', '03:30', { reindexAt: { hour: 3, minute: 30 } }],
  ['REINDEX_AT', '23：05', { reindexAt: { hour: 23, minute: 5 } }],
])('reads %s=%s', (name, value, expected) => {
  expect(parseConfig({ [name]: value }, ROOT)).toMatchObject(expected)
})

describe('refuses', () => {
  test.each([
    ['BOT_TOKEN', '123456'],
    ['BOT_TOKEN', '123456:ABC def'],
    ['ADMIN_IDS', '@someone'],
    ['ADMIN_IDS', '42;43'],
    ['ADMIN_IDS', '*'],
    ['ALLOWED_CHATS', '42,*'],
    ['USER_RATE', '-1'],
    ['GROUP_RATE', '1.5'],
    ['KEEP_DAYS', '0'],
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '80.5'],
    ['TELEGRAM_API_ROOT', 'api.telegram.org'],
    ['HTTPS_PROXY', 'socks5://127.0.0.1:1080'],
    ['WEBHOOK_URL', 'https://bot.example'],
    ['WEBHOOK_SECRET', 'too-short'],
    ['LOG_LEVEL', 'verbose'],
    ['WATCH_REPORTS', 'yes'],
    ['REINDEX_AT', '24:00'],
    ['REINDEX_AT', '3.30'],
  ])('%s=%s, naming the setting and what it has to be', (name, value) => {
    expect(problemsOf({ [name]: value })).toEqual([expect.stringMatching(new RegExp(`^${name} 应是`))])
  })

  test('several wrong settings at once, in one message', () => {
    const wrong = { BOT_TOKEN: 'x', PORT: 'x', LOG_LEVEL: 'x' }
    expect(problemsOf(wrong)?.map((problem) => problem.split(' ')[0])).toEqual(['BOT_TOKEN', 'PORT', 'LOG_LEVEL'])
    expect(() => parseConfig(wrong, ROOT)).toThrow(/BOT_TOKEN .*PORT .*LOG_LEVEL .*\.env/)
  })

  test('a token without repeating it', () => {
    expect(() => parseConfig({ BOT_TOKEN: 'secret value' }, ROOT)).toThrow(/^(?!.*secret)/)
  })
})

test('any environment gives a Config, or one ConfigError that names each wrong setting and no other', () => {
  const names = Object.keys(SETTINGS.entries)
  const likely = fc.constantFrom('42', '-7,8', '*', 'info', 'http://a.example', '1:a', '70000', '', 'x')
  const environments = fc.dictionary(fc.constantFrom(...names, 'PATH'), fc.oneof(likely, fc.string()))
  fc.assert(
    fc.property(environments, (environment) => {
      const alone = names.filter((name) => problemsOf({ [name]: environment[name] ?? '' }) !== undefined)
      const named = problemsOf(environment)?.map((problem) => problem.split(' ')[0])
      expect(new Set(named)).toEqual(new Set(alone))
    }),
  )
})
