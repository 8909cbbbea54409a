import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { sentenceAround } from '../../src/answer/quote.ts'

function around(text: string, figure: string): string {
  const start = text.indexOf(figure)
  const { start: from, end } = sentenceAround(text, { start, end: start + figure.length })
  return text.slice(from, end)
}

test.each([
  ['春耕顺利。产量41.7万吨。冬藏充足。', '41.7万吨', '产量41.7万吨。'],
  ['“产量41.7万吨！”他说。', '41.7万吨', '“产量41.7万吨！”'],
  ['产量41.7万吨；单产3.2吨。', '3.2吨', '产量41.7万吨；单产3.2吨。'],
  ['产量41.7万吨', '41.7万吨', '产量41.7万吨'],
  ['丰收。 产量41.7万吨。 ', '41.7万吨', '产量41.7万吨。'],
])('in %j the sentence of %s is %j', (text, figure, sentence) => {
  expect(around(text, figure)).toBe(sentence)
})

test('a sentence that fills half a page is quoted from comma to comma', () => {
  const clause = '各乡镇因地制宜推进高标准农田建设，'
  const text = `${clause.repeat(60)}粮食产量达到41.7万吨，${clause.repeat(60)}成效明显。`
  const sentence = around(text, '41.7万吨')
  expect(sentence.length).toBeLessThan(700)
  expect(sentence).toMatch(/^各乡镇.*粮食产量达到41\.7万吨，.*建设，$/su)
})

test('the sentence of a figure always holds it, and stays short', () => {
  const text = fc.string({
    unit: fc.constantFrom('。', '，', '；', '产', '量', '1', ' ', '\u{20BB7}'),
    minLength: 1,
    maxLength: 3000,
  })
  fc.assert(
    fc.property(text, fc.nat(), fc.nat(20), (words, at, length) => {
      const start = at % words.length
      const end = Math.min(words.length, start + length)
      const sentence = sentenceAround(words, { start, end })
      const figure = words.slice(start, end)
      expect(words.slice(sentence.start, sentence.end)).toContain(figure.trim())
      expect(sentence.end - sentence.start).toBeLessThanOrEqual(600 + figure.length)
    }),
  )
})
