import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { prepareText, readModelFolder } from '../../src/embedding/model-folder.ts'
import { ModelError } from '../../src/errors.ts'
import { MODEL_DIR } from '../support/model.ts'

const WEIGHTS = 'onnx/model_quantized.onnx'
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

/** A model folder in small: the checks ask for checksums, not for a model. */
const CONTENT = Object.fromEntries(
  ['config.json', 'tokenizer.json', 'tokenizer_config.json', WEIGHTS].map((file) => [
    file,
    Buffer.from(file.repeat(9)),
  ]),
)
const SOUND = {
  ...JSON.parse(readFileSync(path.join(MODEL_DIR, 'model.json'), 'utf8')),
  files: Object.fromEntries(Object.entries(CONTENT).map(([file, bytes]) => [file, sha256(bytes)])),
}

let parent: string
let folder: string
beforeAll(() => {
  parent = mkdtempSync(path.join(tmpdir(), 'model-'))
  folder = path.join(parent, 'model')
})
beforeEach(() => {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(path.join(folder, 'onnx'), { recursive: true })
  for (const [file, bytes] of Object.entries(CONTENT)) writeFileSync(path.join(folder, file), bytes)
  say({})
})
afterAll(() => rmSync(parent, { recursive: true }))

function say(change: object) {
  writeFileSync(path.join(folder, 'model.json'), JSON.stringify({ ...SOUND, ...change }))
}

async function refusal(): Promise<string> {
  const error: unknown = await readModelFolder(folder).then(
    () => new Error('it was taken'),
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(ModelError)
  return error instanceof Error ? error.message : ''
}

async function idOf(change: object): Promise<string> {
  say(change)
  return (await readModelFolder(folder)).modelId
}

function fileInPlaceOfFolder() {
  rmSync(folder, { recursive: true })
  writeFileSync(folder, '')
}

function folderInPlaceOfFile() {
  rmSync(path.join(folder, 'config.json'))
  mkdirSync(path.join(folder, 'config.json'))
}

function flipByte(file: string, at: number) {
  const bytes = readFileSync(file)
  bytes[at] = (bytes[at] ?? 0) ^ 1
  writeFileSync(file, bytes)
}

describe('the committed model', () => {
  test('is whole, and lists the checksums it was delivered with', async () => {
    const model = await readModelFolder(MODEL_DIR)
    const delivered = readFileSync(path.join(MODEL_DIR, 'SHA256SUMS'), 'utf8').trim().split('\n')
    expect(Object.entries(model.files).map(([file, sum]) => `${sum}  ${file}`)).toEqual(delivered)
    expect(model.modelId).toMatch(/^bge-small-zh-v1\.5@[\da-f]{12}$/)
  })

  test('has no prefix and takes letters and digits in their plain form', async () => {
    const model = await readModelFolder(MODEL_DIR)
    expect(prepareText(model, '人均ＧＤＰ　１７.４％', 'query')).toBe('人均gdp 17.4%')
    expect(prepareText(model, 'R&D', 'passage')).toBe('r&d')
  })
})

describe('a damaged model is refused in one line that says what to do', () => {
  test.each<[string, () => void, string]>([
    ['an absent folder', () => rmSync(folder, { recursive: true }), '模型文件夹不存在'],
    ['a file in place of the folder', fileInPlaceOfFolder, '模型文件夹不存在'],
    ['no model.json', () => rmSync(path.join(folder, 'model.json')), '没有可读的 model.json'],
    ['no weights', () => rmSync(path.join(folder, WEIGHTS)), '缺少文件'],
    ['no tokenizer', () => rmSync(path.join(folder, 'tokenizer.json')), '缺少文件'],
    ['weights a byte short', () => truncateSync(path.join(folder, WEIGHTS), 100), '校验和不符'],
    ['an empty configuration', () => truncateSync(path.join(folder, 'config.json'), 0), '校验和不符'],
    ['weights with a changed byte', () => flipByte(path.join(folder, WEIGHTS), 50), '校验和不符'],
    ['a tokenizer with a changed byte', () => flipByte(path.join(folder, 'tokenizer.json'), 0), '校验和不符'],
    ['a folder in place of a file', folderInPlaceOfFile, '缺少文件或无法读取'],
  ])('%s', async (_, damage, reason) => {
    damage()
    const message = await refusal()
    expect(message).toContain(reason)
    expect(message).toContain('MODEL_DIR')
    expect(message.split('\n')).toHaveLength(1)
  })
})

describe('a malformed model.json is refused, naming every wrong field', () => {
  test.each([
    ['nothing', ''],
    ['half of it', JSON.stringify(SOUND).slice(0, 100)],
    ['a list', '[]'],
    ['null', 'null'],
  ])('%s', async (_, text) => {
    writeFileSync(path.join(folder, 'model.json'), text)
    expect(await refusal()).toContain('不是 JSON 对象')
  })

  test.each<[string, object]>([
    ['id', { id: '' }],
    ['id', { id: '../elsewhere' }],
    ['dimensions', { dimensions: 0 }],
    ['dimensions', { dimensions: '512' }],
    ['maxTokens', { maxTokens: 2 }],
    ['maxCharacters', { maxCharacters: 1.5 }],
    ['dtype', { dtype: 'toString' }],
    ['pooling', { pooling: 'max' }],
    ['normalize', { normalize: false }],
    ['prefix', { prefix: { query: '' } }],
    ['preprocessing', { preprocessing: ['NFD'] }],
    ['preprocessing', { preprocessing: null }],
    ['files', { files: {} }],
    ['files', { files: { ...SOUND.files, '../secret': SOUND.files['config.json'] } }],
    ['files', { files: { ...SOUND.files, 'config.json': 'abc' } }],
    ['files', { dtype: 'fp32' }],
  ])('a wrong %s', async (field, change) => {
    say(change)
    expect(await refusal()).toContain(`有误：${field} `)
  })

  test('two wrong fields', async () => {
    say({ dimensions: -1, pooling: undefined })
    expect(await refusal()).toMatch(/dimensions 应为正整数；pooling 应为/)
  })
})

describe('the name of a model', () => {
  test.each<[string, object]>([
    ['preprocessing', { preprocessing: ['NFKC'] }],
    ['prefix', { prefix: { query: '查询：', passage: '' } }],
    ['pooling', { pooling: 'mean' }],
    ['name', { id: 'another' }],
  ])('changes with its %s, since its vectors do', async (_, change) => {
    expect(await idOf(change)).not.toBe(await idOf({}))
  })

  test('changes with its weights', async () => {
    const before = await idOf({})
    const weights = Buffer.from('other weights')
    writeFileSync(path.join(folder, WEIGHTS), weights)
    expect(await idOf({ files: { ...SOUND.files, [WEIGHTS]: sha256(weights) } })).not.toBe(before)
  })

  test('stays with the order of its files and the size of its windows', async () => {
    const files = Object.fromEntries(Object.entries(SOUND.files).toReversed())
    expect(await idOf({ files, maxCharacters: 300 })).toBe(await idOf({}))
  })
})
