import { lastAccountIn } from '../observation/account-scope.ts'
import type { AccountScope } from '../observation/observation.ts'
import type { Ask } from '../retrieval/question.ts'

/** The accounts asked for; undefined when the question does not say, which means the whole. */
export function askedScope({ text, place }: Ask): AccountScope | undefined {
  return lastAccountIn(text, place?.canonicals[0] ?? null)
}
