import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Answer } from '../../src/answer/answer.ts'
import { createAnswerer } from '../../src/answer/create-answerer.ts'
import type { Draft, Fragment } from '../../src/chat/draft.ts'
import { draft, echo, nameOf, say, textOf, toMessage } from '../../src/chat/draft.ts'
import { guard, storedIn } from '../../src/chat/guard.ts'
import type { Stored } from '../../src/chat/guard.ts'
import { renderAnswer } from '../../src/chat/render-answer.ts'
import { renderPassage } from '../../src/chat/render-passage.ts'
import { fakeEmbedder } from '../support/fake-embedder.ts'
import { countingModel, createIndexedFolder, realLexicon, report } from '../support/indexed-folder.ts'
import type { IndexedFolder } from '../support/indexed-folder.ts'

let folder: IndexedFolder
let stored: Stored
let answer: Answer
let sound: Draft

beforeAll(async () => {
  folder = createIndexedFolder()
  const lines = [
    '2023年，凤阳县固定资产投资同比增长9.8%。2024年，凤阳县固定资产投资同比增长12.6%，高于全市4.1个百分点。',
    '2024年，凤阳县粮食产量达到41.7万吨。',
  ]
  folder.write('bulletin.md', report('凤阳县2024年统计公报', ...lines))
  await folder.index(countingModel())
  stored = storedIn(folder.open())
  const answerer = createAnswerer({ index: folder.open(), embedder: fakeEmbedder(), lexicon: realLexicon() })
  answer = (await answerer.answer('凤阳县2024年固定资产投资增长多少')).answer
  sound = renderAnswer(answer, 1)
})
afterAll(() => folder.dispose())

/** The draft with the `at`th fragment of that kind changed. */
function changed<K extends Fragment['kind']>(
  kind: K,
  change: (fragment: Extract<Fragment, { kind: K }>) => Fragment,
  which = 0,
): Draft {
  let seen = 0
  const fragments = sound.fragments.map((fragment) =>
    fragment.kind === kind && seen++ === which ? change(fragment as Extract<Fragment, { kind: K }>) : fragment,
  )
  expect(seen).toBeGreaterThan(which)
  return { ...sound, fragments }
}

/** The text with one character replaced by another one. */
const oneOther = (text: string) =>
  fc
    .tuple(fc.nat(text.length - 1), fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }))
    .map(([at, other]) => text.slice(0, at) + other + text.slice(at + 1))
    .filter((other) => other !== text)

const kindOf = (guarded: Draft) => guard(guarded, stored).kind

describe('the guard', () => {
  test('lets an answer pass as it is', () => {
    expect(guard(sound, stored)).toEqual({ kind: 'sound', message: toMessage(sound) })
    expect(toMessage(sound).text).toContain('12.6%')
  })

  test('refuses a quotation with any one character changed', () => {
    const exact = answer.kind === 'quoted' ? (answer.quotes[0]?.exact ?? '') : ''
    fc.assert(
      fc.property(oneOther(exact), (other) => {
        const draftWith = changed('quotation', ({ quote }) => ({
          kind: 'quotation',
          quote: { ...quote, exact: other },
        }))
        expect(kindOf(draftWith)).toBe('unsound')
      }),
    )
  })

  test('refuses a figure with any one character changed', () => {
    fc.assert(
      fc.property(oneOther('12.6%'), (text) => {
        const draftWith = changed('figure', ({ observation, quote }) => ({
          kind: 'figure',
          quote,
          observation: { ...observation, text },
        }))
        expect(kindOf(draftWith)).toBe('unsound')
      }),
    )
  })

  test('refuses a slot with any one character changed, even to what stands elsewhere in the paragraph', () => {
    const slots = sound.fragments.filter((fragment) => fragment.kind === 'slot')
    expect(slots.map(textOf)).toEqual(['固定资产投资', '凤阳县', '2024年'])
    for (const [which, { text }] of slots.entries()) {
      fc.assert(
        fc.property(fc.oneof(oneOther(text), fc.constant('2023年'), fc.constant('全市')), (other) => {
          expect(kindOf(changed('slot', (slot) => ({ ...slot, text: other }), which))).toBe('unsound')
        }),
      )
    }
  })

  test('refuses another place of a quotation, and a figure outside of it', () => {
    const shifted = changed('quotation', ({ quote }) => ({
      kind: 'quotation',
      quote: { ...quote, start: quote.start + 1 },
    }))
    const outside = changed('figure', ({ observation, quote }) => ({
      kind: 'figure',
      observation,
      quote: { ...quote, start: observation.end },
    }))
    expect([kindOf(shifted), kindOf(outside)]).toEqual(['unsound', 'unsound'])
  })

  test('refuses a source that is not that of the quotation', () => {
    const other = changed('source', ({ quote }) => ({
      kind: 'source',
      quote: { ...quote, source: { ...quote.source, article: '凤阳县2025年统计公报' } },
    }))
    expect(kindOf(other)).toBe('unsound')
  })

  test('refuses any digit in the wording, of every script', () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom('0', '1', '7', '９', '٣', '५'), fc.string(), (before, digit, after) => {
        const words: Fragment = { kind: 'words', text: before + digit + after }
        expect(kindOf(draft([...sound.fragments, words]))).toBe('unsound')
      }),
    )
  })

  test('lets counts, echoes, names and other wording pass', () => {
    const around = say`共${3}份：${echo('2024年')}，${nameOf('第2号文件')}\n`
    expect(kindOf(draft([...around, ...sound.fragments]))).toBe('sound')
  })

  test('refuses a message that is longer than a channel takes', () => {
    expect(kindOf(draft(say`${echo('字'.repeat(4096))}`))).toBe('sound')
    expect(kindOf(draft(say`${echo('字'.repeat(4097))}`))).toBe('unsound')
  })

  test('looks at every part of a table as at the text', () => {
    const figure = sound.fragments.find((fragment) => fragment.kind === 'figure')
    if (figure?.kind !== 'figure') throw new Error('the answer has no figure')
    const changedFigure: Fragment = { ...figure, observation: { ...figure.observation, text: '12.7%' } }
    const table = { head: say`共${1}条`, columns: [say`数字`], rows: [[[figure]]] }
    expect(kindOf({ ...sound, table })).toBe('sound')
    expect(kindOf({ ...sound, table: { ...table, rows: [[[figure]], [[changedFigure]]] } })).toBe('unsound')
    expect(kindOf({ ...sound, table: { ...table, head: say`共2条` } })).toBe('unsound')
    expect(kindOf({ ...sound, table: { ...table, columns: [say`2024年`] } })).toBe('unsound')
  })

  test('refuses everything that was taken from a paragraph that is gone', () => {
    const gone: Stored = { passage: () => undefined, observations: () => [] }
    for (const fragment of sound.fragments.filter(({ kind }) => kind !== 'words')) {
      expect(guard(draft([fragment]), gone).kind).toBe('unsound')
    }
  })

  test('refuses surroundings with any one character changed', () => {
    const quote = answer.kind === 'quoted' ? answer.quotes[0] : undefined
    const passage = stored.passage(quote?.paragraphId ?? '')
    if (passage === undefined) throw new Error('the answer has no passage')
    const view = { passage, figure: { start: 0, end: 5 }, before: undefined, after: undefined }
    expect(guard(renderPassage({ ...view, position: { number: 1, total: 2 } }), stored).kind).toBe('sound')
    const own = { paragraphId: passage.id, documentId: passage.document.id }
    const shown: Fragment = { kind: 'passage', text: `${passage.text}吗`, ...own }
    expect(guard(draft([shown]), stored).kind).toBe('unsound')
  })
})
