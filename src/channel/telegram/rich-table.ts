import type { InputRichMessage, RichBlockTableCell } from 'grammy/types'

import type { Table } from '../../chat/message.ts'
import { sendableText } from './sendable-text.ts'

/**
 * A table as a rich message (Bot API 10.1): its head as a paragraph, its columns as a header row. Nothing in it is found
 * by Telegram to be a link or a number to call.
 */
export function richMessageOf({ head, columns, rows }: Table): InputRichMessage {
  const cells = [columns.map(headerCell), ...rows.map((row) => row.map(cell))]
  return {
    blocks: [
      { type: 'paragraph', text: sendableText(head) },
      { type: 'table', cells, is_bordered: true, is_striped: true },
    ],
    skip_entity_detection: true,
  }
}

function cell(text: string): RichBlockTableCell {
  return { text: sendableText(text), align: 'left', valign: 'top' }
}

function headerCell(text: string): RichBlockTableCell {
  return { ...cell(text), is_header: true }
}
