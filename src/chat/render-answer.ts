import type { Answer, Assumed, Option, Reason, Shown, ShownObservation, SlotName } from '../answer/answer.ts'
import type { Quote } from '../answer/quote.ts'
import type { Span } from '../span.ts'
import type { Draft, Fragment } from './draft.ts'
import { draft, echo, join, labelOf, nameOf, say } from './draft.ts'
import { fitting } from './fit.ts'
import type { Button } from './message.ts'
import { pressFor } from './press.ts'
import type { PassagePress } from './press.ts'
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

/** An answer in words. `asked` is the number under which question and answer are kept, for the button 不对. */
export function renderAnswer(answer: Answer, asked: number | undefined): Draft {
  switch (answer.kind) {
    case 'quoted':
      return draft(
        [...renderMissing(answer.missing), ...renderShown(answer), ...renderAssumed(answer.assumed)],
        buttonsFor(answer, asked),
      )
    case 'choices':
      return draft(
        [
          ...say`有几个数字符合，${nameOf(answer.differ.map((slot) => SLOT_WORDS[slot]).join('、'))}不同：\n\n`,
          ...renderMissing(answer.missing),
          ...renderShown(answer),
          ...renderAssumed(answer.assumed),
        ],
        buttonsFor(answer, asked),
      )
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

/** So much for figures and quotations, and the rest of a message for what is missing, assumed and available. */
const MAX_SHOWN = 2600

/** Quotation by quotation: its figures with their slots, the sentence, the source. */
function renderShown({ observations, quotes }: Shown): Fragment[] {
  const blocks = quotes.map((quote, number) => {
    const figures = observations.filter((observation) => observation.quote === number)
    return [...renderFigures(figures, quote), ...say`\n`, ...renderQuote(quote)]
  })
  return fitting(blocks, {
    separator: '\n\n',
    units: MAX_SHOWN,
    more: (count) => say`\n\n另有${count}条未列出，请问得更具体些。`,
  })
}

function renderFigures(figures: readonly ShownObservation[], quote: Quote): Fragment[] {
  const lines = figures.map((figure) => renderFigure(figure, quote))
  return fitting(lines, { separator: '\n', units: MAX_SHOWN / 3, more: (count) => say`\n同一句里另有${count}个数字` })
}

function renderFigure(observation: ShownObservation, quote: Quote): Fragment[] {
  const slot = (text: string): Fragment[] => [{ kind: 'slot', text, figure: observation, quote }]
  const { indicators, place, period } = observation
  const names = indicators.map(({ text }) => slot(text))
  const slots = [
    names.length === 0 ? say`指标未注明` : join(names, '、'),
    place === null ? say`地区未注明` : withMeaning(slot(place.text), placeMeant(observation, quote), slot),
    period === null ? say`时间未注明` : withMeaning(slot(period.text), yearMeant(observation, quote), slot),
  ]
  return [...join(slots, ' · '), ...say`\n${{ kind: 'figure', observation, quote }}`, ...unitAbove(observation)]
}

/** A bare number (a table's cell, the first of 72.5亿、41.3亿千瓦时) has its unit elsewhere. */
function unitAbove({ text, unit }: ShownObservation): Fragment[] {
  const isBare = /^[\d.,+-]+[万亿]?$/u.test(text.normalize('NFKC'))
  return isBare && unit !== '' && !text.endsWith(unit) ? say`（单位：${nameOf(unit)}）` : []
}

function withMeaning(printed: Fragment[], meant: string | undefined, slot: (text: string) => Fragment[]): Fragment[] {
  return meant === undefined ? printed : say`${printed}（${slot(meant)}）`
}

/** Which place 全市 is, where the titles say so: outside its report the word says nothing. */
function placeMeant({ place }: ShownObservation, { source }: Quote): string | undefined {
  if (place === null || !/^[全我本]/u.test(place.text)) return undefined
  return `${source.title} ${source.article}`.includes(place.canonical) ? place.canonical : undefined
}

/** Which year 年末 and 全年 are of, where the titles say so. */
function yearMeant({ period }: ShownObservation, { source }: Quote): string | undefined {
  if (period === null || period.from === null || /\d{4}/u.test(period.text)) return undefined
  const year = `${period.from.slice(0, 4)}年`
  return `${source.title} ${source.article}`.includes(year) ? year : undefined
}

function renderQuote(quote: Quote): Fragment[] {
  return [
    ...say`${{ kind: 'quotation', quote }}`,
    ...(quote.repaired ? say`\n（原文有重影，已还原）` : []),
    ...(quote.recognised ? say`\n【识别文字】由图片识别，可能有误，请核对原件` : []),
    ...say`\n—— ${{ kind: 'source', quote }}`,
  ]
}

/** Where else a fact is told. */
export function renderTellings(quotes: readonly Quote[]): Draft {
  const blocks = quotes.map(renderQuote)
  return draft(fitting(blocks, { separator: '\n\n', units: MAX_SHOWN, more: (count) => say`\n\n另有${count}处` }))
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
    ...(names.length === 0 ? [] : say`有的${nameOf(SLOT_WORDS[slot])}：${join(names, '、')}。`),
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
        copy: `“${quote.exact}”\n—— ${labelOf(quote.source)}`,
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
