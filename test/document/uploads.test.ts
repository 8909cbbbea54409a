import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { describeReport } from '../../src/document/describe-report.ts'
import { parseMetadata } from '../../src/document/metadata.ts'
import { listReportFiles } from '../../src/document/report-files.ts'
import { createUploads, isUpload } from '../../src/document/uploads.ts'
import type { Uploads } from '../../src/document/uploads.ts'
import { ReportError } from '../../src/errors.ts'

let dir: string
let uploads: Uploads
beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'uploads-'))
  uploads = createUploads(dir)
})
afterEach(() => rmSync(dir, { recursive: true }))

const bytes = (text: string) => new TextEncoder().encode(text)
const stage = (name: string, text: string) => uploads.stage(uploads.receive(name, bytes(text)))
const everything = () => readdirSync(dir, { recursive: true, encoding: 'utf8' }).toSorted()
const reports = async () => (await listReportFiles(dir)).map(({ file }) => file)

/** Names that a sender may choose, to write elsewhere, to be hidden, to be run, or to confuse who reads them. */
const HOSTILE = [
  '../escape.txt',
  '../../../../etc/cron.d/job.txt',
  '..\\..\\escape.txt',
  '/etc/passwd',
  '/abs/report.txt',
  'C:\\Windows\\report.txt',
  '\\\\server\\share\\report.txt',
  'report.txt\u0000.exe',
  '\u0000',
  '字'.repeat(100) + '.txt',
  '长'.repeat(5000),
  'a'.repeat(300) + '.txt',
  'report\u202Etxt.exe',
  '\u202E\u2066\u200F',
  'zero\u200Bwidth\uFEFF.txt',
  'lone\uD83D.txt',
  '.env',
  '.gitignore',
  '.',
  '..',
  '...',
  './.',
  '/',
  '//',
  '\\',
  '',
  ' ',
  ' .txt',
  '.txt ',
  'CON',
  'NUL.txt',
  'COM1.txt',
  'aux.',
  'report.txt:stream',
  'report.txt.',
  '%2e%2e%2fescape.txt',
  '..%2f..%2fescape.txt',
  '%00.txt',
  'a\nb.txt',
  'a\r\nb: c.txt',
  '\u001B[2J.txt',
  'title: x\nplace: y.txt',
  '"quoted".txt',
  "it's.txt",
  '$(reboot).txt',
  '`reboot`.txt',
  '; rm -rf .txt',
  '| cat.txt',
  '-rf.txt',
  '*.txt',
  '<b>粗体</b>.txt',
  '__proto__.txt',
  'report.meta.yaml',
  'x.TXT',
  'x.t/xt',
  'x.superlongextension',
  '~/report.txt',
  'README.md',
]

describe('a file with a hostile name', () => {
  test('is among more than fifty', () => expect(new Set(HOSTILE).size).toBeGreaterThan(50))

  test.each(HOSTILE)('%j is kept as its hash below the folder of uploads, and shown on one line', async (name) => {
    const upload = await stage(name, '某县粮食产量12.5万吨。')
    await uploads.accept(upload)

    const left = everything().filter((file) => !['uploads', 'uploads/.pending'].includes(file))
    expect(left).toEqual([`uploads/${upload.name}`, `uploads/${upload.name}.meta.yaml`])
    expect(upload.name).toMatch(/^[\da-f]{64}\.[a-z\d]{1,5}$/)
    expect(readdirSync(path.dirname(dir))).not.toContain('escape.txt')
    expect(upload.originalName).toMatch(/^[^\p{Cc}\p{Cf}\p{Cs}/\\]{1,100}$/u)
    const metadata = readFileSync(path.join(dir, 'uploads', `${upload.name}.meta.yaml`), 'utf8')
    expect(parseMetadata('x', metadata)).toEqual({ originalName: upload.originalName })
  })
})

