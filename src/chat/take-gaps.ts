import type { Taken } from './chat.ts'
import { draft, say } from './draft.ts'
import type { Talk } from './parts.ts'
import { questionsAsCsv, renderGaps } from './render-gaps.ts'

/** `/gaps`: what the reports lack, for who adds reports. */
export async function takeGaps(talk: Talk): Promise<Taken> {
  const { state, settings } = talk.parts
  const { keepDays } = settings
  await talk.say(renderGaps({ gaps: state.gaps(), unanswered: state.unanswered(), wrong: state.wrong(), keepDays }))
  return {}
}

/** `/export`: all questions with their answers, as a file for a spreadsheet program. */
export async function takeExport(talk: Talk): Promise<Taken> {
  const questions = talk.parts.state.all()
  if (questions.length === 0) {
    await talk.say(draft(say`还没有提问记录。`))
    return {}
  }
  const day = new Date().toISOString().slice(0, 10)
  const isHanded = await talk.hand({ name: `提问记录-${day}.csv`, content: questionsAsCsv(questions) })
  if (!isHanded) await talk.say(draft(say`这里传不了文件，请在 Telegram 里私聊我，或者在本机的网页上发送 /export。`))
  return {}
}

/** `/forget`: what is kept of who asks for it is deleted at once. */
export async function takeForget(talk: Talk): Promise<Taken> {
  const { parts, speaker } = talk
  const { questions, marks } = parts.state.forget(speaker.userId)
  await talk.say(
    draft(
      say`已删除与你有关的记录：提问${questions}条，“不对”标记${marks}条，以及接着追问用的上下文。以后的提问仍会保留${parts.settings.keepDays}天，不记姓名。`,
    ),
  )
  return {}
}
