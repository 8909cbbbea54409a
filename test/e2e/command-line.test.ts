import { once } from 'node:events'
import { cp, rm, writeFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { TWO_BULLETINS } from '../fixtures/two-bulletins.ts'
import type { RunOptions, TemporaryFolder } from '../support/command-line.ts'
import { finished, linesOf, run, startCommand, temporaryFolder } from '../support/command-line.ts'
import { ROOT } from '../support/source-files.ts'

const MODEL = path.join(ROOT, 'embeddings/model/bge-small-zh-v1.5')

const ANSWER_KEYS = [
  'kind',
  'observations',
  'quotes',
  'missing',
  'assumed',
  'differ',
  'options',
  'reasons',
  'nearest',
  'text',
]

/** Reports with an index that is up to date; tests that change either make a folder of their own. */
let folder: TemporaryFolder

beforeAll(async () => {
  folder = await temporaryFolder()
  await folder.write(TWO_BULLETINS)
  await index(folder)
})

afterAll(async () => {
  await folder[Symbol.asyncDispose]()
})

const foldersOf = (of: TemporaryFolder) => ['--reports', of.at('reports'), '--index', of.at('index')]

/** Runs a command on the shared folder. */
const onReports = (args: readonly string[], options?: RunOptions) => run([...args, ...foldersOf(folder)], options)

async function index(of: TemporaryFolder): Promise<object> {
  const { code, stdout, stderr } = await run(['index', '--json', ...foldersOf(of)])
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  return JSON.parse(stdout)
}

describe('ask', () => {
  test('prints the slots, the figure, its sentence and its source', async () => {
    const { code, stdout, stderr } = await onReports(['ask', '绵阳市2024年GDP是多少'])

    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    const [slots, figure, sentence, source] = linesOf(stdout)
    expect(slots).toMatch(/^地区生产总值 · .+ · 2024年$/)
    expect(figure).toBe('3344.2亿元')
    expect(sentence).toBe('“2024年全市地区生产总值3344.2亿元，比上年增长6.8%。”')
    expect(source).toBe('—— 绵阳市统计局《绵阳市2024年国民经济和社会发展统计公报》第1段')
  })

  test('gives an answer in JSON with all keys, and nothing else on standard output', async () => {
    const { code, stdout } = await onReports(['ask', '绵阳市2023年GDP增速', '--json'])

    expect(code).toBe(0)
    const answer = JSON.parse(stdout)
    expect(Object.keys(answer)).toEqual(expect.arrayContaining(ANSWER_KEYS))
    expect(answer).toMatchObject({ kind: 'quoted', observations: [{ text: '5.6%', quote: 0 }] })
    const [{ exact, start, end, source }] = answer.quotes
    expect(exact).toHaveLength(end - start)
    expect(source).toMatchObject({ file: 'bulletin-2023.txt', publisher: '绵阳市统计局', paragraph: 1, page: null })
  })

  test('explains with --why how the answer came about', async () => {
    const { stdout } = await onReports(['ask', '绵阳市2023年GDP增速', '--why'])
    expect(stdout).toContain('5.6%\n“')
    expect(stdout).toContain('指标=地区生产总值')
    expect(stdout).toContain('时间=2023年')
  })

  test('answers a file of questions in their order, turns of a conversation and broken lines included', async () => {
    await folder.write({
      'questions.jsonl': [
        '{"id":"first","question":"绵阳市2024年GDP是多少","conversation":"one"}',
        '{"id":"other","question":"绵阳市2024年一般公共预算收入增长多少"}',
        'not JSON',
        '',
        '{"id":7}',
        '{"id":"second","question":"2023年呢","conversation":"one"}',
      ].join('\r\n'),
    })

    const { code, stdout } = await onReports(['ask', '--batch', folder.at('questions.jsonl')])

    expect(code).toBe(1)
    const lines = linesOf(stdout).map((line) => JSON.parse(line))
    expect(lines).toMatchObject([
      { id: 'first', question: '绵阳市2024年GDP是多少', answer: { observations: [{ text: '3344.2亿元' }] } },
      { id: 'other', answer: { observations: [{ text: '7.5%' }] } },
      { id: null, error: expect.any(String) },
      { id: 7, error: expect.any(String) },
      { id: 'second', answer: { observations: [{ text: '3021.5亿元' }] } },
    ])
    for (const { answer } of lines.filter((line) => 'answer' in line)) {
      expect(Object.keys(answer)).toEqual(expect.arrayContaining(ANSWER_KEYS))
    }
  })

  test('refuses what the reports do not say, which is an answer and no failure', async () => {
    const { code, stdout } = await onReports(['ask', '乐山市2024年GDP是多少', '--json'])
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ kind: 'not-found', observations: [], reasons: [{ slot: 'place' }] })
  })
})

