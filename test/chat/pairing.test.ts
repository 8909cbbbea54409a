import * as fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openChatState } from '../../src/chat/chat-state.ts'
import type { ChatState } from '../../src/chat/chat-state.ts'
import { CODE_MINUTES, codeIn } from '../../src/chat/pairing.ts'

let now: number
let state: ChatState
beforeEach(() => {
  now = Date.UTC(2026, 0, 1)
  state = openChatState(':memory:', { now: () => now })
})
afterEach(() => state.close())

test('a code lets one person in, once', () => {
  const code = state.pairing.issue()
  expect(code).toMatch(/^[A-HJ-NP-Z2-9]{4}-[A-HJ-NP-Z2-9]{4}$/)
  expect([state.pairing.redeem(code), state.pairing.redeem(code)]).toEqual([true, false])
})

test.each([
  ['in small letters', (code: string) => code.toLowerCase()],
  ['without its dash', (code: string) => code.replace('-', '')],
  ['with blanks around and inside', (code: string) => ` ${code.replace('-', ' ')}\n`],
  [
    'in full-width letters',
    (code: string) => code.replace(/[A-Z0-9]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0)),
  ],
])('a code is known again typed %s', (_, typed) => {
  expect(state.pairing.redeem(typed(state.pairing.issue()))).toBe(true)
})

test('a code is good for half an hour', () => {
  const [early, late] = [state.pairing.issue(), state.pairing.issue()]
  now += CODE_MINUTES * 60_000 - 1
  expect(state.pairing.redeem(early)).toBe(true)
  now += 1
  expect(state.pairing.redeem(late)).toBe(false)
})

test('fifty codes are good at once; the oldest is void then', () => {
  const codes = Array.from({ length: 51 }, () => {
    now += 1
    return state.pairing.issue()
  })
  expect(codes.map((code) => state.pairing.redeem(code))).toEqual([false, ...codes.slice(1).map(() => true)])
})

test('what is not shaped like a code is none, whatever it is', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const code = codeIn(text)
      expect(code === undefined || /^[A-HJ-NP-Z2-9]{8}$/.test(code)).toBe(true)
      expect(state.pairing.redeem(text)).toBe(false)
    }),
    { numRuns: 200 },
  )
})
