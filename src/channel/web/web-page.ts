import assert from 'node:assert/strict'
import { once } from 'node:events'
import { isIP } from 'node:net'
import { hostname } from 'node:os'

import { createAdaptorServer, type ServerType } from '@hono/node-server'

import type { Chat } from '../../chat/chat.ts'
import { ServeError } from '../../errors.ts'
import type { Logger } from '../../logger.ts'
import { readPageFiles } from './page-files.ts'
import { createHostRule, isLoopback, isWildcard } from './request-rules.ts'
import { createWebApp } from './web-app.ts'
import type { Hook } from './web-app.ts'

/** Where the page is served and what it talks to. */
export interface WebPageOptions {
  /** The setting HOST: an address of this machine, `0.0.0.0` or `::` for all of them. */
  readonly host: string
  /** The setting PORT; 0 takes any free one. */
  readonly port: number
  readonly chat: Chat
  readonly log: Logger
  /** Questions to click on while nothing has been asked; none by default. */
  readonly examples?: readonly string[]
  /** Another channel that is called from outside. */
  readonly hook?: Hook | undefined
}

/** The conversation in a browser. */
export interface WebPage {
  /** Opens the port. `url` is what to type into a browser on this machine. Throws ServeError when it cannot. */
  start(): Promise<{ url: string }>
  /** Ends open answers after a moment and closes the port. Does nothing before `start`. */
  stop(): Promise<void>
}

/** An answer under way takes well below a second; one that is still open then is an indexing run being watched. */
const STOP_GRACE_MS = 1000

/**
 * The local chat page. Whoever can reach it may ask. A visitor counts as admin only while the page is bound to a
 * loopback address and no proxy passes his request on: then he sits at this machine, where he could run the commands
 * himself. The page knows no passwords, so in every other case nobody is admin.
 */
export function createWebPage(options: WebPageOptions): WebPage {
  let server: ServerType | undefined
  return {
    async start() {
      server = await listen(options)
      const url = urlOf(options.host, server)
      options.log.info({ url }, 'page.opened')
      return { url }
    },
    async stop() {
      if (server === undefined) return
      await close(server)
      server = undefined
      options.log.info({}, 'page.closed')
    },
  }
}

async function listen({ host, port, chat, log, examples = [], hook }: WebPageOptions): Promise<ServerType> {
  const app = createWebApp({
    chat,
    log,
    examples,
    hook,
    files: await readPageFiles(),
    isAllowedHost: createHostRule(host, hostname()),
    visitorsAreAdmins: isLoopback(host),
  })
  // The rest of the program keeps Node's own Request and Response.
  const server = createAdaptorServer({ fetch: app.fetch, overrideGlobalObjects: false })
  try {
    // `once` rejects when the server emits 'error' instead.
    await once(server.listen(port, host), 'listening')
  } catch (cause) {
    throw new ServeError(listenProblem(cause, host, port), { cause })
  }
  return server
}

function listenProblem(cause: unknown, host: string, port: number): string {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
  switch (code) {
    case 'EADDRINUSE':
      return `端口 ${port} 已被占用：请关闭占用它的程序（可能是已在运行的报数），或用设置 PORT 换一个端口`
    case 'EACCES':
      return `没有权限使用端口 ${port}：请用设置 PORT 换一个大于 1023 的端口`
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `本机没有 ${host} 这个地址：请把设置 HOST 改为 127.0.0.1（只供本机使用）或本机的其他地址`
    default:
      return `无法在 ${host} 的端口 ${port} 上打开页面（${String(code ?? cause)}）：请检查设置 HOST 和 PORT`
  }
}

function urlOf(host: string, server: ServerType): string {
  const bound = server.address()
  assert(typeof bound === 'object' && bound !== null, 'a server that listens on a port has an address')
  // A wildcard is no address to go to.
  const reachable = isWildcard(host) ? '127.0.0.1' : host
  return `http://${isIP(reachable) === 6 ? `[${reachable}]` : reachable}:${bound.port}/`
}

async function close(server: ServerType): Promise<void> {
  const closed = once(server, 'close')
  server.close()
  const timer = setTimeout(() => {
    if ('closeAllConnections' in server) server.closeAllConnections()
  }, STOP_GRACE_MS)
  await closed
  clearTimeout(timer)
}
