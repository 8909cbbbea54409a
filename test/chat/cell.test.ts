import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createAnswerer } from '../../src/answer/create-answerer.ts'
import type { Draft, Fragment } from '../../src/chat/draft.ts'
import { toMessage } from '../../src/chat/draft.ts'
import { guard, storedIn } from '../../src/chat/guard.ts'
import type { Stored } from '../../src/chat/guard.ts'
import { renderAnswer } from '../../src/chat/render-answer.ts'
import { fakeEmbedder } from '../support/fake-embedder.ts'
import { countingModel, createIndexedFolder, realLexicon } from '../support/indexed-folder.ts'
import type { IndexedFolder } from '../support/indexed-folder.ts'

const TABLE = `2025年望海市一般公共预算收支总表,,
单位：亿元,,
科目,全市,市级
一、税收收入,96.7,43.8
二、非税收入,99.6,32.5
`

let folder: IndexedFolder
let stored: Stored
let sound: Draft

beforeAll(async () => {
  folder = createIndexedFolder()
  folder.write('budget.csv', TABLE)
  await folder.index(countingModel())
  stored = storedIn(folder.open())
  const answerer = createAnswerer({ index: folder.open(), embedder: fakeEmbedder(), lexicon: realLexicon() })
  sound = renderAnswer((await answerer.answer('望海市2025年市级税收收入多少')).answer, 1)
  await answerer.close()
})
afterAll(() => folder.dispose())

type CellFragment = Extract<Fragment, { readonly kind: 'cell' | 'table' }>

function isCell(fragment: Fragment): fragment is CellFragment {
  return fragment.kind === 'cell' || fragment.kind === 'table'
}

/** The draft with its cells changed. */
function withCells(change: (fragment: CellFragment) => CellFragment): Draft {
  return { ...sound, fragments: sound.fragments.map((each) => (isCell(each) ? change(each) : each)) }
}

describe('a figure of a table', () => {
  test('is quoted as its row, its column and itself, with the title and the unit of the table', () => {
    const guarded = guard(sound, stored)
    expect(guarded).toEqual({ kind: 'sound', message: toMessage(sound) })
    expect(toMessage(sound).text).toContain(
      '\n“一、税收收入 · 市级 = 43.8”\n（2025年望海市一般公共预算收支总表，单位：亿元）\n——',
    )
  })

  test.each<[string, (fragment: CellFragment) => CellFragment]>([
    ['row', (fragment) => ({ ...fragment, cell: { ...fragment.cell, row: '二、非税收入' } })],
    ['column', (fragment) => ({ ...fragment, cell: { ...fragment.cell, column: '全市' } })],
    ['title', (fragment) => ({ ...fragment, cell: { ...fragment.cell, title: '2024年望海市收支总表' } })],
    ['unit', (fragment) => ({ ...fragment, cell: { ...fragment.cell, unit: '单位：万元' } })],
    ['number', (fragment) => ({ ...fragment, figure: { ...fragment.figure, text: '43.9' } })],
  ])('is not shown with another %s', (_, change) => {
    expect(guard(withCells(change), stored).kind).toBe('unsound')
  })
})
