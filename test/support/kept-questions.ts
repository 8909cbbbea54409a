import { openChatState } from '../../src/chat/chat-state.ts'
import type { ChatState } from '../../src/chat/chat-state.ts'

/** Keeps a question whose answer somebody marked as wrong. */
export function keepWrong(state: ChatState, question: string): void {
  const kept = { question, answer: '', kind: 'quoted', leanedOn: undefined, leaves: undefined, person: 'p', gaps: [] }
  state.markWrong(state.keep(kept), 'p')
}

/** What a bot leaves behind that was asked this. */
export function askIn(file: string, question: string): void {
  const state = openChatState(file)
  keepWrong(state, question)
  state.close()
}

/** The questions of a state file, newest first. */
export function questionsIn(file: string): string[] {
  const state = openChatState(file)
  const kept = state.wrong().map(({ question }) => question)
  state.close()
  return kept
}
