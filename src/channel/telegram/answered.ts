import type { Heard } from './turn.ts'

/** Which message of the bot answers which question, so that a question that is edited gets its answer edited. */
export interface Answered {
  /** The answer to an earlier wording of what was heard; undefined for a new question. */
  earlierAnswer(heard: Heard): number | undefined
  /** False for an edit that comes too late to be a question of its own, and whose answer is not known any more. */
  isTimely(heard: Heard): boolean
  /** Notes the first message that answers what was heard. */
  note(heard: Heard, messageId: number): void
}

/** Questions remembered: people mend a question soon or not at all. */
const REMEMBERED = 1000
/** Time enough to add the bot's name that was forgotten; an old message that is tidied up asks nothing. */
const FRESH_SECONDS = 300

/** Remembers nothing over a restart. */
export function createAnswered(): Answered {
  const answers = new Map<string, number>()
  const earlierAnswer = (heard: Heard): number | undefined =>
    heard.question?.editedAfterSeconds === undefined ? undefined : answers.get(keyOf(heard))
  return {
    earlierAnswer,
    isTimely: (heard) =>
      (heard.question?.editedAfterSeconds ?? 0) <= FRESH_SECONDS || earlierAnswer(heard) !== undefined,
    note(heard, messageId) {
      if (heard.question === undefined || answers.has(keyOf(heard))) return
      answers.set(keyOf(heard), messageId)
      const [oldest] = answers.keys()
      if (answers.size > REMEMBERED && oldest !== undefined) answers.delete(oldest)
    },
  }
}

function keyOf({ place, question }: Heard): string {
  return `${place.chatId} ${question?.messageId ?? ''}`
}
