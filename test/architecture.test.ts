import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Import } from './support/source-files.ts'
import { importsOf, ROOT, sourceFiles } from './support/source-files.ts'

/**
 * The flow of the data: a module imports its own stage and the stages before it, never one after. What stands in no
 * stage is at the start (`COMMON`, for everybody) or at the end (`ENTRIES`, they wire the stages together).
 */
const STAGES = [
  'lexicon',
  'figure',
  'document',
  'observation',
  'embedding',
  'report-index',
  'retrieval',
  'answer',
  'evaluation',
  'chat',
  'channel',
]

const COMMON = ['errors.ts', 'span.ts', 'logger.ts', 'redaction.ts', 'compiled-url.ts']

const ENTRIES = ['main.ts', 'serve.ts', 'program.ts', 'secrecy.ts', 'config.ts', 'log.ts']

/** Reading the environment belongs to the entries; the shape of what was read may be known to everybody. */
const COMMON_AS_TYPES = new Set(['config.ts'])

/** Every package is imported at run time by one module, so that its traps are known in one place. */
const DOORS: Readonly<Record<string, string>> = {
  '@e965/xlsx': 'document/sheet/workbook.ts',
  '@grammyjs/auto-retry': 'channel/telegram/bot-api.ts',
  '@grammyjs/transformer-throttler': 'channel/telegram/bot-api.ts',
  '@hono/node-server': 'channel/web/web-page.ts',
  '@xenova/transformers': 'embedding/transformers-embedder.ts',
  'better-sqlite3': 'report-index/sqlite/database.ts',
  'cli-progress': 'channel/terminal/progress-bar.ts',
  commander: 'main.ts',
  'csv-parse': 'document/sheet/csv.ts',
  dotenv: 'main.ts',
  grammy: 'channel/telegram/bot-api.ts',
  'hnswlib-node': 'report-index/hnsw-graph.ts',
  hono: 'channel/web/web-app.ts',
  htmlparser2: 'document/html/html-events.ts',
  'https-proxy-agent': 'channel/telegram/proxy.ts',
  mammoth: 'document/office/docx.ts',
  'opencc-js': 'lexicon/simplify.ts',
  'p-queue': 'channel/telegram/lines.ts',
  'pinyin-pro': 'lexicon/pinyin.ts',
  pino: 'log.ts',
  piscina: 'embedding/thread-pool.ts',
  unpdf: 'document/pdf/pdf-items.ts',
  valibot: 'config.ts',
  'word-extractor': 'document/office/doc.ts',
  yaml: 'document/metadata.ts',
  yauzl: 'document/archive/zip.ts',
}

const LONGEST_FILE = 220

const WITHOUT_MEANING = new Set(['utils', 'util', 'helpers', 'helper', 'common', 'misc', 'types', 'services', 'lib'])

const files = sourceFiles()

test('every module imports only what comes before it', () => {
  expect(violations((file, source) => laterImports(file, importsOf(source)))).toEqual([])
})

test('every package is used at run time by the module that is the door to it', () => {
  expect(violations((file, source) => packagesPastDoor(file, importsOf(source)))).toEqual([])
})

test('every module stands in a stage, is short and says what it holds', () => {
  expect(violations((file) => (placeOf(file) === -1 ? ['stands in no stage'] : []))).toEqual([])
  expect(
    violations((_, source) => (source.trimEnd().split('\n').length > LONGEST_FILE ? ['is too long'] : [])),
  ).toEqual([])
  expect(violations((_, source) => (isReExport(source) ? ['only passes on what others define'] : []))).toEqual([])
  expect(violations((file) => file.split(/[/.]/).filter((part) => WITHOUT_MEANING.has(part)))).toEqual([])
})

test('every stage and every door exists', () => {
  expect(STAGES.filter((stage) => !files.some((file) => file.startsWith(`${stage}/`)))).toEqual([])
  expect([...COMMON, ...ENTRIES, ...Object.values(DOORS)].filter((file) => !files.includes(file))).toEqual([])
})

test('every package of package.json has a door', () => {
  const { dependencies }: { dependencies: object } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'))
  expect(Object.keys(DOORS).toSorted()).toEqual(Object.keys(dependencies).toSorted())
})

