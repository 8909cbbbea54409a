import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import type { Message, Style } from '../../../src/chat/message.ts'

interface Run {
  readonly text: string
  readonly bold: boolean
  readonly quoted: boolean
}

interface Block {
  readonly kind: 'line' | 'quotation'
  readonly lines: readonly (readonly Run[])[]
}

// A script of the page, which the compiler does not read; it needs no browser.
const script = new URL('../../../src/channel/web/page/blocks.js', import.meta.url)
const { blocksOf } = (await import(script.href)) as { blocksOf: (message: Message) => Block[] }

function styled(text: string, parts: readonly [type: Style['type'], part: string][]): Message {
  const styles = parts.map(([type, part]) => ({
    type,
    start: text.indexOf(part),
    end: text.indexOf(part) + part.length,
  }))
  return { text, styles, buttons: [] }
}

function shown(block: Block): string {
  return block.lines.map((runs) => runs.map((run) => (run.bold ? `*${run.text}*` : run.text)).join('')).join(' / ')
}

describe('a message on the page', () => {
  test('shows slots, figure, sentence and source as lines, the sentence as a quotation', () => {
    const text = '粮食产量 · 清河县 · 2023年\n12.5万吨\n“2023年粮食产量12.5万吨。”\n—— 清河日报《丰收》第2段'
    const blocks = blocksOf(
      styled(text, [
        ['bold', '12.5万吨'],
        ['quotation', '“2023年粮食产量12.5万吨。”'],
      ]),
    )
    expect(blocks.map(({ kind }) => kind)).toEqual(['line', 'line', 'quotation', 'line'])
    expect(blocks.map(shown)).toEqual([
      '粮食产量 · 清河县 · 2023年',
      '*12.5万吨*',
      '“2023年粮食产量12.5万吨。”',
      '—— 清河日报《丰收》第2段',
    ])
  })

  test('takes quotation marks that stand outside the quotation into its block', () => {
    const blocks = blocksOf(styled('“粮食产量12.5万吨。”', [['quotation', '粮食产量12.5万吨。']]))
    expect(blocks.map(({ kind }) => kind)).toEqual(['quotation'])
  })

  test('leaves a quotation inside a line in its line', () => {
    const blocks = blocksOf(styled('报告写的是“增产”，没有数字', [['quotation', '增产']]))
    expect(blocks.map(({ kind }) => kind)).toEqual(['line'])
  })

  test('joins neighbouring paragraphs of a quotation and keeps the figure in them bold', () => {
    const blocks = blocksOf(
      styled('上一段。\n产量12.5万吨。\n下一段。\n来源', [
        ['quotation', '上一段。\n产量12.5万吨。\n下一段。'],
        ['bold', '12.5万吨'],
      ]),
    )
    expect(blocks.map(shown)).toEqual(['上一段。 / 产量*12.5万吨*。 / 下一段。', '来源'])
  })

  test('shows every character of the text once and in order, whatever the styles', () => {
    const style = fc.record({
      type: fc.constantFrom('bold' as const, 'quotation' as const),
      start: fc.integer({ min: -2, max: 30 }),
      end: fc.integer({ min: -2, max: 30 }),
    })
    const text = fc.string({ unit: fc.constantFrom('粮', '“', '”', '1', '\n', '<'), maxLength: 28 })
    fc.assert(
      fc.property(text, fc.array(style, { maxLength: 4 }), (words, styles) => {
        const lines = blocksOf({ text: words, styles, buttons: [] }).flatMap((block) => block.lines)
        expect(lines.map((runs) => runs.map((run) => run.text).join('')).join('\n')).toBe(words)
      }),
    )
  })
})
