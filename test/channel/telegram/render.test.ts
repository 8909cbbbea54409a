import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { render as renderFor } from '../../../src/channel/telegram/render.ts'
import type { Message, Style } from '../../../src/chat/message.ts'
import { complaintAbout } from '../../support/telegram/schema.ts'

const render = (shown: Message) => renderFor(shown, 'baoshu_bot')

const message = (text: string, more: Partial<Message> = {}): Message => ({ text, styles: [], buttons: [], ...more })

describe('a message', () => {
  test('keeps its styles as entities, offsets in UTF-16 units', () => {
    const styles = [
      { type: 'bold', start: 3, end: 8 },
      { type: 'quotation', start: 9, end: 12 },
    ] as const

    const [rendered] = render(message('😀 17.4%\n“高”', { styles }))

    expect(rendered.entities).toEqual([
      { type: 'bold', offset: 3, length: 5 },
      { type: 'blockquote', offset: 9, length: 3 },
    ])
  })

  test('has a long quotation folded, and the figure in it bold', () => {
    const styles = [
      { type: 'long-quotation', start: 0, end: 9 },
      { type: 'bold', start: 3, end: 8 },
    ] as const

    expect(render(message('“增长17.4%”', { styles }))[0].entities).toEqual([
      { type: 'expandable_blockquote', offset: 0, length: 9 },
      { type: 'bold', offset: 3, length: 5 },
    ])
  })

  test('shows buttons in rows, without empty rows', () => {
    const buttons = [[{ label: '上下文', press: 'c1' }], [], [{ label: '不对', press: 'w1' }]]

    const [rendered] = render(message('答', { buttons }))

    expect(rendered.reply_markup?.inline_keyboard).toEqual([
      [{ text: '上下文', callback_data: 'c1' }],
      [{ text: '不对', callback_data: 'w1' }],
    ])
  })

  test.each([
    [256, { text: '复制', copy_text: { text: '字'.repeat(256) } }],
    [257, { text: '复制', callback_data: 'p' }],
  ])('lets the client copy 256 characters; what is longer comes back as a press: %i', (length, button) => {
    const buttons = [[{ label: '复制', press: 'p', copy: '字'.repeat(length) }]]

    expect(render(message('答', { buttons }))[0].reply_markup?.inline_keyboard).toEqual([[button]])
  })

  test.each([
    ['copy', { copy_text: { text: 'https://t.me/baoshu_bot?start=p_x' } }],
    ['open', { url: 'https://t.me/baoshu_bot?start=p_x' }],
  ] as const)('has links to the bot to %s', (does, action) => {
    const buttons = [[{ label: '链接', press: 'p', link: { start: 'p_x', does } }]]

    expect(render(message('答', { buttons }))[0].reply_markup?.inline_keyboard).toEqual([[{ text: '链接', ...action }]])
  })

  test('that is too long for one is cut outside of its quotations, and within one only where there is no other place', () => {
    const figure = '17.4%\n'
    const first = `${'字'.repeat(2000)}\n`
    const second = `${'数'.repeat(1500)}\n${'据'.repeat(1500)}`
    const start = figure.length + first.length
    const styles = [{ type: 'quotation', start, end: start + second.length }] as const

    const pieces = render(message(figure + first + second, { styles }))

    expect(pieces.map(({ text }) => text)).toEqual([figure + first, second])
    expect(pieces[1]?.entities).toEqual([{ type: 'blockquote', offset: 0, length: second.length }])
    const long = `${'长'.repeat(3000)}\n`.repeat(2)
    const whole = [{ type: 'quotation', start: 0, end: long.length }] as const
    expect(render(message(long, { styles: whole })).map(({ text }) => text.length)).toEqual([3001, 3001])
  })

  test('has its buttons under the last piece when it is too long for one', () => {
    const pieces = render(
      message(`${'一'.repeat(4000)}\n${'二'.repeat(4000)}`, { buttons: [[{ label: '好', press: 'p' }]] }),
    )

    expect(pieces.map(({ text }) => text.length)).toEqual([4001, 4000])
    expect(pieces.map(({ reply_markup }) => reply_markup !== undefined)).toEqual([false, true])
  })

  test('of 4,096 units stays whole', () => {
    expect(render(message('数'.repeat(4096)))).toHaveLength(1)
    expect(render(message('数'.repeat(4097)))).toHaveLength(2)
  })

  test('has lone surrogates replaced, which Telegram would refuse', () => {
    expect(render(message('坏\uD83D字'))[0].text).toBe('坏\uFFFD字')
  })
})

/** Long texts of Chinese characters, line breaks and pairs of surrogates. */
const longTexts = fc
  .array(fc.constantFrom('粮食产量', '\n', '😀', 'a', '。'.repeat(300), '\n\n'), { minLength: 1, maxLength: 200 })
  .map((parts) => parts.join(''))

const styled = longTexts.chain((text) => {
  const offset = fc.nat({ max: text.length })
  const style = fc.tuple(offset, offset, fc.constantFrom<Style['type']>('bold', 'quotation'))
  const styles = fc.array(
    style.map(([a, b, type]) => ({ type, start: Math.min(a, b), end: Math.max(a, b) })),
    { maxLength: 5 },
  )
  return styles.map((list) => message(text, { styles: list }))
})

test('every piece is accepted by the schema, and the pieces together are the text with every styled character', () => {
  fc.assert(
    fc.property(styled, (whole) => {
      const pieces = render(whole)
      expect(inked(pieces.map(({ text }) => text))).toBe(inked([whole.text]))
      for (const { text, entities } of pieces) {
        expect(complaintAbout('sendMessage', { chat_id: 1, text, entities })).toBeUndefined()
        expect(entities.every(({ offset, length }) => length > 0 && offset + length <= text.length)).toBe(true)
      }
      const shown = pieces.flatMap(({ text, entities }) =>
        entities.map(({ offset, length }) => text.slice(offset, offset + length)),
      )
      const asked = whole.styles.map(({ start, end }) => whole.text.slice(start, end))
      expect(inked(shown).length).toBe(inked(asked).length)
    }),
  )
})

/** What is printed on the screen: line breaks at the edges of a message are not. */
function inked(texts: readonly string[]): string {
  return texts.join('').replaceAll('\n', '')
}