describe('the rule itself', () => {
  test.each([
    ['a value', "import { answerQuestion } from '../answer/answer-question.ts'"],
    ['a type', "import type { Answer } from '../answer/answer.ts'"],
    ['a module for its effects', "import '../answer/answer.ts'"],
    ['names over several lines', "import {\n  answer,\n  type Answer,\n} from '../answer/answer.ts'"],
    ['everything at once', "import * as answer from '../answer/answer.ts'"],
    ['a name passed on', "export { answer } from '../answer/answer.ts'"],
    ['a module loaded later', "const { answer } = await import('../answer/answer.ts')"],
    ['an entry', "import { createLog } from '../log.ts'"],
    ['the settings as a value', "import { parseConfig } from '../config.ts'"],
  ])('finds %s from a later stage', (_, source) => {
    expect(laterImports('retrieval/understand.ts', importsOf(source))).toHaveLength(1)
  })

  test.each([
    ['its own stage', "import { tokens } from './question-words.ts'"],
    ['an earlier stage', "import type { Span } from '../figure/figure.ts'"],
    ['what is for everybody', "import { InputError } from '../errors.ts'"],
    ['the shape of the settings', "import type { Config } from '../config.ts'"],
  ])('allows %s', (_, source) => {
    expect(importsOf(source)).toHaveLength(1)
    expect(laterImports('retrieval/understand.ts', importsOf(source))).toEqual([])
  })

  test('finds one channel that leans on another', () => {
    const imports = importsOf("import type { Page } from '../web/web-page.ts'")
    expect(laterImports('channel/telegram/telegram.ts', imports)).toEqual(['channel/web/web-page.ts'])
    expect(laterImports('channel/web/web-app.ts', imports)).toEqual([])
  })

  test('finds a package past its door, but lets its types through', () => {
    const value = importsOf("import { stream } from 'hono/streaming'\nimport { readFile } from 'node:fs'")
    expect(packagesPastDoor('chat/chat.ts', value)).toEqual(['hono'])
    expect(packagesPastDoor('channel/web/web-app.ts', value)).toEqual([])
    expect(packagesPastDoor('chat/chat.ts', importsOf("import type { Context } from 'hono'"))).toEqual([])
  })

  test('finds a file that only passes on what others define', () => {
    expect(isReExport("export * from './answer.ts'\nexport { quote } from './quote.ts'\n")).toBe(true)
    expect(isReExport("export { quote } from './quote.ts'\n\nexport const one = 1\n")).toBe(false)
  })
})

/** `file: what` for everything that a rule finds wrong in the sources. */
function violations(rule: (file: string, source: string) => readonly string[]): string[] {
  return files.flatMap((file) => {
    const source = readFileSync(path.join(ROOT, 'src', file), 'utf8')
    return rule(file, source).map((what) => `${file}: ${what}`)
  })
}

/** 0 for everybody's modules, then the stages in order, then the entries; -1 for a module that stands nowhere. */
function placeOf(file: string): number {
  if (COMMON.includes(file)) return 0
  if (ENTRIES.includes(file)) return STAGES.length + 1
  return STAGES.indexOf(file.split('/')[0] ?? '') + 1 || -1
}

function laterImports(file: string, imports: readonly Import[]): string[] {
  const own = imports.filter(({ from }) => from.startsWith('.'))
  return own.filter((one) => !isAllowed(file, one)).map(({ from }) => targetOf(file, from))
}

function isAllowed(file: string, { from, atRuntime }: Import): boolean {
  const target = targetOf(file, from)
  if (!atRuntime && COMMON_AS_TYPES.has(target)) return true
  const [stage, channel] = file.split('/')
  const [otherStage, otherChannel] = target.split('/')
  if (stage === 'channel' && otherStage === 'channel') return channel === otherChannel
  return placeOf(target) <= placeOf(file)
}

function targetOf(file: string, from: string): string {
  return path.posix.join(path.posix.dirname(file), from)
}

function packagesPastDoor(file: string, imports: readonly Import[]): string[] {
  return imports
    .filter(({ from, atRuntime }) => atRuntime && !/^(?:\.|node:)/.test(from))
    .map(({ from }) => /^(?:@[^/]+\/)?[^/]+/.exec(from)?.[0] ?? from)
    .filter((name) => DOORS[name] !== file)
}

/** A barrel: a module in which nothing but re-exports is left once comments are gone. */
function isReExport(source: string): boolean {
  const code = source.replaceAll(/\/\*[^]*?\*\/|\/\/.*$/gm, '')
  const rest = code.replaceAll(/^export\b[^'";=]*?\bfrom\s*'[^']+'$/gm, '')
  return rest.trim() === '' && rest !== code
}
