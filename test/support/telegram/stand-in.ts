import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

import { spoil } from './faults.ts'
import type { Fault, Outcome, Weather } from './faults.ts'
import { createFileStore } from './files.ts'
import type { KeptFile } from './files.ts'
import { createFloodGate } from './flood.ts'
import type { FloodGate } from './flood.ts'
import { createInlineDesk } from './inline.ts'
import { METHODS, poll } from './methods.ts'
import { createPeople } from './people.ts'
import type { People } from './people.ts'
import type { Parameters, Reply } from './reply.ts'
import { readParameters } from './request-body.ts'
import { complaintAbout } from './schema.ts'
import { createUpdateQueue } from './update-queue.ts'
import { createDelivery } from './webhook.ts'
import type { WebhookDelivery } from './webhook.ts'
import { createClock, saidByBot } from './world.ts'
import type { ShownMessage, World } from './world.ts'

/** One call of the bot that arrived, with what was answered: `lost` when the connection was cut. */
interface Call {
  readonly method: string
  readonly parameters: Parameters
  readonly reply: Outcome
}

/** The Bot API on loopback HTTP for one bot, and the people who write to it. */
export interface TelegramStandIn extends People, AsyncDisposable {
  readonly apiRoot: string
  readonly token: string
  readonly username: string
  /** All calls but the polls, in order. */
  readonly calls: readonly Call[]
  /** What the bot has said, as it stands now. */
  readonly said: readonly ShownMessage[]
  /** Menus by scope, `default` or `chat:42`, as command names. */
  readonly menus: ReadonlyMap<string, readonly string[]>
  /** Updates that the bot has not confirmed. */
  readonly unconfirmed: number
  /** True while the bot waits for updates. */
  readonly isPolled: boolean
  /** Where updates are sent to, undefined without a webhook. */
  readonly webhook: Pick<WebhookDelivery, 'target' | 'failures'> | undefined
  /** How the bot keeps to the flood limits; it is held to them when `hasFloodLimits` is set. */
  readonly flood: Pick<FloodGate, 'refused' | 'unheeded'>
  /** The file that the bot has sent with a message. */
  fileIn(message: ShownMessage): KeptFile | undefined
  /** The next calls of the method go wrong, one for each fault. Downloads of files are calls of `file`. */
  fail(method: string, ...faults: readonly Fault[]): void
  /** From now on each call goes as this says, unless `fail` says otherwise. */
  setWeather(weather: Weather): void
  /** What BotFather's `/setprivacy` does. */
  setPrivacyMode(isOn: boolean): void
  /** What BotFather's `/setinline` does. */
  setInlineMode(isOn: boolean): void
  /** Another program has set a webhook. */
  setWebhook(): void
  /** From now on another token is the right one. */
  revokeToken(): void
  /** Lets time pass in Telegram, as if the bot had been away so long. */
  passTime(ms: number): void
}

export interface StandInOptions {
  /** Off by default, as BotFather has it: privacy mode is on. */
  readonly canReadAllGroupMessages?: boolean
  /** Off by default, as BotFather has it. */
  readonly hasInlineMode?: boolean
  /** Answers 429 to a bot that writes too much; off by default. */
  readonly hasFloodLimits?: boolean
  /** The first wait before an update is sent to the webhook a third time; Telegram's 2 s by default. */
  readonly webhookRetryMs?: number
}

const BOT_ID = 5_550_001
const WEBHOOK_RETRY_MS = 2000

