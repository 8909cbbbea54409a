import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Embedder } from '../../src/embedding/embedder.ts'
import { dot } from '../../src/embedding/similarity.ts'

/** A question, and passages from the nearest to the farthest. */
export interface GradedList {
  readonly question: string
  readonly passages: readonly string[]
}

/** What every Embedder must do. `graded` holds what this one can be asked to tell apart. */
export function embedderContract(
  name: string,
  options: { create(): Promise<Embedder>; graded: readonly GradedList[] },
) {
  describe(`${name} keeps the promises of an Embedder`, () => {
    let embedder: Embedder
    beforeAll(async () => {
      embedder = await options.create()
    })
    afterAll(() => embedder.close())

    test('it names its model', () => {
      expect(embedder.modelId).toMatch(/\S/)
    })

    test.each(HOSTILE)('%s gives a unit vector of the promised length', async (_, text) => {
      expect(faultOf(await embedder.embed(text), embedder.dimensions)).toBeUndefined()
    })

    test('any string gives a unit vector', async () => {
      const text = fc.oneof(
        fc.string({ unit: 'binary', maxLength: 60 }),
        fc.string({ unit: 'grapheme', maxLength: 60 }),
      )
      await fc.assert(
        fc.asyncProperty(text, async (any) => {
          expect(faultOf(await embedder.embed(any), embedder.dimensions)).toBeUndefined()
        }),
        { numRuns: 40 },
      )
    })

    test('a text has the same vector whatever was embedded before and beside it', async () => {
      const text = '全年粮食总产量1200万吨，比上年增长2.1%。'
      const first = await embedder.embed(text)
      const beside = await Promise.all(['短', '长'.repeat(700), text, text, ''].map((other) => embedder.embed(other)))

      expect(await embedder.embed(text)).toEqual(first)
      expect(beside[2]).toEqual(first)
      expect(beside[3]).toEqual(first)
    })

    test('a vector stays as it was while others are computed', async () => {
      const vector = await embedder.embed('第一段')
      const copy = vector.slice()
      await embedder.embed('另外一段完全不同的文字')
      expect(vector).toEqual(copy)
    })

    test.each(options.graded)('$question is nearest to what answers it', async ({ question, passages }) => {
      const asked = await embedder.embed(question, 'query')
      const scores: number[] = []
      for (const passage of passages) scores.push(dot(asked, await embedder.embed(passage, 'passage')))
      expect(scores).toEqual(scores.toSorted((a, b) => b - a))
    })

    test('it may be closed twice', async () => {
      const other = await options.create()
      await other.close()
      await expect(other.close()).resolves.toBeUndefined()
    })
  })
}

const HOSTILE: [string, string][] = [
  ['an empty text', ''],
  ['a text of blanks', ' \u3000\n\t'],
  ['control characters', '\u0000\u0007\u200b\ufeff\ufffd'],
  ['the first half of a surrogate pair', '增长\ud83d'],
  ['the second half of a surrogate pair', '\ude00增长'],
  ['characters beyond the basic plane', '𠮷野家😀👨‍👩‍👧'],
  ['the names of special tokens', '[CLS][SEP] [MASK] [PAD] [UNK]'],
  ['ten thousand characters without a stop', '增'.repeat(10_000)],
  ['one Latin word of a million letters', 'a'.repeat(1_000_000)],
  ['a character that NFKC makes eighteen of', '\ufdfa'.repeat(500)],
  ['a million combining marks', `e${'\u0301'.repeat(1_000_000)}`],
]

/** A vector of its own memory: a view on a larger array would take all of it to another thread. */
function faultOf(vector: Float32Array, dimensions: number): string | undefined {
  const length = Math.sqrt(dot(vector, vector))
  if (vector.length !== dimensions) return `${vector.length} dimensions`
  if (vector.buffer.byteLength !== dimensions * 4) return `a view on ${vector.buffer.byteLength} bytes`
  return Math.abs(length - 1) < 1e-5 ? undefined : `length ${length}`
}
