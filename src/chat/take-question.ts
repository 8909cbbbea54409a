import type { Answer, Shown } from '../answer/answer.ts'
import type { Answered } from '../answer/answerer.ts'
import { IndexError } from '../errors.ts'
import type { Taken } from './chat.ts'
import { draft, nameOf, say, toMessage } from './draft.ts'
import type { Draft } from './draft.ts'
import type { Button } from './message.ts'
import type { Talk } from './parts.ts'
import { linkTo } from './passage-link.ts'
import { pressFor } from './press.ts'
import { renderAnswer } from './render-answer.ts'
import { wholeCharacters } from './shorten.ts'

/** Longer texts are cut, and said so: nothing that long is one question, and every stage takes time by the character. */
const MAX_QUESTION = 1000

const NO_QUESTION = draft(say`请在命令后面写上问题，例如：/ask 固定资产投资增长多少`)

/** Answers a question and keeps both, so that it can be marked as wrong and followed up. */
export async function takeQuestion(talk: Talk, text: string): Promise<Taken> {
  if (text === '') {
    await talk.say(NO_QUESTION)
    return {}
  }
  const question = text.slice(0, wholeCharacters(text, MAX_QUESTION))
  const answered = await answerTo(talk, question)
  if (answered === undefined) return {}
  const asked = keep(talk, question, answered.answer)
  const rendered = renderAnswer(answered.answer, asked)
  const shown = talk.speaker.isGroup ? withPrivateLink(rendered, answered.answer) : rendered
  await talk.say(text.length > MAX_QUESTION ? withNotice(shown) : shown)
  return {}
}

async function answerTo(talk: Talk, question: string): Promise<Answered | undefined> {
  const { parts, speaker } = talk
  const startedAt = performance.now()
  try {
    const answered = await parts.answerer.answer(question, parts.state.previous(speaker.chatId, speaker.userId))
    if (answered.previous !== undefined) {
      parts.state.setPrevious({ chat: speaker.chatId, person: speaker.userId, previous: answered.previous })
    }
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

/** Small talk is not kept: nobody corrects it. */
function keep({ parts }: Talk, question: string, answer: Answer): number | undefined {
  if (answer.kind === 'reply') return undefined
  const { text } = toMessage(renderAnswer(answer, undefined))
  return parts.state.keep({ question, answer: text, kind: answer.kind })
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
