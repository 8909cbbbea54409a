import { openWithin } from '../report-index/collections.ts'
import type { Speaker } from './chat.ts'
import type { ChatParts } from './parts.ts'

/**
 * What a turn works with: in a group that is answered from some collections alone, nothing that is said there can come
 * from another one.
 */
export function partsFor(parts: ChatParts, { isGroup, chatId }: Speaker): ChatParts {
  const collections = isGroup ? parts.state.groups.of(chatId).collections : undefined
  if (collections === undefined) return parts
  const { answerer, index } = parts
  return {
    ...parts,
    index: openWithin(index, collections),
    answerer: {
      answer: (question, previous) => answerer.answer(question, previous, collections),
      explain: (question, previous) => answerer.explain(question, previous, collections),
      search: (question, topK) => answerer.search(question, topK),
      status: () => answerer.status(),
      close: () => answerer.close(),
    },
    // They are made of all reports.
    examples: [],
  }
}
