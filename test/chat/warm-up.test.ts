import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Answerer } from '../../src/answer/answerer.ts'
import { settleIn, warmUp } from '../../src/chat/warm-up.ts'
import { IndexError } from '../../src/errors.ts'
import { countingModel, createIndexedFolder, report } from '../support/indexed-folder.ts'
import type { IndexedFolder } from '../support/indexed-folder.ts'
import { createRecordingLog } from '../support/recording-log.ts'

let folder: IndexedFolder
beforeEach(async () => {
  folder = createIndexedFolder()
  folder.write('a.md', report('奇台县2023年公报', '2023年，奇台县粮食产量达到91.7万吨。'))
  await folder.index(countingModel())
})
afterEach(() => {
  vi.useRealTimers()
  folder.dispose()
})

const never = async () => expect.unreachable()

/** Of which only the first look fails, where one is given; notes what it is asked. */
function answererFailing(first?: Error): Answerer & { readonly asked: string[] } {
  const asked: string[] = []
  let failure = first
  const take = async (question: string) => {
    asked.push(question)
    const error = failure
    failure = undefined
    if (error !== undefined) throw error
  }
  return {
    asked,
    search: async (question) => take(question).then(() => []),
    answer: async (question) => take(question).then(never),
    explain: never,
    status: never,
    close: never,
  }
}

const EXAMPLE = ['奇台县2023年粮食产量是多少？']

test('a sound index is loaded, and gives examples meanwhile', async () => {
  const build = vi.fn<() => Promise<void>>()
  const answerer = answererFailing()
  expect(await warmUp({ answerer, index: folder.open(), build })).toEqual(EXAMPLE)
  expect(answerer.asked).toHaveLength(1)
  expect(build).not.toHaveBeenCalled()
})

test('a damaged index is built anew, and examples are those of the new one', async () => {
  const build = async () => {
    folder.write('a.md', report('富蕴县2023年公报', '2023年，富蕴县粮食产量达到8.5万吨。'))
    await folder.index(countingModel())
  }
  const answerer = answererFailing(new IndexError('索引文件已损坏'))
  expect(await warmUp({ answerer, index: folder.open(), build })).toEqual(['富蕴县2023年粮食产量是多少？'])
  expect(answerer.asked).toHaveLength(2)
})

test('examples that cannot be read from a damaged index do not hinder that', async () => {
  let isDamaged = true
  const sound = folder.open()
  const index: typeof sound = {
    ...sound,
    read(use) {
      if (isDamaged) throw new IndexError('索引文件已损坏')
      return sound.read(use)
    },
  }
  const build = async () => {
    isDamaged = false
  }
  expect(await warmUp({ answerer: answererFailing(new IndexError('坏')), index, build })).toEqual(EXAMPLE)
})

test('what is no damage ends the start, and nothing is built', async () => {
  const build = vi.fn<() => Promise<void>>()
  const failure = new Error('the thread has died')
  await expect(warmUp({ answerer: answererFailing(failure), index: folder.open(), build })).rejects.toBe(failure)
  expect(build).not.toHaveBeenCalled()
})

test('what nobody waits for begins a second after the start, or never where the program ends before', async () => {
  vi.useFakeTimers()
  const { log, recorded } = createRecordingLog()
  const [stays, ends] = [answererFailing(new Error('no thread')), answererFailing()]
  const update = vi.fn<() => void>()
  settleIn({ answerer: stays, log }, update)
  settleIn({ answerer: ends, log }, update)()
  expect([...stays.asked, ...ends.asked]).toEqual([])
  await vi.advanceTimersByTimeAsync(1000)
  expect([stays.asked.length, ends.asked.length]).toEqual([1, 0])
  expect(update).toHaveBeenCalledTimes(1)
  expect(recorded.map(({ event }) => event)).toEqual(['warmup.failed'])
})
