import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { parsePress, pressFor } from '../../src/chat/press.ts'
import type { Press } from '../../src/chat/press.ts'

const place = fc.nat(9_999_999)
const id = fc.string({ unit: fc.constantFrom(...'0123456789abcdef'.split('')), minLength: 16, maxLength: 16 })
const passagePress: fc.Arbitrary<Press> = fc.record(
  {
    kind: fc.constantFrom('context', 'page', 'copy', 'also'),
    paragraphId: id,
    documentId: id,
    start: place,
    end: place,
  },
  { requiredKeys: ['kind', 'paragraphId', 'start', 'end'] },
)
const wrongPress: fc.Arbitrary<Press> = fc.record({ kind: fc.constant('wrong'), asked: fc.nat() })
const optionPress: fc.Arbitrary<Press> = fc.record({
  kind: fc.constantFrom('option', 'list', 'why'),
  asked: fc.nat(),
  at: fc.nat(99),
})

const accessPress: fc.Arbitrary<Press> = fc.record({
  kind: fc.constant('access'),
  act: fc.constantFrom('page', 'remove'),
  number: fc.maxSafeInteger(),
})

const uploadPress: fc.Arbitrary<Press> = fc.record({
  kind: fc.constant('upload'),
  verb: fc.constantFrom('accept', 'accept-all', 'discard', 'title', 'publisher', 'date', 'place'),
  id,
})
const docsPress: fc.Arbitrary<Press> = fc.record({
  kind: fc.constant('docs'),
  verb: fc.constantFrom(
    'list',
    'pending',
    'show',
    'remove',
    'remove-now',
    'reindex',
    'title',
    'publisher',
    'date',
    'place',
  ),
  key: id,
})
const settingsPress: fc.Arbitrary<Press> = fc.oneof(
  fc.record({ kind: fc.constant('settings'), act: fc.constant('collection'), key: id }),
  fc.record({ kind: fc.constant('settings'), act: fc.constantFrom('all', 'untagged'), key: fc.constant('') }),
)
const exportPress = fc.constant<Press>({ kind: 'export' })
const anyPress = fc.oneof(
  passagePress,
  wrongPress,
  optionPress,
  accessPress,
  uploadPress,
  docsPress,
  exportPress,
  settingsPress,
)

test('what a button asks for survives the way to the channel and back, in 64 bytes', () => {
  fc.assert(
    fc.property(anyPress, (press) => {
      const text = pressFor(press)
      expect(Buffer.byteLength(text)).toBeLessThanOrEqual(64)
      expect(parsePress(text)).toEqual(press)
    }),
  )
})

test.each([
  '',
  'context',
  'context:',
  'context:abc:1',
  'context:xyz:1-2',
  'context:abc:-1-2',
  'context:abc:1-2:3',
  'context:abc:1-2@',
  'context:abc:1-2@xyz',
  'context:abc:1-99999999',
  'context:00000000000000000000000000000000f:1-2',
  'delete:abc:1-2',
  'constructor:abc:1-2',
  'wrong:',
  'wrong:-1',
  'wrong:1e3',
  'wrong:1; DROP TABLE asked',
  'option:',
  'option:1',
  'option:投资',
  'Option:投资',
  '__proto__',
  'upload:accept:../../x',
  'upload:show:0123456789abcdef',
  'docs:__proto__:0123456789abcdef',
  'docs:show:',
  '/reindex',
])('%j is nothing that a button of ours asks for', (text) => {
  expect(parsePress(text)).toBeUndefined()
})

test('whatever comes in, it is a press of ours or nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const press = parsePress(text)
      expect(press === undefined || text.startsWith(press.kind)).toBe(true)
    }),
  )
})
