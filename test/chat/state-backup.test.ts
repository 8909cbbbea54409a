import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openChatState } from '../../src/chat/chat-state.ts'
import { backUpState, restoreState, useState } from '../../src/chat/state-backup.ts'
import { StateError } from '../../src/errors.ts'
import { askIn, keepWrong, questionsIn } from '../support/kept-questions.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'backup-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const at = (name: string) => path.join(folder, name)
const stateDir = () => at('state')

const ask = (question: string) => askIn(at('state/state.db'), question)

describe('a backup', () => {
  test('holds what was written a moment ago, while it is still being written', async () => {
    const state = openChatState(at('state/state.db'))
    for (const question of ['one', 'two']) keepWrong(state, question)
    await backUpState(stateDir(), at('saved.db'))
    state.close()
    expect(questionsIn(at('saved.db'))).toEqual(['two', 'one'])
    expect(readdirSync(folder).toSorted()).toEqual(['saved.db', 'state'])
  })

  test('is not written over another file, below one, or of nothing', async () => {
    await expect(backUpState(stateDir(), at('saved.db'))).rejects.toThrow(/还没有可备份的状态.*STATE_DIR/)
    ask('one')
    writeFileSync(at('saved.db'), 'mine')
    await expect(backUpState(stateDir(), at('saved.db/inside.db'))).rejects.toThrow(/写不进去/)
    await expect(backUpState(stateDir(), at('saved.db'))).rejects.toThrow(/已经存在.*--to/)
    expect(readFileSync(at('saved.db'), 'utf8')).toBe('mine')
  })
})

describe('restoring', () => {
  test('brings back a backup into an empty folder, and over a damaged state, which is kept', async () => {
    ask('one')
    await backUpState(stateDir(), at('saved.db'))
    rmSync(stateDir(), { recursive: true })
    expect(await restoreState(at('saved.db'), stateDir())).toBeUndefined()
    expect(questionsIn(at('state/state.db'))).toEqual(['one'])
    writeFileSync(at('state/state.db'), 'damaged')
    const aside = await restoreState(at('saved.db'), stateDir())
    expect(readFileSync(aside ?? '', 'utf8')).toBe('damaged')
    expect(questionsIn(at('state/state.db'))).toEqual(['one'])
  })

  test('is refused while any bot uses the state, and a bot is refused meanwhile', async () => {
    ask('one')
    await backUpState(stateDir(), at('saved.db'))
    const bots = [useState(stateDir()), useState(stateDir())]
    bots[0]?.release()
    await expect(restoreState(at('saved.db'), stateDir())).rejects.toThrow(/先停止/)
    bots[1]?.release()
    const restoring = restoreState(at('saved.db'), stateDir())
    expect(() => useState(stateDir())).toThrow(StateError)
    await restoring
    useState(stateDir()).release()
  })

  test.each([
    ['that is missing', 'missing.db', /找不到备份文件/],
    ['that is a text', 'text.db', /不是完好的状态备份/],
    ['that is empty', 'empty.db', /不是完好的状态备份/],
    ['that was cut', 'cut.db', /不是完好的状态备份/],
    ['of a newer program', 'newer.db', /先升级/],
  ])('a backup %s is refused, and the state is left alone', async (_, name, reason) => {
    ask('one')
    await backUpState(stateDir(), at('saved.db'))
    const bytes = readFileSync(at('saved.db'))
    writeFileSync(at('text.db'), 'a text '.repeat(1000))
    writeFileSync(at('empty.db'), '')
    writeFileSync(at('cut.db'), bytes.subarray(0, bytes.length / 2))
    bytes.writeUInt32BE(99, 60)
    writeFileSync(at('newer.db'), bytes)
    const before = readdirSync(stateDir())

    await expect(restoreState(at(name), stateDir())).rejects.toThrow(reason)
    expect(readdirSync(stateDir())).toEqual(before)
    expect(questionsIn(at('state/state.db'))).toEqual(['one'])
  })
})

test('a state folder that cannot be used is one sentence', () => {
  writeFileSync(at('file'), '')
  expect(() => useState(at('file/state'))).toThrow(/写不进去.*STATE_DIR/)
})
