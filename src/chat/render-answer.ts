import type { Answer, Assumed, Option, Reason, Shown, SlotName, View } from '../answer/answer.ts'
import { isRevised } from '../answer/notes.ts'
import type { Quote } from '../answer/quote.ts'
import type { Span } from '../span.ts'
import type { Draft, Fragment } from './draft.ts'
import { draft, echo, join, nameOf, say } from './draft.ts'
import { fitting } from './fit.ts'
import type { Button } from './message.ts'
import { pressFor } from './press.ts'
import type { PassagePress } from './press.ts'
import { copyOf } from './render-figure.ts'
import { renderDifference } from './render-difference.ts'
import { isList, renderList } from './render-list.ts'
import type { ListAnswer } from './render-list.ts'
import { renderShown } from './render-shown.ts'
import { shorten } from './shorten.ts'

/** A name or part of a question that is longer is shown in part: twelve asks with six names each stay in a message. */
const MAX_NAME = 30

const SLOT_WORDS: Readonly<Record<SlotName, string>> = {
  place: '地区',
  period: '时间',
  indicator: '指标',
  measure: '口径',
  topic: '内容',
}

/** An answer in words. `asked` is the number under which question and answer are kept, `page` that of a list, from 0. */
export function renderAnswer(answer: Answer, asked: number | undefined, page = 0): Draft {
  switch (answer.kind) {
    case 'quoted':
      return draft(
        [...renderMissing(answer.missing), ...renderShown(answer), ...renderAssumed(answer.assumed)],
        buttonsFor(answer, asked),
      )
    case 'choices':
      return isList(answer) ? renderList(answer, asked, page) : renderChoices(answer, asked)
    case 'clarify':
      return renderClarify(answer.options, asked)
    case 'not-found':
      return draft(
        [...renderReasons(answer.reasons), ...renderNearest(answer.nearest)],
        buttonsFor(answer.nearest, asked),
      )
    case 'reply':
      return draft([nameOf(answer.text)])
  }
}

function renderChoices(answer: ListAnswer, asked: number | undefined): Draft {
  return draft(
    [
      ...HEADS[answer.view](answer),
      ...renderMissing(answer.missing),
      ...renderShown(answer),
      ...(answer.view === 'comparison' ? renderDifference(answer) : []),
      ...renderMore(answer.more),
      ...renderAssumed(answer.assumed),
    ],
    buttonsFor(answer, asked),
  )
}

/** What is not shown is named: a reader takes the shown ones for all. */
function renderMore(more: number): Fragment[] {
  return more === 0 ? [] : say`\n（另有${more}个也符合。问得更具体些，或发送“列出…”看全部）`
}

const HEADS: Readonly<Record<View, (answer: ListAnswer) => Fragment[]>> = {
  readings: ({ differ }) => say`有几个数字符合${differ.length === 0 ? [] : say`，${differing(differ)}不同`}：\n\n`,
  list: () => [],
  largest: () => [],
  smallest: () => [],
  comparison: ({ differ }) => say`对比${differ.length === 0 ? [] : say`（${differing(differ)}不同）`}：\n\n`,
  conflict: ({ quotes }) =>
    say`同一指标、地区和时间，资料里有不同的数${quotes.some(isRevised) ? say`，修订后的在前` : []}：\n\n`,
}

function differing(slots: readonly SlotName[]): Fragment {
  return nameOf(slots.map((slot) => SLOT_WORDS[slot]).join('、'))
}

/** The options in words as well, numbered, since not every channel has buttons and a number is quickly typed. */
function renderClarify(options: readonly Option[], asked: number | undefined): Draft {
  const lines = options.map(({ text }, at) => say`${at + 1}. ${nameOf(text)}`)
  const buttons = options.map(({ text }, at) => ({ text, at }))
  return draft(
    say`想问的是哪一个？\n${join(lines, '\n')}\n\n点按钮，或回复序号、名称。`,
    asked === undefined
      ? []
      : buttons.map(({ text, at }) => [{ label: text, press: pressFor({ kind: 'option', asked, at }) }]),
  )
}

/** For each of the lists around what is shown. */
const MAX_LIST = 400

function renderMissing(missing: readonly { readonly asked: string }[]): Fragment[] {
  if (missing.length === 0) return []
  const names = missing.map(({ asked }) => [echo(shorten(asked, MAX_NAME))])
  return say`资料里没有：${fitting(names, { separator: '、', units: MAX_LIST, more: andMore })}\n\n`
}

function renderAssumed(assumed: readonly Assumed[]): Fragment[] {
  if (assumed.length === 0) return []
  const parts = assumed.map(
    ({ slot, text, why }) => say`${nameOf(SLOT_WORDS[slot])}按${nameOf(why)}取${echo(shorten(text, MAX_NAME))}`,
  )
  return say`\n（${fitting(parts, { separator: '；', units: MAX_LIST, more: andMore })}）`
}

function renderReasons(reasons: readonly Reason[]): Fragment[] {
  const [first] = reasons
  if (first === undefined || first.slot === 'topic') return say`资料里没有找到相关的数字。可发送“来源”看看有哪些资料。`
  return fitting(reasons.map(renderReason), { separator: '\n', units: 2 * MAX_LIST, more: andMore })
}

function renderReason({ slot, asked, available }: Reason): Fragment[] {
  const names = available.map((text) => [nameOf(shorten(text, MAX_NAME))])
  return [
    ...say`资料里没有${echo(shorten(asked, MAX_NAME))}。`,
    ...(names.length === 0
      ? []
      : say`${nameOf(slot === 'indicator' ? '相近的' : '有的')}${nameOf(SLOT_WORDS[slot])}：${join(names, '、')}。`),
  ]
}

function andMore(count: number): Fragment[] {
  return say`，另有${count}项`
}

function renderNearest(nearest: Shown): Fragment[] {
  return nearest.quotes.length === 0 ? [] : [...say`\n\n最接近的是：\n`, ...renderShown(nearest)]
}

/** 上下文, 复制引文 and 另见 belong to the first quotation, 复制数字 to the one figure shown, 不对 to the whole answer. */
function buttonsFor({ observations, quotes }: Shown, asked: number | undefined): Button[][] {
  const [quote] = quotes
  if (quote === undefined) return []
  const figures = observations.filter((observation) => observation.quote === 0)
  const [figure] = figures
  const told = figures.find(({ alsoIn, indicators }) => alsoIn > 0 && indicators.length > 0)
  return [
    [
      { label: '上下文', press: pressOn(quote, 'context', figure ?? quote) },
      ...(asked === undefined ? [] : [{ label: '不对', press: pressFor({ kind: 'wrong', asked }) }]),
    ],
    [
      {
        label: '复制引文',
        press: pressOn(quote, 'copy', quote),
        copy: copyOf(quote),
      },
      ...(figure === undefined || observations.length > 1
        ? []
        : [{ label: '复制数字', press: pressOn(quote, 'copy', figure), copy: figure.text }]),
    ],
    told === undefined ? [] : [{ label: `另见${told.alsoIn}处`, press: pressOn(quote, 'also', told) }],
  ].filter((row) => row.length > 0)
}

function pressOn({ paragraphId, source }: Quote, kind: PassagePress['kind'], { start, end }: Span): string {
  return pressFor({ kind, paragraphId, documentId: source.documentId, start, end })
}
