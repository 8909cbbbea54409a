import { isUpload } from '../../document/uploads.ts'
import type { DocumentFacts, ReportSize } from '../../report-index/report-index.ts'
import type { Draft, Fragment } from '../draft.ts'
import { draft, join, nameOf, say } from '../draft.ts'
import type { Button } from '../message.ts'
import { shorten } from '../shorten.ts'
import { keyOf } from './find-report.ts'
import { libraryPressFor } from './library-press.ts'
import type { DocsPress } from './library-press.ts'
import { fieldButtons, renderFacts } from './render-upload.ts'

/** A report of the index, with how much of it there is. */
export interface Listed {
  readonly facts: DocumentFacts
  readonly size: ReportSize
}

/** A page of the list: some reports, and where they stand among all. */
export interface DocsPage {
  readonly listed: readonly Listed[]
  /** Counted from 0. */
  readonly page: number
  readonly total: number
  /** Files that were sent and wait to be accepted. */
  readonly pending: number
}

/** Reports on a page: eight of two lines with long names stay within a message, and eight buttons within two rows. */
export const PER_PAGE = 8
const BUTTONS_IN_ROW = 4
const MAX_TITLE = 80
const MAX_FILE = 120

/** A page of the reports that are indexed, each with a number to press. */
export function renderDocs({ listed, page, total, pending }: DocsPage): Draft {
  const waiting = pending === 0 ? [] : [button(`待确认的文件（${pending}份）`, 'pending', '0')]
  if (total === 0) {
    return draft(say`还没有资料。在私聊里把文件发给机器人，或放进报告文件夹后更新索引。`, [waiting].filter(isFilled))
  }
  const first = page * PER_PAGE + 1
  const entries = listed.map((one, at) => renderEntry(one, first + at))
  const pages = Math.ceil(total / PER_PAGE)
  const numbers = listed.map(({ facts }, at) => button(String(first + at), 'show', keyOf(facts)))
  return draft(
    [
      ...say`共有${total}份资料，第${page + 1}页/共${pages}页。点编号查看和修改；要添加，在私聊里把文件发给机器人，或放进报告文件夹。\n\n`,
      ...join(entries, '\n'),
    ],
    [
      numbers.slice(0, BUTTONS_IN_ROW),
      numbers.slice(BUTTONS_IN_ROW),
      [
        ...(page > 0 ? [button('上一页', 'list', String(page - 1))] : []),
        ...(page + 1 < pages ? [button('下一页', 'list', String(page + 1))] : []),
      ],
      waiting,
    ].filter(isFilled),
  )
}

function isFilled(row: readonly Button[]): boolean {
  return row.length > 0
}

function renderEntry({ facts, size }: Listed, number: number): Fragment[] {
  const { title, date, place, file, originalName } = facts
  const about = [date ?? '日期未注明', place ?? '地区未注明'].join(' · ')
  const name = shorten(originalName ?? file, MAX_FILE)
  return [
    ...say`${number}. ${nameOf(shorten(title, MAX_TITLE))}\n`,
    ...say`${nameOf(about)} · ${size.paragraphs}段 · ${size.figures}个数字 · ${nameOf(name)}`,
  ]
}

/** How a report was read, and what can be done with it. */
export function renderDoc({ facts, size }: Listed): Draft {
  const { file, originalName } = facts
  const key = keyOf(facts)
  const cameAs = originalName === undefined ? [] : say`原文件名：${nameOf(shorten(originalName, MAX_FILE))}\n`
  return draft(
    [
      ...say`${renderFacts(facts)}\n${size.paragraphs}段，${size.figures}个数字\n`,
      ...say`${cameAs}文件：${nameOf(shorten(file, MAX_FILE))}`,
    ],
    [fieldButtons({ kind: 'report', key }), [button('移除', 'remove', key), button('返回列表', 'list', '0')]],
  )
}

/** Asks once more before a report is taken away; one that somebody put into the folder is his to take away. */
export function renderRemoval({ title, file }: DocumentFacts): Draft {
  const key = keyOf({ file })
  const name = nameOf(shorten(title, MAX_TITLE))
  const back = button('返回', 'show', key)
  if (!isUpload(file)) {
    const place = nameOf(shorten(file, MAX_FILE))
    return draft(say`《${name}》是直接放在报告文件夹里的，请在那里删除，再更新索引：${place}`, [[back]])
  }
  const kept = nameOf('uploads/.removed')
  return draft(say`确定移除《${name}》吗？更新索引后不再用它回答；文件移到报告文件夹的 ${kept}，可以找回。`, [
    [button('确定移除', 'remove-now', key), back],
  ])
}

/** Something about the reports was changed, which the index does not show yet. */
export function renderSaved(what: readonly Fragment[]): Draft {
  const next = [button('更新索引', 'reindex', '0'), button('返回列表', 'list', '0')]
  return draft([...what, ...say`。更新索引后生效。`], [next])
}

function button(label: string, verb: DocsPress['verb'], key: string): Button {
  return { label, press: libraryPressFor({ kind: 'docs', verb, key }) }
}