/** Starts a stand-in with one bot `baoshu_bot` and without chats. */
export async function startTelegram(options: StandInOptions = {}): Promise<TelegramStandIn> {
  const world = createWorld(options)
  const flood = createFloodGate(world.clock)
  const calls: Call[] = []
  const faults = new Map<string, Fault[]>()
  let weather: Weather | undefined
  const closing = new AbortController()
  const secret = 'AAF-stand-in_token_that_is_secret'
  let token = `${BOT_ID}:${secret}`

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { url = '' } = request
    const [, holder, filePath] = /^\/file\/bot([^/]+)\/(.+)$/.exec(url) ?? []
    if (filePath !== undefined) return answerDownload(response, holder, decodeURI(filePath))
    return answerCall(request, response)
  }

  async function answerCall(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, given, method = ''] = /^\/bot([^/]+)\/(\w+)$/.exec(request.url ?? '') ?? []
    const parameters = await readParameters(request, method)
    const fault = faults.get(method)?.shift() ?? weather?.(method, parameters)
    const reply = await spoil(fault, async () => tryCall(given, { method, parameters, response }), closing.signal)
    if (method !== 'getUpdates') calls.push({ method, parameters, reply })
    write(response, reply)
  }

  async function tryCall(given: string | undefined, request: Request): Promise<Reply> {
    const { method, parameters } = request
    const refusal = options.hasFloodLimits === true ? flood.refusal(method, parameters) : undefined
    return unauthorized(given) ?? refusal ?? carryOut(world, request)
  }

  async function answerDownload(response: ServerResponse, given: string | undefined, filePath: string): Promise<void> {
    const bytes = world.files.download(filePath)
    const absent: Reply = { ok: false, error_code: 404, description: 'Not Found' }
    const outcome = await spoil(faults.get('file')?.shift(), async () => unauthorized(given) ?? absent, closing.signal)
    if (outcome === absent && bytes !== undefined) response.writeHead(200).end(bytes)
    else write(response, outcome)
  }

  function unauthorized(given: string | undefined): Reply | undefined {
    if (given === undefined) return { ok: false, error_code: 404, description: 'Not Found' }
    if (given === token) return undefined
    return { ok: false, error_code: 401, description: 'Unauthorized: invalid token specified' }
  }

  const server = createServer((request, response) => void answer(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))

  return {
    ...createPeople(world),
    apiRoot: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    token,
    username: world.me.username,
    calls,
    menus: world.menus,
    flood,
    get said() {
      return saidByBot(world)
    },
    get unconfirmed() {
      return world.updates.pending().length
    },
    get isPolled() {
      return world.updates.polls > 0
    },
    get webhook() {
      return world.webhook
    },
    fileIn: ({ message: { document } }) => (document === undefined ? undefined : world.files.get(document.file_id)),
    fail(method, ...more) {
      faults.set(method, [...(faults.get(method) ?? []), ...more])
    },
    setWeather(changed) {
      weather = changed
    },
    setPrivacyMode(isOn) {
      world.me.can_read_all_group_messages = !isOn
    },
    setInlineMode(isOn) {
      world.me.supports_inline_queries = isOn
    },
    setWebhook() {
      world.webhook = world.startDelivery({ url: 'http://127.0.0.1:9/', secret: undefined, maxConnections: 1 })
    },
    revokeToken() {
      token = `${BOT_ID}:another`
    },
    passTime: (ms) => world.clock.pass(ms),
    async [Symbol.asyncDispose]() {
      closing.abort()
      world.webhook?.stop()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function createWorld(options: StandInOptions): World {
  const clock = createClock()
  const retryMs = options.webhookRetryMs ?? WEBHOOK_RETRY_MS
  const updates = createUpdateQueue(clock, () => world.webhook?.pump())
  const world: World = {
    me: {
      id: BOT_ID,
      is_bot: true,
      first_name: '报数',
      username: 'baoshu_bot',
      can_read_all_group_messages: options.canReadAllGroupMessages ?? false,
      supports_inline_queries: options.hasInlineMode ?? false,
    },
    chats: new Map(),
    updates,
    presses: new Map(),
    menus: new Map(),
    files: createFileStore(),
    inline: createInlineDesk(clock),
    clock,
    nextMessageId: 1,
    webhook: undefined,
    startDelivery: (target) => createDelivery({ updates, target, retryMs }),
  }
  return world
}

function write(response: ServerResponse, reply: Outcome): void {
  if (reply === 'lost') {
    response.destroy()
  } else if ('kind' in reply) {
    response.writeHead(reply.status).end(reply.body ?? '<html>nobody here</html>')
  } else {
    response.writeHead(reply.ok ? 200 : reply.error_code, { 'content-type': 'application/json' })
    response.end(JSON.stringify(reply))
  }
}

interface Request {
  readonly method: string
  readonly parameters: Parameters
  readonly response: ServerResponse
}

async function carryOut(world: World, { method, parameters, response }: Request): Promise<Reply> {
  const complaint = complaintAbout(method, parameters)
  if (complaint !== undefined) return { ok: false, error_code: 400, description: `Bad Request: ${complaint}` }
  const gone = new AbortController()
  response.once('close', () => gone.abort())
  if (method === 'getUpdates') return poll(world, parameters, gone.signal)
  const carry = METHODS[method]
  return carry?.(world, parameters) ?? { ok: false, error_code: 404, description: `Not Found: ${method}` }
}
