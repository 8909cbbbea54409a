import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { createRedactor } from '../src/redaction.ts'

const TOKEN = '123456:AAFsecret_part-of-it'

test.each([
  ['an address', `https://api.telegram.org/bot${TOKEN}/getMe`],
  ['an address with an escaped colon', 'https://api.telegram.org/bot123456%3AAAFsecret_part-of-it/getMe'],
  ['several places', `${TOKEN} and ${TOKEN}`],
  ['JSON', JSON.stringify({ token: TOKEN })],
])('cuts a token out of %s', (_, text) => {
  expect(createRedactor([TOKEN])(text)).not.toContain('AAFsecret')
  expect(createRedactor([TOKEN])(text)).toContain('[redacted]')
})

test('leaves a text without secrets as it is', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(createRedactor([TOKEN])(text)).toBe(text)
    }),
  )
})

test('does not take an ordinary short word for a secret', () => {
  expect(createRedactor(['', 'bot'])('a bot')).toBe('a bot')
})
