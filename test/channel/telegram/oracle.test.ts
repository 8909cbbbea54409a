import { isDeepStrictEqual } from 'node:util'

import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { render } from '../../../src/channel/telegram/render.ts'
import type { Rendered } from '../../../src/channel/telegram/render.ts'
import type { Message } from '../../../src/chat/message.ts'
import { TWO_BULLETINS } from '../../fixtures/two-bulletins.ts'
import { ASKER, openTestChat } from '../../support/chat-folder.ts'
import type { TestChat } from '../../support/chat-folder.ts'
import { countingModel, createIndexedFolder } from '../../support/indexed-folder.ts'
import type { IndexedFolder } from '../../support/indexed-folder.ts'
import { entitiesIn } from '../../support/telegram/entities.ts'
import { ABSENT_ORACLE, openOracle } from '../../support/telegram/oracle.ts'
import type { Mark, Oracle } from '../../support/telegram/oracle.ts'

/** What Telegram shows nobody, whoever sends it: turned and parted lines, and control characters as blanks. */
function asShown(text: string): string {
  // oxlint-disable-next-line no-control-regex -- these are what it is about
  return text.replaceAll(/[\r\u2028-\u202e]/g, '').replaceAll(/[\u0000-\u0009\u000b-\u001f]/g, ' ')
}

const marksOf = ({ entities }: Rendered): readonly Mark[] =>
  entities.map(({ type, offset, length }) => [type, offset, length])

/** The stretches that entities cover, which is what a reader sees as bold and as a quotation. */
const stretches = (text: string, marks: readonly Mark[]): readonly string[] =>
  marks.map(([type, offset, length]) => `${type}: ${text.slice(offset, offset + length)}`).toSorted()

/** Fragments that a markup, a client or a terminal would take for something else than characters. */
const HOSTILE = [
  '<b>',
  '</b>',
  '<br>',
  '<报告>',
  '&lt5',
  '&amp;',
  '5 < 6',
  ']]>',
  '[链](tg://user?id=1)',
  'tg://user?id=1',
  'https://a.cn/?q=1',
  '**粗**',
  '__斜__',
  '||藏||',
  '`码`',
  '@baoshu_bot',
  '/reindex',
  '#标签',
  '\u202e倒\u202c',
  '\u200f\u2067',
  '👨\u200d👩\u200d👧',
  '𠮷',
  '\ud83d',
  '\udc4d',
  'e\u0301',
  '\u0000\u0007\u001b[2J',
  '\r\n',
  '\u2028',
  '\u00a0\u3000\ufeff',
  '增长17.4%，',
  '2024年1至10月',
]

const paragraph = fc
  .array(fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: 'binary', maxLength: 12 })), {
    minLength: 1,
    maxLength: 30,
  })
  .map((parts) => parts.join(''))

describe.skipIf(ABSENT_ORACLE !== undefined)(
  `Telegram's own parser${ABSENT_ORACLE === undefined ? '' : ` (left out: ${ABSENT_ORACLE})`}`,
  () => {
    let oracle: Oracle
    beforeAll(() => {
      oracle = openOracle()
    })

    /** What is shown otherwise than it was meant; nothing where all is well. */
    function misread(message: Message): readonly object[] {
      return render(message, 'baoshu_bot').flatMap((piece) => {
        const intended = { text: asShown(piece.text), stretches: stretches(piece.text, marksOf(piece)).map(asShown) }
        const reading = oracle.read(piece.text, marksOf(piece))
        const shown = 'refusal' in reading ? reading : { ...reading, stretches: stretches(reading.text, reading.marks) }
        return isDeepStrictEqual({ ...intended, marks: 0 }, { ...shown, marks: 0 }) ? [] : [{ intended, shown }]
      })
    }

    test('shows a quotation of 1,000 hostile paragraphs character by character', () => {
      fc.assert(
        fc.property(paragraph, (text) => {
          const words = `“${text}”`
          const start = '17.4%\n'.length
          expect(
            misread({
              text: `17.4%\n${words}\n—— 来源`,
              styles: [
                { type: 'bold', start: 0, end: 5 },
                { type: 'quotation', start, end: start + words.length },
              ],
              buttons: [],
            }),
          ).toEqual([])
        }),
        { numRuns: 1000 },
      )
    })

    test.each([
      ['an entity that goes on behind the end', '12.3%', [['bold', 0, 9]]],
      ['an entity before the beginning', '12.3%', [['bold', -1, 2]]],
      ['half of a surrogate pair', 'a\ud83d', []],
    ] as const)('refuses %s', (_, text, marks) => {
      expect(oracle.read(text, marks)).toHaveProperty('refusal')
    })

    // No addresses of web pages: they swallow what follows them, and the stand-in knows none.
    const word = fc.constantFrom(
      '@baoshu_bot',
      '@other',
      '/ask',
      '/ask@baoshu_bot',
      '昌吉州',
      'bot',
      '1至10月',
      '，',
      '？',
      ' ',
      '\n',
      '@',
      '/',
      '_',
      '😀',
    )

    test('finds the mentions and commands in what people type that the stand-in finds', () => {
      fc.assert(
        fc.property(fc.array(word, { maxLength: 8 }), (words) => {
          const text = words.join('')
          const found = oracle.find(text)
          expect(entitiesIn(text).map(({ type, offset, length }) => [type, offset, length])).toEqual(found)
        }),
        { numRuns: 1000 },
      )
    })

    describe('shows as intended', () => {
      let folder: IndexedFolder
      let chat: TestChat
      beforeAll(async () => {
        folder = createIndexedFolder()
        for (const [file, content] of Object.entries(TWO_BULLETINS)) folder.write(file, content)
        await folder.index(countingModel())
        chat = openTestChat(folder)
      })
      afterAll(async () => {
        await chat.close()
        folder.dispose()
      })

      test.each([
        '2024年绵阳市地区生产总值是多少？',
        '地区生产总值呢',
        '2019年绵阳市地区生产总值',
        '成都市一般公共预算收入',
        '近两年一般公共预算收入',
        '增长多少',
        '你好',
        '/help',
        '/sources',
        '/status',
        '/id',
        '/nothing',
        '<b>固投</b> &lt; `*_',
      ])('the answer to %s', async (words) => {
        const before = chat.shown.length

        await chat.say(words, { ...ASKER, isAdmin: true })

        const said = chat.shown.slice(before).flat()
        expect(said.length).toBeGreaterThan(0)
        expect(said.flatMap(misread)).toEqual([])
      })
    })
  },
)
