import type { Answer, Shown } from '../answer/answer.ts'
import type { Answered, Previous } from '../answer/answerer.ts'
import { IndexError } from '../errors.ts'
import { isRefused } from '../report-index/sqlite/database.ts'
import type { Taken } from './chat.ts'
import { draft, nameOf, say, toMessage } from './draft.ts'
import type { Draft } from './draft.ts'
import type { Button } from './message.ts'
import type { SaidMessage, Talk } from './parts.ts'
import { mendIndex } from './upkeep.ts'
import { linkTo } from './passage-link.ts'
import { pressFor } from './press.ts'
import { gapsIn } from './render-gaps.ts'
import type { AnswerPress } from './press.ts'
import { renderAnswer } from './render-answer.ts'
import { isList } from './render-list.ts'
import { wholeCharacters } from './shorten.ts'

/** Longer texts are cut, and said so: nothing that long is one question, and every stage takes time by the character. */
const MAX_QUESTION = 1000

/** For a button whose answer is not kept any more. */
export const EXPIRED: Taken = { notice: '这个按钮已失效，请重新提问' }

/** Answers a question, which may lean on the answer it replies to or on the person's last one. */
export function takeQuestion(talk: Talk, text: string): Promise<Taken> {
  return takeFollowUp(talk, text, contextOf(talk))
}

/** Answers a question that may lean on what `leansOn` left, and keeps both, to be marked as wrong and followed up. */
export async function takeFollowUp(talk: Talk, text: string, leansOn: Previous | undefined): Promise<Taken> {
  const question = text.slice(0, wholeCharacters(text, MAX_QUESTION))
  const answered = await answerTo(talk, question, leansOn)
  if (answered === undefined || (talk.isUntagged && !isAnswer(answered.answer))) return {}
  const asked = keep(talk, { question, leansOn, answered })
  const rendered = renderAnswer(answered.answer, asked)
  const shown = talk.speaker.isGroup ? withPrivateLink(rendered, answered.answer) : rendered
  const said = await talk.say(text.length > MAX_QUESTION ? withNotice(shown) : shown)
  if (asked !== undefined) rememberShown(talk, said, asked)
  return {}
}

/** Shows another page of a list in its place, or what the question is answered with by now. */
export async function takeListPage(talk: Talk, { asked, at }: AnswerPress): Promise<Taken> {
  const kept = talk.parts.state.asked(asked)
  if (kept === undefined) return EXPIRED
  const answered = await answerTo(talk, kept.question, kept.leanedOn)
  if (answered !== undefined) await talk.revise(renderAnswer(answered.answer, asked, at))
  return {}
}

/** Worth saying to people who did not ask the bot. */
function isAnswer({ kind }: Answer): boolean {
  return kind === 'quoted' || kind === 'choices'
}

/** For replies to it. */
function rememberShown({ parts, speaker }: Talk, { ids }: SaidMessage, asked: number): void {
  for (const message of ids) parts.state.setAnsweredBy({ chat: speaker.chatId, message, asked })
}

/** The number of the answer that is replied to, else of this person's last one; undefined for none. */
export function askedFor({ parts: { state }, speaker: { chatId, userId }, repliesTo }: Talk): number | undefined {
  const replied = repliesTo === undefined ? undefined : state.answeredBy(chatId, repliesTo)
  return replied ?? state.lastAsked(chatId, userId)
}

function contextOf(talk: Talk): Previous | undefined {
  const asked = askedFor(talk)
  return asked === undefined ? undefined : talk.parts.state.asked(asked)?.leaves
}

async function answerTo(talk: Talk, question: string, leansOn: Previous | undefined): Promise<Answered | undefined> {
  const { parts } = talk
  const startedAt = performance.now()
  try {
    const answered = await parts.answerer.answer(question, leansOn)
    const durationMs = Math.round(performance.now() - startedAt)
    parts.log.info({ kind: answered.answer.kind, duration_ms: durationMs }, 'question.answered')
    return answered
  } catch (error) {
    if (!(error instanceof IndexError)) throw error
    parts.log.warn({ problem: error.message }, 'question.unanswered')
    const mending = mendIndex(parts) ? say`。正在自动更新索引，请过一会儿再问。` : []
    await talk.say(draft([nameOf(error.message), ...mending]))
    return undefined
  }
}

interface ToKeep {
  readonly question: string
  readonly leansOn: Previous | undefined
  readonly answered: Answered
}

/**
 * Small talk is not kept: nobody corrects it or goes on from it. Where the disk has no room an answer is not kept
 * either, which is no reason not to give it.
 */
function keep(talk: Talk, toKeep: ToKeep): number | undefined {
  if (toKeep.answered.answer.kind === 'reply') return undefined
  try {
    return keepAnswer(talk, toKeep)
  } catch (error) {
    if (!isRefused(error)) throw error
    talk.parts.log.error({ problem: String(error) }, 'answer.unsaved')
    return undefined
  }
}

function keepAnswer({ parts: { state }, speaker }: Talk, { question, leansOn, answered }: ToKeep): number {
  const { answer, previous: leaves } = answered
  const { text } = toMessage(renderAnswer(answer, undefined))
  const { userId: person } = speaker
  const gaps = gapsIn(answer)
  const asked = state.keep({ question, answer: text, kind: answer.kind, leanedOn: leansOn, leaves, person, gaps })
  state.setLastAsked({ chat: speaker.chatId, person: speaker.userId, asked })
  return asked
}

/** Whole paragraphs are read elsewhere than among others who talk. The rows of a list have buttons of their own. */
function withPrivateLink(drafted: Draft, answer: Answer): Draft {
  const { observations, quotes } = answer.kind === 'not-found' ? answer.nearest : shownIn(answer)
  const [quote] = quotes
  if (quote === undefined) return drafted
  const { start, end } = observations.find((observation) => observation.quote === 0) ?? quote
  const place = { paragraphId: quote.paragraphId, documentId: quote.source.documentId, start, end }
  const press = pressFor({ kind: 'context', ...place })
  const button: Button = { label: '私聊查看上下文', press, link: { start: linkTo(place), does: 'open' } }
  return draft(drafted.fragments, [...drafted.buttons, [button]])
}

function shownIn(answer: Answer): Shown {
  const isShown = answer.kind === 'quoted' || (answer.kind === 'choices' && !isList(answer))
  return isShown ? answer : { observations: [], quotes: [] }
}

function withNotice({ fragments, buttons, table }: Draft): Draft {
  const notice = say`问题太长，只看了前${MAX_QUESTION}个字。\n\n`
  const noticed = { fragments: [...notice, ...fragments], buttons }
  return table === undefined ? noticed : { ...noticed, table: { ...table, head: [...notice, ...table.head] } }
}
