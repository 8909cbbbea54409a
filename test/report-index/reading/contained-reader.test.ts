import { readFileSync } from 'node:fs'
import { afterEach, describe, expect, test } from 'vitest'
import { ReportError, ReportUnavailableError } from '../../../src/errors.ts'
import type { ContainedReader } from '../../../src/report-index/reading/contained-reader.ts'
import { openContainedReader } from '../../../src/report-index/reading/contained-reader.ts'
import { READING_LIMITS } from '../../../src/report-index/reading/reading-child.ts'
import { createReportReader } from '../../../src/report-index/reading/report-reader.ts'
import { docxOf } from '../../support/docx.ts'
import { LEXICON_DIR, realLexicon } from '../../support/indexed-folder.ts'

const REPORT = { file: '公报.txt', bytes: Buffer.from('青禾县2023年公报\n\n2023年，青禾县粮食产量达到40.4万吨。\n') }

let reader: ContainedReader | undefined
afterEach(() => reader?.close())

function open(limits: Partial<typeof READING_LIMITS> = {}): ContainedReader {
  reader = openContainedReader(LEXICON_DIR, { ...READING_LIMITS, ...limits })
  return reader
}

/** A Word file with so many short paragraphs, whose tree takes a hundred times the room of the file. */
function manyParagraphs(count: number): Uint8Array {
  const words = Array.from({ length: count }, (_, at) => `<w:p><w:r><w:t>${(at * 7919) % 99_991}</w:t></w:r></w:p>`)
  return docxOf(words.join(''))
}

describe('reading in a process of its own', () => {
  test('gives what reading in this one gives', async () => {
    const [contained, own] = [open(), createReportReader(realLexicon())]
    expect(await contained.read(REPORT)).toEqual(await own.read(REPORT))
    expect(await contained.survey(REPORT)).toMatchObject({ title: '青禾县2023年公报', paragraphs: 1, figures: 1 })
  })

  test('refuses a file with the reason that reading it here gives', async () => {
    const damaged = open().read({ file: '坏.pdf', bytes: Buffer.from('%PDF-1.4 and nothing else') })
    await expect(damaged).rejects.toThrow(ReportError)
    await expect(damaged).rejects.toThrow('PDF 文件已损坏')
  })

  test('ends a file that takes more of the processor than it may have, and reads the next', async () => {
    const hurried = open({ milliseconds: 400, millisecondsPerMegabyte: 0, patience: 50 })
    const long = hurried.read({ file: '长.docx', bytes: manyParagraphs(200_000) })
    await expect(long).rejects.toThrow('读取超过 0 秒')
    await expect(long).rejects.not.toThrow(ReportUnavailableError)
    await expect(hurried.read(REPORT)).resolves.toBeDefined()
  })

  test.skipIf(process.platform === 'win32')('finds no fault with a file where the process gets no turn', async () => {
    const stopped = open({ milliseconds: 30, patience: 10 })
    const reading = stopped.read(REPORT)
    await new Promise(setImmediate)
    process.kill(stopped.pid ?? 0, 'SIGSTOP')
    await expect(reading).rejects.toThrow(ReportUnavailableError)
  })

  test('reads a file again in another process where something else ended the first', async () => {
    const ended = open()
    await ended.read(REPORT)
    const { pid } = ended
    const reading = ended.read({ file: '长.docx', bytes: manyParagraphs(2000) })
    process.kill(pid ?? 0, 'SIGKILL')
    await expect(reading).resolves.toBeDefined()
    expect(ended.pid).not.toBe(pid)
  })

  test('does not start again for a file in work when it is closed', async () => {
    const closing = open()
    await closing.read(REPORT)
    const reading = closing.read({ file: '长.docx', bytes: manyParagraphs(2000) })
    await new Promise(setImmediate)
    closing.close()
    await expect(reading).rejects.toThrow(ReportUnavailableError)
    expect(closing.pid).toBeUndefined()
  })

  test('survives a file that takes more memory than there is, and reads the others', async () => {
    const contained = open({ heapMegabytes: 120 })
    const bomb = contained.read({ file: '炸弹.docx', bytes: manyParagraphs(200_000) })
    const next = contained.read(REPORT)
    await expect(bomb).rejects.toThrow('内存不足')
    await expect(next).resolves.toBeDefined()
  })

  test.runIf(process.platform === 'linux')('bounds memory outside the heap, and knows no secret', async () => {
    process.env['BOT_TOKEN'] = '123456:secret'
    const contained = open()
    await contained.read(REPORT)
    const { pid } = contained
    const limits = readFileSync(`/proc/${pid}/limits`, 'utf8')
    expect(limits).toMatch(new RegExp(`Max data size\\s+${READING_LIMITS.memoryMegabytes * 1024 * 1024}\\s`))
    expect(readFileSync(`/proc/${pid}/environ`, 'utf8')).not.toContain('123456:secret')
    delete process.env['BOT_TOKEN']
  })

  test('an end between two files goes unnoticed', async () => {
    const contained = open()
    await contained.read(REPORT)
    const { pid } = contained
    contained.close()
    await expect(contained.read(REPORT)).resolves.toBeDefined()
    expect(contained.pid).not.toBe(pid)
  })
})
