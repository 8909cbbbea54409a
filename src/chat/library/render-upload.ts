import type { Upload } from '../../document/uploads.ts'
import type { DateBasis } from '../../document/document.ts'
import type { ReportSurvey } from '../../report-index/reading/report-reader.ts'
import type { Draft, Fragment } from '../draft.ts'
import { draft, join, nameOf, say } from '../draft.ts'
import type { Button } from '../message.ts'
import { shorten } from '../shorten.ts'
import { libraryPressFor } from './library-press.ts'
import type { ReportPointer } from './awaiting.ts'
import { FIELD_WORDS, REPORT_FIELDS } from './report-field.ts'
import type { ReportField } from './report-field.ts'

/** A title or a name in a list of facts. */
const MAX_VALUE = 120

const DATE_BASES: Readonly<Record<DateBasis, string>> = { metadata: '已注明', text: '正文所载', inferred: '推断' }

/** What is known of a report, a line each: what it does not state is said to be not stated. */
export function renderFacts(facts: Pick<ReportSurvey, ReportField | 'dateBasis' | 'period'>): Fragment[] {
  const { dateBasis, period } = facts
  const lines = REPORT_FIELDS.map((field) => [
    ...say`${nameOf(FIELD_WORDS[field].label)}：${nameOf(shorten(facts[field] ?? '未注明', MAX_VALUE))}`,
    ...(field === 'date' && dateBasis !== null ? say`（${nameOf(DATE_BASES[dateBasis])}）` : []),
  ])
  return join(period === null ? lines : [...lines, say`所述时间：${nameOf(period.text)}`], '\n')
}

/** How a file that was sent is read, and what to do with it. `waiting` is how many files wait, this one among them. */
export function renderUpload(upload: Upload, survey: ReportSurvey, waiting: number): Draft {
  const { paragraphs, figures, date } = survey
  return draft(
    [
      ...say`${nameOf(upload.originalName)}：${paragraphs}段，${figures}个数字`,
      ...(date === null ? say`，缺日期：请回复日期，例如 ${nameOf(FIELD_WORDS.date.example)}` : []),
      ...say`\n${renderFacts(survey)}\n\n加入资料后更新索引，就能查到。`,
    ],
    [
      [
        { label: '加入资料', press: libraryPressFor({ kind: 'upload', verb: 'accept', id: upload.id }) },
        { label: '取消', press: libraryPressFor({ kind: 'upload', verb: 'discard', id: upload.id }) },
      ],
      fieldButtons({ kind: 'upload', id: upload.id }),
      waiting < 2
        ? []
        : [
            {
              label: `全部加入（${waiting}份）`,
              press: libraryPressFor({ kind: 'upload', verb: 'accept-all', id: upload.id }),
            },
          ],
    ].filter((row) => row.length > 0),
  )
}

/** Says that files are among the reports now; a run of indexing that is under way may have come by before them. */
export function renderAccepted(accepted: readonly Upload[], isIndexing: boolean): Draft {
  const names = accepted.map(({ originalName: name }) => nameOf(`\n${name}`))
  if (!isIndexing) return draft([...say`已加入资料：`, ...names])
  const again = { label: '更新索引', press: libraryPressFor({ kind: 'docs', verb: 'reindex', key: '0' }) }
  return draft([...say`已加入资料：`, ...names, ...say`\n正在进行的更新可能没有读到，完成后请再更新一次。`], [[again]])
}

/** A button to state each field: to fill it in before a file is taken up, to change it later. */
export function fieldButtons(about: ReportPointer): Button[] {
  return REPORT_FIELDS.map((verb) => {
    const { label } = FIELD_WORDS[verb]
    return about.kind === 'upload'
      ? { label: `填${label}`, press: libraryPressFor({ kind: 'upload', verb, id: about.id }) }
      : { label: `改${label}`, press: libraryPressFor({ kind: 'docs', verb, key: about.key }) }
  })
}

/** Asks for a field. */
export function renderFieldRequest(field: ReportField): Draft {
  const { label, example } = FIELD_WORDS[field]
  return draft(say`请发送${nameOf(label)}，例如：${nameOf(example)}。发送“取消”则不改。`)
}

/** Says that words are not what was asked for. */
export function renderFieldMistake(field: ReportField): Draft {
  const { label, example } = FIELD_WORDS[field]
  return draft(say`这不像${nameOf(label)}，请写成这样：${nameOf(example)}。发送“取消”则不改。`)
}
