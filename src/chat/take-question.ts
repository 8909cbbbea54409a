import type { Answer, Shown } from '../answer/answer.ts'
import type { Answered, Previous } from '../answer/answerer.ts'
import { IndexError } from '../errors.ts'
import type { Taken } from './chat.ts'
import { draft, nameOf, say, toMessage } from './draft.ts'
import type { Draft } from './draft.ts'
import type { Button } from './message.ts'
import type { SaidMessage, Talk } from './parts.ts'
import { linkTo } from './passage-link.ts'
import { pressFor } from './press.ts'
import { gapsIn } from './render-gaps.ts'
import { renderAnswer } from './render-answer.ts'
import { wholeCharacters } from './shorten.ts'

/** Longer texts are cut, and said so: nothing that long is one question, and every stage takes time by the character. */
const MAX_QUESTION = 1000

const NO_QUESTION = draft(say`请在命令后面写上问题，例如：/ask 固定资产投资增长多少`)

/** Answers a question, which may lean on the answer it replies to or on the person's last one. */
export function takeQuestion(talk: Talk, text: string): Promise<Taken> {
  return takeFollowUp(talk, text, contextOf(talk))
}

/** Answers a question that may lean on what `leansOn` left, and keeps both, to be marked as wrong and followed up. */
export async function takeFollowUp(talk: Talk, text: string, leansOn: Previous | undefined): Promise<Taken> {
  if (text === '') {
    await talk.say(NO_QUESTION)
    return {}
  }
  const question = text.slice(0, wholeCharacters(text, MAX_QUESTION))
  const answered = await answerTo(talk, question, leansOn)
  if (answered === undefined) return {}
  const asked = keep(talk, { question, leansOn, answered })
  const rendered = renderAnswer(answered.answer, asked)
  const shown = talk.speaker.isGroup ? withPrivateLink(rendered, answered.answer) : rendered
  const said = await talk.say(text.length > MAX_QUESTION ? withNotice(shown) : shown)
  if (asked !== undefined) rememberShown(talk, said, asked)
  return {}
}

/** For replies to it. */
function rememberShown({ parts, speaker }: Talk, { ids }: SaidMessage, asked: number): void {
  for (const message of ids) parts.state.setAnsweredBy({ chat: speaker.chatId, message, asked })
}

/** What the answer that is replied to left, else what this person's last one did. */
function contextOf({ parts: { state }, speaker: { chatId, userId }, repliesTo }: Talk): Previous | undefined {
  const replied = repliesTo === undefined ? undefined : state.answeredBy(chatId, repliesTo)
  const asked = replied ?? state.lastAsked(chatId, userId)
  return asked === undefined ? undefined : state.asked(asked)?.leaves
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
    await talk.say(draft([nameOf(error.message)]))
    return undefined
  }
}

interface ToKeep {
  readonly question: string
  readonly leansOn: Previous | undefined
  readonly answered: Answered
}

/** Small talk is not kept: nobody corrects it or goes on from it. */
function keep({ parts: { state }, speaker }: Talk, { question, leansOn, answered }: ToKeep): number | undefined {
  const { answer, previous: leaves } = answered
  if (answer.kind === 'reply') return undefined
  const { text } = toMessage(renderAnswer(answer, undefined))
  const { userId: person } = speaker
  const gaps = gapsIn(answer)
  const asked = state.keep({ question, answer: text, kind: answer.kind, leanedOn: leansOn, leaves, person, gaps })
  state.setLastAsked({ chat: speaker.chatId, person: speaker.userId, asked })
  return asked
}

/** Whole paragraphs are read elsewhere than among others who talk. */
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
  return answer.kind === 'quoted' || answer.kind === 'choices' ? answer : { observations: [], quotes: [] }
}

function withNotice(drafted: Draft): Draft {
  return draft([...say`问题太长，只看了前${MAX_QUESTION}个字。\n\n`, ...drafted.fragments], drafted.buttons)
}
