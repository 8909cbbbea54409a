import { afterEach, describe, expect, test } from 'vitest'

import { createFakeChat } from '../../support/fake-chat.ts'
import { closePages, conversation, openPage, postTurn, request } from '../../support/web-client.ts'

afterEach(closePages)

describe('the page refuses', () => {
  test.each(['/', '/page.js', '/healthz', '/api/suggestions'])('%s under a foreign name', async (path) => {
    const { url, log } = await openPage()
    const { status, text } = await request(url, { path, headers: { host: 'evil.example' } })
    expect(status).toBe(403)
    expect(text).toContain('程序启动时显示的网址')
    expect(log.lines).toContainEqual({ level: 'warn', event: 'request.refused', fields: { host: 'evil.example' } })
  })

  test.each([
    ['a foreign name', { host: 'evil.example' }, 403],
    ['another site', { origin: 'https://evil.example' }, 403],
    ['another site by its fetch metadata', { 'sec-fetch-site': 'cross-site' }, 403],
    ['a form', { 'content-type': 'text/plain' }, 415],
    ['a type that only begins like JSON', { 'content-type': 'application/jsonp' }, 415],
  ])('a turn from %s', async (_, headers, expected) => {
    const chat = createFakeChat()
    const { url } = await openPage({ chat })
    const body = JSON.stringify({ conversation, text: '粮食' })
    const { status } = await request(url, {
      method: 'POST',
      path: '/api/turn',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    })
    expect(status).toBe(expected)
    expect(chat.turns).toEqual([])
  })

  test.each([
    ['more than 16 KB', { conversation, text: '数'.repeat(6000) }, 413],
    ['broken JSON', '{"text":', 400],
    ['no conversation', { text: '粮食' }, 400],
  ])('a turn with %s', async (_, body, expected) => {
    const chat = createFakeChat()
    const { url } = await openPage({ chat })
    const response = await postTurn(url, body)
    expect(response.status).toBe(expected)
    expect(await response.text()).toMatch(/[\u4e00-\u9fff]/)
    expect(chat.turns).toEqual([])
  })

  test('but a question of 2,000 characters is for the chat to judge', async () => {
    const { url } = await openPage()
    expect((await postTurn(url, { conversation, text: '数'.repeat(2000) })).status).toBe(200)
  })
})
