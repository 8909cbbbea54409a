import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { linkTo, parseLink } from '../../src/chat/passage-link.ts'

const id = fc.string({ unit: fc.constantFrom(...'0123456789abcdef'.split('')), minLength: 16, maxLength: 16 })
const offset = fc.nat(0xff_ff_ff)

test('a place survives the way through a link, in characters that a link may carry', () => {
  fc.assert(
    fc.property(fc.record({ paragraphId: id, documentId: id, start: offset, end: offset }), (place) => {
      const link = linkTo(place)
      expect(link).toMatch(/^[\w-]{1,64}$/)
      expect(parseLink(link)).toEqual(place)
    }),
  )
})

test.each(['', 'p_', 'help', 'p_abc', `p_${'A'.repeat(31)}`, `p_${'!'.repeat(30)}`, `q_${'A'.repeat(30)}`])(
  '%j is no link of ours',
  (text) => {
    expect(parseLink(text)).toBeUndefined()
  },
)

test('whatever comes in, it is read as a place or as nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const place = parseLink(text)
      expect(place === undefined || linkTo(place) === text).toBe(true)
    }),
  )
})
