import { stripVTControlCharacters } from 'node:util'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { showMessage } from '../../../src/channel/terminal/terminal.ts'
import type { Message } from '../../../src/chat/message.ts'

const MESSAGE: Message = {
  text: '增长7.5%，其中农业4.1%。',
  styles: [
    { type: 'bold', start: 11, end: 15 },
    { type: 'quotation', start: 0, end: 16 },
    { type: 'bold', start: 2, end: 6 },
  ],
  buttons: [],
}

test('figures are bold on a terminal', () => {
  expect(showMessage(MESSAGE, { isStyled: true })).toBe(
    '增长\u001B[1m7.5%\u001B[22m，其中农业\u001B[1m4.1%\u001B[22m。',
  )
})

test('a message in a file or a pipe has no control characters', () => {
  expect(showMessage(MESSAGE, { isStyled: false })).toBe(MESSAGE.text)
})

test('styles change no character of a message', () => {
  const cuts = fc.uniqueArray(fc.nat(40), { minLength: 2, maxLength: 8 })
  fc.assert(
    fc.property(fc.string({ minLength: 41, unit: 'grapheme-ascii' }), cuts, (text, at) => {
      const sorted = at.toSorted((a, b) => a - b)
      const styles = sorted.flatMap((end, index) => {
        const start = sorted[index - 1]
        return index % 2 === 1 && start !== undefined ? [{ type: 'bold' as const, start, end }] : []
      })
      const shown = showMessage({ text, styles, buttons: [] }, { isStyled: true })
      expect(stripVTControlCharacters(shown)).toBe(text)
    }),
  )
})