describe('search', () => {
  test('ranks the paragraphs, the nearest first', async () => {
    const { code, stdout } = await onReports(['search', '进出口总额', '--top', '2', '--json'])

    expect(code).toBe(0)
    const { hits } = JSON.parse(stdout)
    expect(hits).toHaveLength(2)
    expect(hits[0]).toEqual({
      documentId: expect.any(String),
      paragraphId: expect.any(String),
      file: 'bulletin-2024.txt',
      score: expect.any(Number),
      text: '全年进出口总额首次突破300亿元。',
    })
    expect(hits[0].score).toBeGreaterThanOrEqual(hits[1].score)
  })

  test('takes a file of questions', async () => {
    await folder.write({ 'search.jsonl': '{"id":1,"question":"常住人口"}\n{"id":2,"question":"进出口"}\n' })
    const { code, stdout } = await onReports(['search', '--top', '1', '--batch', folder.at('search.jsonl')])
    expect(code).toBe(0)
    expect(linesOf(stdout).map((line) => JSON.parse(line))).toMatchObject([
      { id: 1, hits: [{ text: '年末常住人口412.6万人。' }] },
      { id: 2, hits: [{ text: '全年进出口总额首次突破300亿元。' }] },
    ])
  })
})

test('inspect shows how a file and the metadata beside it are read', async () => {
  const { code, stdout } = await run(['inspect', folder.at('reports/bulletin-2024.txt')])

  expect(code).toBe(0)
  const document = JSON.parse(stdout)
  expect(document).toMatchObject({
    file: 'bulletin-2024.txt',
    title: '绵阳市2024年国民经济和社会发展统计公报',
    publisher: '绵阳市统计局',
    date: '2025-03-26',
    dateBasis: 'metadata',
    place: '绵阳市',
  })
  const paragraphs = document.articles.flatMap((article: { paragraphs: object[] }) => article.paragraphs)
  expect(paragraphs).toHaveLength(3)
  expect(paragraphs[0]).toMatchObject({
    kind: 'body',
    text: '2024年全市地区生产总值3344.2亿元，比上年增长6.8%。',
    observations: [
      { text: '3344.2亿元', measure: 'level' },
      { text: '6.8%', measure: 'growth' },
    ],
    periods: expect.arrayContaining([{ text: '2024年', start: 0, end: 5, from: '2024-01-01', to: '2024-12-31' }]),
  })
})

describe('index', () => {
  test('takes up what is new, changed and gone, and names what cannot be read', async () => {
    await using own = await temporaryFolder()
    await own.write(TWO_BULLETINS)
    expect(await index(own)).toMatchObject({ documents: 2, added: 2, updated: 0, removed: 0, unchanged: 0, failed: [] })

    await own.write({
      'reports/bulletin-2023.txt': '2023年全市地区生产总值3022.0亿元，比上年增长5.7%。\n',
      'reports/new.txt': '2024年，全市粮食产量201.3万吨。\n',
      'reports/broken.txt': Uint8Array.from([0x80, 0xff, 0x00, 0xfe, 0x81, 0xff, 0x0a, 0xfd]),
    })
    await rm(own.at('reports/bulletin-2024.txt'))
    await rm(own.at('reports/bulletin-2024.txt.meta.yaml'))
    const changed = await index(own)
    expect(changed).toMatchObject({ documents: 2, added: 1, updated: 1, removed: 1, unchanged: 0 })
    expect(changed).toMatchObject({ failed: [{ file: 'broken.txt', reason: expect.stringMatching(/。/) }] })

    expect(await index(own)).toMatchObject({ documents: 2, added: 0, updated: 0, removed: 0, unchanged: 2 })
  })

  test('is not used for another folder of reports: the message names --index', async () => {
    await using own = await temporaryFolder()
    await own.write({ 'reports/other.txt': '别处的一份报告。\n' })
    const { code, stdout, stderr } = await run([
      'ask',
      '你好',
      '--reports',
      own.at('reports'),
      '--index',
      folder.at('index'),
    ])
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(linesOf(stderr)).toHaveLength(1)
    expect(stderr).toContain('--index')
  })
})