describe('a file that was sent', () => {
  test('is no report until it is accepted, and can be deleted before', async () => {
    const [kept, dropped] = [await stage('a.txt', '甲'), await stage('b.txt', '乙')]
    expect(await reports()).toEqual([])
    expect(new Set((await uploads.pending()).map(({ originalName }) => originalName))).toEqual(
      new Set(['a.txt', 'b.txt']),
    )

    await uploads.accept(kept)
    await uploads.discard(dropped)

    expect(await uploads.pending()).toEqual([])
    expect(await reports()).toEqual([`uploads/${kept.name}`])
  })

  test('is one file however often and under whatever name it comes', async () => {
    await stage('a.txt', '甲')
    await stage('b.txt', '甲')
    expect(await uploads.pending()).toEqual([expect.objectContaining({ originalName: 'b.txt' })])
  })

  test('keeps what is stated about it', async () => {
    const upload = await stage('a.txt', '甲')
    await uploads.describe(upload, { date: '2025-03' })
    await uploads.describe(upload, { title: '简报: 第1期 # 一' })
    expect(parseMetadata('x', (await uploads.read(upload)).metadata ?? '')).toEqual({
      originalName: 'a.txt',
      date: '2025-03',
      title: '简报: 第1期 # 一',
    })
  })

  test('is taken away into a hidden folder, from which it can be fetched back', async () => {
    const upload = await stage('a.txt', '甲')
    await uploads.accept(upload)
    expect(await uploads.remove(`uploads/${upload.name}`)).toBe(true)
    expect(await reports()).toEqual([])
    expect(everything()).toContain(`uploads/.removed/${upload.name}`)
    expect(await uploads.remove(`uploads/${upload.name}`)).toBe(false)
  })

  test.each(['bulletin.txt', '../x.txt', 'uploads/mine.txt', `uploads/../${'a'.repeat(64)}.txt`, 'uploads/.pending'])(
    'and no other is taken away: %s',
    async (file) => {
      writeFileSync(path.join(dir, 'bulletin.txt'), '甲')
      expect(isUpload(file)).toBe(false)
      expect(await uploads.remove(file)).toBe(false)
      expect(everything()).toEqual(['bulletin.txt'])
    },
  )

  test('cannot be kept where a file stands in the way of the folder', async () => {
    writeFileSync(path.join(dir, 'uploads'), '')
    await expect(stage('a.txt', '甲')).rejects.toThrow(/无法写入报告文件夹/)
  })
})

describe('what an admin states about a report', () => {
  test('is written beside it, and leaves comments and other fields', async () => {
    writeFileSync(path.join(dir, 'a.txt'), '甲')
    writeFileSync(path.join(dir, 'a.meta.yaml'), '# 来自档案室\nshelf: 3\ntitle: 旧题 # 待改\n')
    await describeReport(dir, 'a.txt', { title: '新题' })
    await describeReport(dir, 'a.txt', { place: '某县' })
    expect(readFileSync(path.join(dir, 'a.meta.yaml'), 'utf8')).toBe(
      '# 来自档案室\nshelf: 3\ntitle: 新题 # 待改\nplace: 某县\n',
    )
    expect(everything()).toEqual(['a.meta.yaml', 'a.txt'])
  })

  test('is refused where the metadata there cannot be read, which stays as it is', async () => {
    writeFileSync(path.join(dir, 'a.txt'), '甲')
    writeFileSync(path.join(dir, 'a.txt.meta.yaml'), 'title: [')
    await expect(describeReport(dir, 'a.txt', { title: '新题' })).rejects.toThrow(ReportError)
    expect(readFileSync(path.join(dir, 'a.txt.meta.yaml'), 'utf8')).toBe('title: [')
  })

  test('is refused for what is no file of the folder, as a report in an archive', async () => {
    await mkdir(path.join(dir, 'folder'))
    for (const file of ['gone.txt', 'folder', 'a.zip/inner.txt']) {
      await expect(describeReport(dir, file, { title: '新题' })).rejects.toThrow(ReportError)
    }
  })
})
