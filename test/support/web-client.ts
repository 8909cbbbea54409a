import { once } from 'node:events'
import { request as httpRequest, type OutgoingHttpHeaders } from 'node:http'
import { text as readText } from 'node:stream/consumers'

import type { TurnEvent } from '../../src/channel/web/event-outbox.ts'
import { createWebPage, type WebPage } from '../../src/channel/web/web-page.ts'
import type { Chat } from '../../src/chat/chat.ts'
import type { Logger } from '../../src/logger.ts'
import { createFakeChat } from './fake-chat.ts'

/** A conversation as a page draws one. */
export const conversation = '0123456789abcdef0123456789abcdef'

/** A log that keeps its lines. */
export interface ListLog extends Logger {
  readonly lines: readonly { readonly level: keyof Logger; readonly event: string; readonly fields: object }[]
}

export function createListLog(): ListLog {
  const lines: ListLog['lines'][number][] = []
  const write = (level: keyof Logger) => (fields: object, event: string) => void lines.push({ level, event, fields })
  return { lines, debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') }
}

const openPages: WebPage[] = []

/** Starts a page on a free port of loopback; `closePages` belongs into `afterEach`. */
export async function openPage({ host = '127.0.0.1', chat = createFakeChat() }: { host?: string; chat?: Chat } = {}) {
  const log = createListLog()
  const page = createWebPage({ host, port: 0, chat, log, examples: ['清河县粮食产量多少？'] })
  openPages.push(page)
  const { url } = await page.start()
  return { url, log, page }
}

export async function closePages(): Promise<void> {
  await Promise.all(openPages.splice(0).map((page) => page.stop()))
}

/** Posts a turn as the page does; a string is sent as it is. */
export function postTurn(url: string, body: unknown): Promise<Response> {
  return fetch(`${url}api/turn`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
}

/** All events of an answer, once it is complete. */
export async function eventsOf(response: Response): Promise<TurnEvent[]> {
  const lines = (await response.text()).split('\n')
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as TurnEvent)
}

/** A request with headers that `fetch` keeps to itself, such as Host. */
export async function request(url: string, { method = 'GET', path = '', headers = {}, body = '' }: RawRequest) {
  const sent = httpRequest(new URL(path, url), { method, headers }).end(body)
  const [response] = await once(sent, 'response')
  return { status: response.statusCode as number, text: await readText(response) }
}

interface RawRequest {
  readonly method?: string
  readonly path?: string
  readonly headers?: OutgoingHttpHeaders
  readonly body?: string
}

/** A promise that the test settles. */
export function createGate() {
  let settle: (() => void) | undefined
  const passed = new Promise<void>((resolve) => {
    settle = resolve
  })
  return { passed, open: () => settle?.() }
}
