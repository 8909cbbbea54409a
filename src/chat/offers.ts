import type { Answer, Shown, ShownObservation } from '../answer/answer.ts'
import type { Quote } from '../answer/quote.ts'
import { IndexError } from '../errors.ts'
import type { Offer, Speaker } from './chat.ts'
import type { Draft, Fragment } from './draft.ts'
import { draft, join, nameOf, say } from './draft.ts'
import { guard, storedIn } from './guard.ts'
import type { Message } from './message.ts'
import type { ChatParts } from './parts.ts'
import { linkTo } from './passage-link.ts'
import { pressFor } from './press.ts'
import { renderStranger } from './render-access.ts'
import { renderAnswer } from './render-answer.ts'
import { wholeCharacters } from './shorten.ts'

/** More would not be looked through. */
const MAX_OFFERS = 10
/** Longer questions are typed into the bot's own chat. */
const MAX_QUESTION = 256
/** Figures named in a title; the rest is in the message. */
const FIGURES_IN_TITLE = 3

type Parts = Pick<ChatParts, 'answerer' | 'index' | 'log'>

/** An offer before the guard has looked at it. */
interface OfferDraft {
  readonly id: string
  readonly title: readonly Fragment[]
  readonly description: readonly Fragment[]
  readonly message: Draft
}

/**
 * Quotations that answer a question, to be picked and put into any chat: what `take` would answer, one offer for each
 * quotation, then the others that the question leaves open. Whoever may not ask gets one, which says how he may.
 */
export async function offersFor(parts: Parts, question: string, speaker: Speaker): Promise<Offer[]> {
  const asked = question.trim().slice(0, wholeCharacters(question.trim(), MAX_QUESTION))
  if (speaker.isBanned === true || asked === '') return []
  if (!speaker.isAllowed) return guarded(parts, [notice(say`还不能回答，点这里看怎么开通`, renderStranger(speaker))])
  try {
    return guarded(parts, await draftsFor(parts, asked))
  } catch (error) {
    if (!(error instanceof IndexError)) throw error
    return guarded(parts, [notice([nameOf(error.message)], draft([nameOf(error.message)]))])
  }
}

async function draftsFor({ answerer }: Parts, question: string): Promise<OfferDraft[]> {
  const { answer, previous } = await answerer.answer(question)
  if (answer.kind === 'reply') return []
  if (answer.kind === 'not-found') return [notice(say`资料里没有找到`, renderAnswer(answer, undefined))]
  if (answer.kind === 'clarify') {
    const read = await Promise.all(answer.options.map(({ text }) => answerer.answer(text, previous)))
    return distinct(read.flatMap((one) => quotationsIn(one.answer)))
  }
  const others = await answerer.answer(`列出${question}`)
  return distinct([...quotationsIn(answer), ...quotationsIn(others.answer)])
}

function distinct(drafts: readonly OfferDraft[]): OfferDraft[] {
  return [...new Map(drafts.map((one) => [one.id, one])).values()].slice(0, MAX_OFFERS)
}

/** An offer for each quotation that answers; none for what does not. */
function quotationsIn(answer: Answer): OfferDraft[] {
  if (answer.kind !== 'quoted' && answer.kind !== 'choices') return []
  return answer.quotes.map((quote, number) => {
    const observations = answer.observations.filter((observation) => observation.quote === number)
    return quotationOffer(quote, { observations, quotes: [quote] })
  })
}

function quotationOffer(quote: Quote, { observations, quotes }: Shown): OfferDraft {
  const own = observations.map((observation) => ({ ...observation, quote: 0 }))
  const { start, end } = own[0] ?? quote
  const place = { paragraphId: quote.paragraphId, documentId: quote.source.documentId, start, end }
  const link = { start: linkTo(place), does: 'open' } as const
  const answer: Answer = { kind: 'quoted', observations: own, quotes, missing: [], assumed: [] }
  const button = { label: '查看上下文', press: pressFor({ kind: 'context', ...place }), link }
  return {
    id: link.start,
    ...headingFor(quote, own),
    message: draft(renderAnswer(answer, undefined).fragments, [[button]]),
  }
}

/** The figures with their indicator above; place, period and source below. */
function headingFor(
  quote: Quote,
  observations: readonly ShownObservation[],
): Pick<OfferDraft, 'title' | 'description'> {
  const figures = observations.slice(0, FIGURES_IN_TITLE)
  const [first] = figures
  const slotOf = (text: string | undefined): Fragment[][] =>
    first === undefined || text === undefined ? [] : [[{ kind: 'slot', text, figure: first, quote }]]
  const shown = figures.map((observation): Fragment[] => [{ kind: 'figure', observation, quote }])
  return {
    title:
      first === undefined
        ? [{ kind: 'quotation', quote }]
        : join([join(shown, '、'), ...slotOf(first.indicators[0]?.text)], ' · '),
    description: join(
      [...slotOf(first?.place?.text), ...slotOf(first?.period?.text), [{ kind: 'source', quote }]],
      ' · ',
    ),
  }
}

function notice(title: readonly Fragment[], message: Draft): OfferDraft {
  return { id: 'notice', title, description: [], message: draft(message.fragments) }
}

/** Those of which every part passes the guard. */
function guarded({ index, log }: Parts, drafts: readonly OfferDraft[]): Offer[] {
  const stored = storedIn(index)
  const passed = (drafted: Draft): Message | undefined => {
    const result = guard(drafted, stored)
    if (result.kind === 'sound') return result.message
    log.error({ problem: result.problem }, 'message.refused')
    return undefined
  }
  return drafts.flatMap(({ id, ...parts }) => {
    const [title, description] = [passed(draft(parts.title)), passed(draft(parts.description))]
    const message = passed(parts.message)
    if (title === undefined || description === undefined || message === undefined) return []
    return [{ id, title: title.text, description: description.text, message }]
  })
}
