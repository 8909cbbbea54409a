import type { Answer, Assumed, Reason, Shown, ShownObservation, SlotName } from '../answer/answer.ts'
import type { Quote } from '../answer/quote.ts'
import type { Draft, Fragment } from './draft.ts'
import { draft, echo, join, labelOf, nameOf, say } from './draft.ts'
import type { Button } from './message.ts'
import { pressFor } from './press.ts'

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
      return draft(
        say`想问的是哪一个？`,
        answer.options.map(({ text }) => [{ label: text, press: pressFor({ kind: 'option', text }) }]),
      )
    case 'not-found':
      return draft([...renderReasons(answer.reasons), ...renderNearest(answer.nearest)], buttonsFor(answer.nearest, asked))
    case 'reply':
      return draft([nameOf(answer.text)])
  }
}

/** Quotation by quotation: its figures with their slots, the sentence, the source. */
function renderShown({ observations, quotes }: Shown): Fragment[] {
  const blocks = quotes.map((quote, number) => {
    const figures = observations.filter((observation) => observation.quote === number)
    return [...join(figures.map((figure) => renderFigure(figure, quote)), '\n'), ...renderQuote(quote, figures)]
  })
  return join(blocks, '\n\n')
}

function renderFigure(observation: ShownObservation, quote: Quote): Fragment[] {
  const indicators = observation.indicators.map(({ text }): Fragment[] => [{ kind: 'slot', text, quote }])
  const slots = [
    indicators.length === 0 ? say`指标未注明` : join(indicators, '、'),
    observation.place === null ? say`地区未注明` : slot(observation.place.text, quote),
    observation.period === null ? say`时间未注明` : slot(observation.period.text, quote),
  ]
  return [...join(slots, ' · '), ...say`\n${{ kind: 'figure', observation, quote }}`]
}

function slot(text: string, quote: Quote): Fragment[] {
  return [{ kind: 'slot', text, quote }]
}

function renderQuote(quote: Quote, figures: readonly ShownObservation[]): Fragment[] {
  const others = Math.max(0, ...figures.map(({ alsoIn }) => alsoIn))
  return [
    ...say`\n${{ kind: 'quotation', quote }}`,
    ...(quote.repaired ? say`\n（原文有重影，已还原）` : []),
    ...say`\n—— ${{ kind: 'source', source: quote.source }}`,
    ...(others === 0 ? [] : say`（另见${others}处）`),
  ]
}

function renderMissing(missing: readonly { readonly asked: string }[]): Fragment[] {
  if (missing.length === 0) return []
  return say`资料里没有：${join(missing.map(({ asked }) => [echo(asked)]), '、')}\n\n`
}

function renderAssumed(assumed: readonly Assumed[]): Fragment[] {
  if (assumed.length === 0) return []
  const parts = assumed.map(({ slot: name, text, why }) => say`${nameOf(SLOT_WORDS[name])}按${nameOf(why)}取${echo(text)}`)
  return say`\n（${join(parts, '；')}）`
}

function renderReasons(reasons: readonly Reason[]): Fragment[] {
  const [first] = reasons
  if (first === undefined || first.slot === 'topic') return say`资料里没有找到相关的数字。可发送“来源”看看有哪些资料。`
  return join(
    reasons.map(({ slot: name, asked, available }) => [
      ...say`资料里没有${echo(asked)}。`,
      ...(available.length === 0
        ? []
        : say`有的${nameOf(SLOT_WORDS[name])}：${join(available.map((text) => [nameOf(text)]), '、')}。`),
    ]),
    '\n',
  )
}

function renderNearest(nearest: Shown): Fragment[] {
  return nearest.quotes.length === 0 ? [] : [...say`\n\n最接近的是：\n`, ...renderShown(nearest)]
}

/** 上下文 and 复制 belong to the first quotation, 不对 to the whole answer. */
function buttonsFor({ observations, quotes }: Shown, asked: number | undefined): Button[][] {
  const [quote] = quotes
  if (quote === undefined) return []
  const figure = observations.find((observation) => observation.quote === 0) ?? quote
  const { start, end } = figure
  const row: Button[] = [
    { label: '上下文', press: pressFor({ kind: 'context', paragraphId: quote.paragraphId, start, end }) },
    {
      label: '复制',
      press: pressFor({ kind: 'copy', paragraphId: quote.paragraphId, start: quote.start, end: quote.end }),
      copy: `“${quote.exact}”\n—— ${labelOf(quote.source)}`,
    },
  ]
  return [asked === undefined ? row : [...row, { label: '不对', press: pressFor({ kind: 'wrong', asked }) }]]
}
