import { afterEach, describe, expect, test } from 'vitest'

import type { Message } from '../../../src/chat/message.ts'
import { createFakeChat, plainMessage } from '../../support/fake-chat.ts'
import {
  closePages,
  conversation,
  createGate,
  eventsOf,
  openPage,
  postTurn,
  request,
} from '../../support/web-client.ts'

afterEach(closePages)

/** A message as it comes to the page; the id by which a reply names it is the page's to keep. */
function messageEvent(id: number, message: Message) {
  return { type: 'message', id, replyId: expect.stringMatching(/./), message }
}

describe('a conversation on the page', () => {
  test('takes words and presses as turns of one conversation', async () => {
    const chat = createFakeChat()
    const { url } = await openPage({ chat })
    const asked = await eventsOf(await postTurn(url, { conversation, text: '清河县粮食产量多少？' }))
    const pressed = await eventsOf(await postTurn(url, { conversation, press: 'context:7' }))
    expect(asked).toEqual([messageEvent(1, plainMessage('text: 清河县粮食产量多少？'))])
    expect(pressed).toEqual([messageEvent(1, plainMessage('press: context:7'))])
    expect(chat.turns.map(({ speaker }) => speaker.chatId)).toEqual([`web:${conversation}`, `web:${conversation}`])
  })

  test('says which message a turn replies to', async () => {
    const chat = createFakeChat()
    const { url } = await openPage({ chat })
    await eventsOf(await postTurn(url, { conversation, text: '去年呢？', repliesTo: 'abc' }))
    expect(chat.turns).toMatchObject([{ kind: 'text', text: '去年呢？', repliesTo: 'abc' }])
  })

  test('hands on styles, buttons and hostile text as they are, for the page to show as text', async () => {
    const message: Message = {
      text: '“<script>alert(1)</script>亩产\u2028500公斤”',
      styles: [{ type: 'quotation', start: 0, end: 37 }],
      buttons: [[{ label: '</script>', press: 'context:1', copy: '"\n<b>' }]],
    }
    const { url } = await openPage({
      chat: createFakeChat(async (_, outbox) => {
        await outbox.send(message)
        return {}
      }),
    })
    const response = await postTurn(url, { conversation, text: '<img src=x onerror=alert(1)>' })
    expect(response.headers.get('content-type')).toBe('application/x-ndjson; charset=utf-8')
    expect(await eventsOf(response)).toEqual([messageEvent(1, message)])
  })

  test('shows messages, edits and the notice in the order in which they happen', async () => {
    const { url } = await openPage({
      chat: createFakeChat(async (_, outbox) => {
        const progress = await outbox.send(plainMessage('0/2'))
        await outbox.send(plainMessage('开始'))
        await progress.edit(plainMessage('2/2'))
        return { notice: '已完成' }
      }),
    })
    expect(await eventsOf(await postTurn(url, { conversation, text: '/reindex' }))).toEqual([
      messageEvent(1, plainMessage('0/2')),
      messageEvent(2, plainMessage('开始')),
      { type: 'edit', id: 1, message: plainMessage('2/2') },
      { type: 'notice', text: '已完成' },
    ])
  })

  test('changes the message whose button was pressed, which goes by the id 0', async () => {
    const chat = createFakeChat(async (turn, outbox) => {
      await outbox.pressed?.edit(plainMessage('下一段'))
      return { notice: outbox.pressed === undefined ? turn.kind : '翻页' }
    })
    const { url } = await openPage({ chat })
    expect(await eventsOf(await postTurn(url, { conversation, press: 'page:7' }))).toEqual([
      { type: 'edit', id: 0, message: plainMessage('下一段') },
      { type: 'notice', text: '翻页' },
    ])
    expect(await eventsOf(await postTurn(url, { conversation, text: '问' }))).toEqual([
      { type: 'notice', text: 'text' },
    ])
  })

  test('hands a file over whole, mark of UTF-8 and all', async () => {
    const file = { name: '提问记录.csv', content: '\uFEFF"问题"\r\n"</script>\u2028"\r\n' }
    const chat = createFakeChat(async (_, outbox) => {
      await outbox.sendFile?.(file)
      return {}
    })
    const { url } = await openPage({ chat })
    expect(await eventsOf(await postTurn(url, { conversation, text: '/export' }))).toEqual([{ type: 'file', ...file }])
  })

  test('shows a message while the turn still runs', async () => {
    const gate = createGate()
    const { url } = await openPage({
      chat: createFakeChat(async (_, outbox) => {
        const progress = await outbox.send(plainMessage('0/1'))
        await gate.passed
        await progress.edit(plainMessage('1/1'))
        return {}
      }),
    })
    const response = await postTurn(url, { conversation, text: '/reindex' })
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
    expect((await reader?.read())?.value).toContain('0/1')
    gate.open()
    expect((await reader?.read())?.value).toContain('1/1')
  })

  test('goes on showing edits of work that outlasts its turn', async () => {
    const gate = createGate()
    const { url } = await openPage({
      chat: createFakeChat(async (_, outbox) => {
        const progress = await outbox.send(plainMessage('0/1'))
        return { afterwards: gate.passed.then(() => progress.edit(plainMessage('1/1'))) }
      }),
    })
    const response = await postTurn(url, { conversation, text: '/reindex' })
    gate.open()
    expect((await eventsOf(response)).map(({ type }) => type)).toEqual(['message', 'edit'])
  })

  test('does not hold up a turn whose page is does not read', async () => {
    const gate = createGate()
    const ended = createGate()
    const { url } = await openPage({
      chat: createFakeChat(async (_, outbox) => {
        await gate.passed
        for (let count = 0; count < 5000; count++) await outbox.send(plainMessage('数'.repeat(1000)))
        ended.open()
        return {}
      }),
    })
    const reader = new AbortController()
    const options = { method: 'POST', headers: { 'Content-Type': 'application/json' }, signal: reader.signal }
    const body = JSON.stringify({ conversation, text: '粮食' })
    const response = await fetch(`${url}api/turn`, { ...options, body })
    gate.open()
    await expect(ended.passed).resolves.toBeUndefined()
    reader.abort()
    await expect(response.text()).rejects.toThrow('aborted')
  })

  test('says in one sentence that a turn broke off, and gives the reason to the log alone', async () => {
    const { url, log } = await openPage({
      chat: createFakeChat(async (_, outbox) => {
        await outbox.send(plainMessage('马上'))
        throw new Error('secret detail')
      }),
    })
    const events = await eventsOf(await postTurn(url, { conversation, text: '粮食' }))
    expect(events.map(({ type }) => type)).toEqual(['message', 'failed'])
    expect(JSON.stringify(events)).not.toContain('secret detail')
    expect(log.lines.filter(({ level }) => level === 'error').map(({ event }) => event)).toEqual(['turn.failed'])
  })
})

describe('a visitor', () => {
  test.each([
    ['127.0.0.1', true],
    ['localhost', true],
    ['0.0.0.0', false],
  ])('of a page bound to %s is an admin: %s', async (host, isAdmin) => {
    const chat = createFakeChat()
    const { url } = await openPage({ host, chat })
    await eventsOf(await postTurn(url, { conversation, text: '/reindex' }))
    expect(chat.turns.map(({ speaker }) => speaker.isAdmin)).toEqual([isAdmin])
  })

  test.each(['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'])(
    'whose request a proxy passes on (%s) is no admin',
    async (header) => {
      const chat = createFakeChat()
      const { url } = await openPage({ chat })
      await request(url, {
        method: 'POST',
        path: '/api/turn',
        headers: { 'content-type': 'application/json', [header]: '203.0.113.7' },
        body: JSON.stringify({ conversation, text: '/reindex' }),
      })
      expect(chat.turns.map(({ speaker }) => speaker.isAdmin)).toEqual([false])
    },
  )

  test('who is no admin gets no commands for admins', async () => {
    const { url } = await openPage({ host: '0.0.0.0' })
    const response = await fetch(`${url}api/suggestions`)
    expect(await response.json()).toMatchObject({ commands: [{ name: 'help' }] })
  })
})
