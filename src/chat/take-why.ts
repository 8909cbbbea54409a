import type { Explanation } from '../answer/explain.ts'
import { IndexError } from '../errors.ts'
import type { Taken } from './chat.ts'
import { draft, echo, join, nameOf, say } from './draft.ts'
import type { Draft } from './draft.ts'
import type { Talk } from './parts.ts'
import { pressFor } from './press.ts'
import type { AnswerPress } from './press.ts'
import { shorten } from './shorten.ts'
import { askedFor, EXPIRED } from './take-question.ts'
import { whyLines } from './why-lines.ts'

const NOTHING_ASKED = draft(say`还没有可以说明的回答。先提一个问题，或回复要说明的那条回答发 /why。`)

/** Says how an answer came about: the one that is replied to, else the person's last. */
export async function takeWhy(talk: Talk): Promise<Taken> {
  const asked = askedFor(talk)
  const drafted = asked === undefined ? undefined : await explained(talk, { kind: 'why', asked, at: 0 })
  await talk.say(drafted ?? NOTHING_ASKED)
  return {}
}

/** Turns to another page of it, in its place. */
export async function takeWhyPage(talk: Talk, press: AnswerPress<'why'>): Promise<Taken> {
  const drafted = await explained(talk, press)
  if (drafted === undefined) return EXPIRED
  await talk.revise(drafted)
  return {}
}

/** Undefined where the question is not kept any more. */
async function explained({ parts }: Talk, press: AnswerPress<'why'>): Promise<Draft | undefined> {
  const kept = parts.state.asked(press.asked)
  if (kept === undefined) return undefined
  try {
    return renderWhy(kept.question, await parts.answerer.explain(kept.question, kept.leanedOn), press)
  } catch (error) {
    if (!(error instanceof IndexError)) throw error
    return draft([nameOf(error.message)])
  }
}

/** Figures of a page, and the characters that one of them may take. */
const FIGURES = 8
const MAX_LINE = 300

function renderWhy(question: string, explanation: Explanation, { asked, at }: AnswerPress<'why'>): Draft {
  const { understood, figures } = whyLines(explanation)
  const pages = Math.max(1, Math.ceil(figures.length / FIGURES))
  const page = Math.min(at, pages - 1)
  const lines = (texts: readonly string[]) =>
    join(
      texts.map((text) => [nameOf(shorten(text, MAX_LINE))]),
      '\n',
    )
  const shown = figures.slice(page * FIGURES, (page + 1) * FIGURES)
  const turn = (label: string, to: number) => ({ label, press: pressFor({ kind: 'why', asked, at: to }) })
  const buttons = [
    ...(page > 0 ? [turn('上一页', page - 1)] : []),
    ...(page + 1 < pages ? [turn('下一页', page + 1)] : []),
  ]
  return draft(
    [
      ...say`问题：${echo(shorten(question, MAX_LINE))}\n理解：\n${lines(understood.slice(0, 3))}\n\n`,
      ...(shown.length === 0
        ? say`没有看到任何数字。`
        : say`看过的数字（第${page + 1}页，共${pages}页）：\n${lines(shown)}`),
    ],
    buttons.length === 0 ? [] : [buttons],
  )
}