describe('without a usable model', () => {
  test.each([
    ['is missing', async () => {}],
    [
      'is damaged',
      async (model: string) => {
        await cp(MODEL, model, { recursive: true })
        await writeFile(path.join(model, 'tokenizer.json'), '{}')
      },
    ],
  ])('one that %s is told in one line, and words and figures answer', async (_, prepare) => {
    await using own = await temporaryFolder()
    await own.write(TWO_BULLETINS)
    await prepare(own.at('model'))

    const { code, stdout, stderr } = await run(['ask', '绵阳市2024年GDP增速', ...foldersOf(own)], {
      settings: { MODEL_DIR: own.at('model') },
    })

    expect(code).toBe(0)
    expect(linesOf(stdout)[1]).toBe('6.8%')
    expect(linesOf(stderr)).toEqual([expect.stringContaining('MODEL_DIR')])
  })
})

describe('what the operator can mend is said in Chinese and exits with 1', () => {
  test.each<[string, { args: readonly string[]; options?: RunOptions; message: RegExp }]>([
    [
      'wrong settings',
      {
        args: ['index'],
        options: { settings: { PORT: '99999', ADMIN_IDS: 'me' } },
        message: /ADMIN_IDS.*PORT.*（CONFIG）\n$/,
      },
    ],
    [
      'a folder that is not there',
      { args: ['index', '--reports', 'absent', '--index', 'unused'], message: /absent.*（INPUT）\n$/ },
    ],
    ['a file that is not there', { args: ['inspect', 'absent.txt'], message: /absent\.txt.*（REPORT）\n$/ }],
    ['a question that is left out', { args: ['ask'], message: /请写上问题/ }],
  ])('%s', async (_, { args, options, message }) => {
    const { code, stdout, stderr } = await run(args, { ...options, cwd: folder.path })
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toMatch(message)
    expect(stderr).not.toMatch(/^\s+at /m)
  })

  test.each([
    ['an unknown command', ['frobnicate'], '没有这个命令'],
    ['an unknown option', ['ask', '--jsn', '你好'], '没有选项 --jsn\n（是不是 --json？）'],
    ['a question that the shell has split', ['ask', '绵阳市', '2024年GDP'], 'ask 后面多写了东西'],
    ['a number that is none', ['search', '你好', '--top', 'ten'], '“ten”'],
  ])('%s', async (_, args, message) => {
    const { code, stdout, stderr } = await run(args)
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toContain(message)
    expect(stderr).not.toMatch(/error|argument/)
  })
})

/** Settings that serve the shared folder. */
const servingSettings = () => ({
  REPORTS_DIR: folder.at('reports'),
  INDEX_DIR: folder.at('index'),
  STATE_DIR: folder.at('state'),
})

describe('start', () => {
  test('serves the page until SIGTERM, then ends with 0', async () => {
    const child = startCommand(['start'], { settings: { ...servingSettings(), PORT: '0' } })
    const ended = finished(child)
    const address = await addressSaid(child.stdout)

    const health = await fetch(new URL('/healthz', address))
    expect(health.status).toBe(200)
    child.kill('SIGTERM')

    const { code, stdout, stderr } = await ended
    expect(code).toBe(0)
    expect(stdout).toContain('@BotFather')
    expect(linesOf(stderr).map((line) => JSON.parse(line).msg)).toEqual(
      expect.arrayContaining(['page.opened', 'page.closed']),
    )
    await expect(fetch(new URL('/healthz', address))).rejects.toThrow('fetch failed')
  })

  test('names the port that is taken', async () => {
    const squatter = createServer().listen(0, '127.0.0.1')
    await once(squatter, 'listening')
    const { port } = squatter.address() as AddressInfo
    const { code, stderr } = await run([], { settings: { ...servingSettings(), PORT: String(port) } })
    squatter.close()
    expect(code).toBe(1)
    expect(stderr).toMatch(new RegExp(`端口 ${port} .*PORT.*（SERVE）\\n$`))
  })
})

test('--help names every command in Chinese', async () => {
  const { code, stdout } = await run(['--help'])
  expect(code).toBe(0)
  for (const name of ['start', 'index', 'ask', 'search', 'inspect', 'evaluate']) {
    expect(stdout).toMatch(new RegExp(`^ +${name}\\b.* {2,}\\p{Script=Han}`, 'mu'))
  }
  expect(stdout).not.toMatch(/Usage|Options|Commands|default/)
})

/** The address in what the program says when it is ready. */
async function addressSaid(output: NodeJS.ReadableStream | null): Promise<string> {
  if (output === null) throw new Error('the program has no standard output')
  for await (const line of createInterface({ input: output })) {
    const address = /http:\/\/\S+/.exec(line)?.[0]
    if (address !== undefined) return address
  }
  throw new Error('the program ended without naming its address')
}
