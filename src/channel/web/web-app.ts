import { type Context, Hono, type MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { secureHeaders } from 'hono/secure-headers'
import { stream } from 'hono/streaming'

import type { Chat, Turn } from '../../chat/chat.ts'
import type { Logger } from '../../logger.ts'
import { createEventOutbox, type TurnEvent } from './event-outbox.ts'
import type { PageFile } from './page-files.ts'
import { isForwarded, isSameOrigin } from './request-rules.ts'
import { readTurnRequest, turnOf } from './turn-request.ts'

/**
 * An address of this server on which another channel is called from outside. It knows its callers by a secret; the rules
 * about hosts and sites are for browsers.
 */
export interface Hook {
  readonly path: string
  /** The header that bears the secret. */
  readonly secretHeader: string
  readonly receive: (post: { secret: string | undefined; read: () => Promise<string> }) => Promise<HookAnswer>
}

interface HookAnswer {
  readonly status: 200 | 400 | 401 | 503
  readonly retryAfterS?: number
}

/** What the page is made of, and who may do what on it. */
export interface WebAppOptions {
  readonly chat: Chat
  readonly log: Logger
  readonly files: readonly PageFile[]
  /** Questions to click on while nothing has been asked. */
  readonly examples: readonly string[]
  readonly hook?: Hook | undefined
  readonly isAllowedHost: (header: string | undefined) => boolean
  /** True only where no other machine can reach the page; not for requests that a proxy or tunnel passes on. */
  readonly visitorsAreAdmins: boolean
}

/** A question has at most 1,000 characters; whoever sends more is told so by the chat, up to this. */
const MAX_BODY_BYTES = 16 * 1024
/** An update of Telegram has some kilobytes; whoever sends more is somebody else. */
const MAX_HOOK_BYTES = 1024 * 1024

/** What a person reads when a request is refused or a turn breaks off. */
const WORDS = {
  foreignHost: '这个网址不能用来打开报数，请使用程序启动时显示的网址。',
  crossSite: '已拒绝来自其他网站的请求，请在报数的页面上提问。',
  notJson: '只接受 JSON 格式（Content-Type: application/json）。',
  malformed: '请求的内容不完整，请刷新页面后再试。',
  tooLarge: '这段文字太长了，请缩短后再问。',
  absent: '没有这个页面。',
  failed: '抱歉，处理时出了错，请稍后再试；详情见程序日志。',
} as const

/** Nothing but the page's own files runs or loads, and strings cannot become markup even by mistake. */
const SECURITY_HEADERS = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'"],
    connectSrc: ["'self'"],
    baseUri: ["'none'"],
    formAction: ["'none'"],
    frameAncestors: ["'none'"],
    requireTrustedTypesFor: ["'script'"],
    trustedTypes: ["'none'"],
  },
  xFrameOptions: 'DENY',
  // Only means something over https, which is for a proxy in front to promise.
  strictTransportSecurity: false,
})

/** The page's routes as a function from request to response; it opens no port. */
export function createWebApp(options: WebAppOptions): Hono {
  const app = new Hono()
  if (options.hook !== undefined) addHook(app, options.hook)
  app.use(SECURITY_HEADERS, refuseForeignHosts(options))
  app.get('/healthz', (context) => context.json({ status: 'ok' }))
  app.get('/api/suggestions', (context) => context.json(suggestions(context, options)))
  app.post(
    '/api/turn',
    refuseOtherSites(options.log),
    bodyLimit({ maxSize: MAX_BODY_BYTES, onError: (context) => context.text(WORDS.tooLarge, 413) }),
    (context) => takePostedTurn(context, options),
  )
  for (const { path, type, body } of options.files) {
    // Fetched again at every opening, so that a new version of the program never runs with an old page.
    app.get(path, (context) => context.body(body, 200, { 'Content-Type': type, 'Cache-Control': 'no-cache' }))
  }
  app.notFound((context) => context.text(WORDS.absent, 404))
  app.onError((error, context) => {
    options.log.error({ err: error, path: context.req.path }, 'request.failed')
    return context.text(WORDS.failed, 500)
  })
  return app
}

function addHook(app: Hono, { path, secretHeader, receive }: Hook): void {
  app.post(
    path,
    bodyLimit({ maxSize: MAX_HOOK_BYTES, onError: (context) => context.body(null, 413) }),
    async (context) => {
      const answer = await receive({ secret: context.req.header(secretHeader), read: () => context.req.text() })
      if (answer.retryAfterS !== undefined) context.header('Retry-After', String(answer.retryAfterS))
      return context.body(null, answer.status)
    },
  )
}

/** Here every line is a question, the page itself has greeted, and nobody is let in by an id. */
const POINTLESS_COMMANDS: ReadonlySet<string> = new Set(['ask', 'start', 'id'])

function suggestions(context: Context, options: WebAppOptions) {
  const admin = isAdmin(context, options)
  const commands = options.chat.commands.filter(
    ({ name, forAdmins }) => !POINTLESS_COMMANDS.has(name) && (admin || !forAdmins),
  )
  return { examples: options.examples, commands: commands.map(({ name, description }) => ({ name, description })) }
}

function isAdmin(context: Context, { visitorsAreAdmins }: WebAppOptions): boolean {
  return visitorsAreAdmins && !isForwarded((name) => context.req.header(name))
}

function refuseForeignHosts({ isAllowedHost, log }: WebAppOptions): MiddlewareHandler {
  return async (context, next) => {
    const host = context.req.header('host')
    if (isAllowedHost(host)) return next()
    log.warn({ host }, 'request.refused')
    return context.text(WORDS.foreignHost, 403)
  }
}

function refuseOtherSites(log: Logger): MiddlewareHandler {
  return async (context, next) => {
    if (isSameOrigin((name) => context.req.header(name))) return next()
    log.warn({ origin: context.req.header('origin') }, 'request.refused')
    return context.text(WORDS.crossSite, 403)
  }
}

async function takePostedTurn(context: Context, options: WebAppOptions): Promise<Response> {
  // A form of another site cannot send this type, and a script of another site must ask first, which is never granted.
  if (!/^application\/json\s*(?:;|$)/i.test(context.req.header('content-type') ?? '')) {
    return context.text(WORDS.notJson, 415)
  }
  const request = readTurnRequest(await context.req.json().catch(() => undefined))
  if (request === undefined) return context.text(WORDS.malformed, 400)
  return streamTurn(context, turnOf(request, isAdmin(context, options)), options)
}

/** One line of JSON per event, each written when it happens, until what goes on after the turn has ended too. */
function streamTurn(context: Context, turn: Turn, { chat, log }: WebAppOptions): Response {
  context.header('Content-Type', 'application/x-ndjson; charset=utf-8')
  context.header('Cache-Control', 'no-store')
  return stream(context, async (out) => {
    const emit = (event: TurnEvent): void => void out.write(`${JSON.stringify(event)}\n`)
    try {
      const { notice, afterwards } = await chat.take(turn, createEventOutbox(turn.kind, emit))
      if (notice !== undefined) emit({ type: 'notice', text: notice })
      await afterwards
    } catch (error) {
      log.error({ err: error }, 'turn.failed')
      emit({ type: 'failed', text: WORDS.failed })
    }
  })
}
