import { expect, test } from 'vitest'
import { openChatState } from '../../src/chat/chat-state.ts'

test('the last decision about an id counts, and can be taken back', () => {
  const state = openChatState(':memory:')
  const { access } = state
  expect(access.verdictOn(42)).toBeUndefined()
  access.decide({ id: 42, verdict: 'allowed', name: '张三' })
  access.decide({ id: 42, verdict: 'banned', name: '张三' })
  expect(access.verdictOn(42)).toBe('banned')
  expect([access.remove(42), access.remove(42), access.verdictOn(42)]).toEqual([true, false, undefined])
  state.close()
})

test('decisions are listed newest first, groups of 52 bits and all', () => {
  let now = 0
  const state = openChatState(':memory:', { now: () => (now += 1000) })
  const group = { id: -(2 ** 51), verdict: 'allowed', name: '统计群' } as const
  const user = { id: 7, verdict: 'banned', name: '' } as const
  state.access.decide(group)
  state.access.decide(user)
  expect(state.access.entries()).toEqual([user, group])
  expect(state.access.verdictOn(group.id)).toBe('allowed')
  state.close()
})

test('a group that becomes a supergroup keeps what was decided about it and what was last asked in it', () => {
  const state = openChatState(':memory:')
  state.access.decide({ id: -5, verdict: 'allowed', name: '统计群' })
  const asked = state.keep({
    question: '问',
    answer: '答',
    kind: 'quoted',
    leanedOn: undefined,
    leaves: undefined,
    person: 'p',
    gaps: [],
  })
  state.setLastAsked({ chat: 'telegram:-5', person: 'telegram:42', asked })

  state.moveChat('telegram', { from: -5, to: -1005 })

  expect([state.access.verdictOn(-5), state.access.verdictOn(-1005)]).toEqual([undefined, 'allowed'])
  expect(state.lastAsked('telegram:-5', 'telegram:42')).toBeUndefined()
  expect(state.lastAsked('telegram:-1005', 'telegram:42')).toBe(asked)
  state.close()
})
