import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

import { afterEach, describe, expect, test } from 'vitest'

import { createWebPage } from '../../../src/channel/web/web-page.ts'
import { ServeError } from '../../../src/errors.ts'
import { createFakeChat, plainMessage } from '../../support/fake-chat.ts'
import { closePages, conversation, createListLog, openPage, postTurn } from '../../support/web-client.ts'

afterEach(closePages)

describe('the local page', () => {
  test('opens at the printed address, speaks Chinese and allows nothing from elsewhere', async () => {
    const { url, log } = await openPage()
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/)
    const response = await fetch(url)
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(response.headers.get('content-security-policy')).toMatch(/^default-src 'none'; script-src 'self';/)
    expect(response.headers.get('content-security-policy')).not.toContain('unsafe')
    expect(response.headers.get('x-frame-options')).toBe('DENY')
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    expect(response.headers.get('access-control-allow-origin')).toBeNull()
    expect(await response.text()).toContain('<title>报数</title>')
    expect(log.lines).toContainEqual({ level: 'info', event: 'page.opened', fields: { url } })
  })

  test.each([
    ['page.css', 'text/css; charset=utf-8'],
    ['page.js', 'text/javascript; charset=utf-8'],
    ['icon.svg', 'image/svg+xml'],
  ])('serves %s as %s', async (path, type) => {
    const { url } = await openPage()
    const response = await fetch(url + path)
    expect([response.status, response.headers.get('content-type')]).toEqual([200, type])
  })

  test.each(['package.json', '..%2f..%2fpackage.json', 'page/', 'web-page.ts'])('has no %s', async (path) => {
    const { url } = await openPage()
    expect((await fetch(url + path)).status).toBe(404)
  })

  test('says that it is well', async () => {
    const { url } = await openPage()
    expect(await (await fetch(`${url}healthz`)).json()).toEqual({ status: 'ok' })
  })

  test('suggests the examples and the commands that make sense on a page', async () => {
    const ask = { name: 'ask', description: '提问', forAdmins: false }
    const chat = createFakeChat()
    const { url } = await openPage({ chat: { ...chat, commands: [ask, ...chat.commands] } })
    expect(await (await fetch(`${url}api/suggestions`)).json()).toEqual({
      examples: ['清河县粮食产量多少？'],
      commands: [
        { name: 'help', description: '怎么提问' },
        { name: 'reindex', description: '更新索引' },
      ],
    })
  })
})

describe('starting and stopping', () => {
  test('a busy port is one sentence that names the port and the setting', async () => {
    const blocker = createServer().listen(0, '127.0.0.1')
    await once(blocker, 'listening')
    const { port } = blocker.address() as AddressInfo
    const page = createWebPage({ host: '127.0.0.1', port, chat: createFakeChat(), log: createListLog() })
    const failure = await page.start().catch((error: unknown) => error)
    blocker.close()
    expect(failure).toBeInstanceOf(ServeError)
    expect((failure as ServeError).message).toMatch(new RegExp(`端口 ${port} 已被占用.*PORT`))
  })

  test('an address that is not of this machine names the setting HOST', async () => {
    const page = createWebPage({ host: '203.0.113.7', port: 0, chat: createFakeChat(), log: createListLog() })
    const failure = await page.start().catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(ServeError)
    expect((failure as ServeError).message).toMatch(/203\.0\.113\.7.*HOST/)
  })

  test('stops although an answer is still open, and can be started again', async () => {
    const { url, page } = await openPage({
      chat: createFakeChat(async (_, outbox) => {
        await outbox.send(plainMessage('0/1'))
        return new Promise(() => {})
      }),
    })
    const response = await postTurn(url, { conversation, text: '/reindex' })
    await page.stop()
    await expect(response.text()).rejects.toThrow('terminated')
    await expect(fetch(url)).rejects.toThrow('fetch failed')
    expect((await fetch((await page.start()).url)).status).toBe(200)
  })

  test('stops without having been started', async () => {
    const page = createWebPage({ host: '127.0.0.1', port: 0, chat: createFakeChat(), log: createListLog() })
    await expect(page.stop()).resolves.toBeUndefined()
  })
})
