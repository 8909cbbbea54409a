import type { Answer, SlotName } from '../answer/answer.ts'
import { toCsv } from './csv.ts'
import type { Draft, Fragment } from './draft.ts'
import { draft, join, nameOf, say } from './draft.ts'
import { fitting } from './fit.ts'
import { pressFor } from './press.ts'
import type { Asked, CountedGap, Gap, LoggedQuestion } from './question-log.ts'
import { shorten } from './shorten.ts'

/** What an answer lacks: all of a refusal's reasons, and the parts of a question that found nothing. */
export function gapsIn(answer: Answer): Gap[] {
  if (answer.kind === 'not-found') return answer.reasons.map(gapOf)
  return 'missing' in answer ? answer.missing.map(gapOf) : []
}

/** 乌鲁木齐的固定资产投资增速 lacks a report about 乌鲁木齐, and 2019年的… one about that year. */
function gapOf({ slot, asked }: { readonly slot: SlotName; readonly asked: string }): Gap {
  const [named = asked] = slot === 'place' || slot === 'period' ? asked.split('的') : [asked]
  return { slot, missing: shorten(named, MAX_MISSING) }
}

const MAX_MISSING = 60

/** What the admin reads first: a report about that place, that year or that indicator would answer them. */
const SHOWN_SLOTS: readonly (readonly [SlotName, Fragment[]])[] = [
  ['place', say`缺的地区`],
  ['period', say`缺的时间`],
  ['indicator', say`缺的指标`],
  ['measure', say`缺的口径`],
]

/** How many questions of each list are shown. */
const MAX_QUESTIONS = 5
const MAX_QUESTION_UNITS = 60
/** What may be taken by the names that were missing in a slot. */
const MAX_LIST = 400

interface Gaps {
  readonly gaps: readonly CountedGap[]
  readonly unanswered: readonly Asked[]
  readonly wrong: readonly Asked[]
  readonly keepDays: number
}

/** The questions that were not answered, by what they lacked, and the answers that somebody held to be wrong. */
export function renderGaps({ gaps, unanswered, wrong, keepDays }: Gaps): Draft {
  if (gaps.length + unanswered.length + wrong.length === 0) {
    return draft(say`最近${keepDays}天的问题都答上了，也没有回答被标为“不对”。`)
  }
  const parts = [
    say`最近${keepDays}天没有答上来的问题${unanswered.length}个，被标为“不对”的回答${wrong.length}条。`,
    ...SHOWN_SLOTS.map(([slot, title]) => commonest(gaps, slot, title)).filter((part) => part.length > 0),
    questionList(say`最近没有答上来的：`, unanswered),
    questionList(say`最近被标为“不对”的：`, wrong),
  ].filter((part) => part.length > 0)
  return draft(join(parts, '\n'), [[{ label: '导出全部提问', press: pressFor({ kind: 'export' }) }]])
}

function commonest(gaps: readonly CountedGap[], slot: SlotName, title: Fragment[]): Fragment[] {
  const counted = gaps.filter((gap) => gap.slot === slot)
  if (counted.length === 0) return []
  const items = counted.map(({ missing, count }) => say`${nameOf(missing)}（${count}次）`)
  return [
    ...title,
    ...say`：${fitting(items, { separator: '、', units: MAX_LIST, more: (count) => say`等，另有${count}个` })}`,
  ]
}

function questionList(title: Fragment[], asked: readonly Asked[]): Fragment[] {
  if (asked.length === 0) return []
  const items = asked
    .slice(0, MAX_QUESTIONS)
    .map(({ question }) => say`· ${nameOf(shorten(oneLine(question), MAX_QUESTION_UNITS))}`)
  return [...say`\n`, ...title, ...say`\n${join(items, '\n')}`]
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ')
}

const RESULTS: Readonly<Record<string, string>> = {
  quoted: '已答',
  choices: '列出几个',
  clarify: '反问',
  'not-found': '未答',
}

/** All questions as a table, newest first. Who asked is not in it. */
export function questionsAsCsv(questions: readonly LoggedQuestion[]): string {
  const rows = questions.map(({ number, askedAt, question, kind, missing, answer, isWrong }) => [
    String(number),
    askedAt,
    question,
    RESULTS[kind] ?? kind,
    missing,
    answer,
    isWrong ? '是' : '',
  ])
  return toCsv([['编号', '时间（UTC）', '问题', '结果', '缺什么', '回答', '被标为不对'], ...rows])
}
