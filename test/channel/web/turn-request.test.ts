import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { readTurnRequest, turnOf } from '../../../src/channel/web/turn-request.ts'

const conversation = '0123456789abcdef0123456789abcdef'

describe('a posted turn', () => {
  test('is words in the conversation of one open page', () => {
    expect(readTurnRequest({ conversation, text: '粮食产量多少' })).toEqual({
      kind: 'text',
      conversation,
      text: '粮食产量多少',
    })
  })

  test('is the press of a button', () => {
    expect(readTurnRequest({ conversation, press: 'context:7' })).toEqual({
      kind: 'press',
      conversation,
      press: 'context:7',
    })
  })

  test.each([
    ['no object', 'text'],
    ['null', null],
    ['a list', [conversation, '粮食']],
    ['no conversation', { text: '粮食' }],
    ['a conversation of another channel', { conversation: 'telegram:42', text: '粮食' }],
    ['a conversation that is too short to be secret', { conversation: 'abc', text: '粮食' }],
    ['neither words nor a press', { conversation }],
    ['both words and a press', { conversation, text: '粮食', press: 'context:7' }],
    ['blanks for words', { conversation, text: ' \n' }],
    ['a number for words', { conversation, text: 7 }],
  ])('is not %s', (_, body) => {
    expect(readTurnRequest(body)).toBeUndefined()
  })

  test('is, from any JSON, either what was written or nothing', () => {
    const field = fc.oneof(fc.string(), fc.jsonValue())
    const drawn = fc.constantFrom(conversation, conversation.slice(1))
    const posted = fc.record({ conversation: drawn, text: field, press: field }, { requiredKeys: ['conversation'] })
    fc.assert(
      fc.property(posted, (body) => {
        const request = readTurnRequest(body)
        expect(request ?? body).toMatchObject(request === undefined ? {} : body)
      }),
    )
  })
})

describe('the speaker on the page', () => {
  test('may ask, is in no group, and has a conversation of its own', () => {
    const { speaker } = turnOf({ kind: 'text', conversation, text: '粮食' }, false)
    expect(speaker).toMatchObject({
      chatId: `web:${conversation}`,
      userId: `web:${conversation}`,
      isAllowed: true,
      isGroup: false,
      isAdmin: false,
    })
  })
})
