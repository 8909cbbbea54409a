import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'

import { METHODS, poll } from './methods.ts'
import type { Parameters, Reply } from './methods.ts'
import { createPeople } from './people.ts'
import type { People } from './people.ts'
import { complaintAbout } from './schema.ts'
import { createUpdateQueue } from './update-queue.ts'
import { saidByBot } from './world.ts'
import type { ShownMessage, World } from './world.ts'

/** One call of the bot that arrived, with what was answered: `lost` when the connection was cut. */
interface Call {
  readonly method: string
  readonly parameters: Parameters
  readonly reply: Reply | Foreign | 'lost'
}

/** What goes wrong with a call. */
export type Fault =
  /** Answered so, and not carried out. */
  | { readonly kind: 'refused'; readonly code: number; readonly description: string; readonly parameters?: object }
  /** The connection breaks before or after the call is carried out. */
  | { readonly kind: 'dropped'; readonly isCarriedOut: boolean }
  | Foreign

/** An answer of something on the way that is no Bot API: a proxy's error page. */
interface Foreign {
  readonly kind: 'foreign'
  readonly status: number
  /** An HTML page where it is not given. */
  readonly body?: string
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
  /** The next calls of the method go wrong, one for each fault. */
  fail(method: string, ...faults: readonly Fault[]): void
  /** What BotFather's `/setprivacy` does. */
  setPrivacyMode(isOn: boolean): void
  /** Another program has set a webhook. */
  setWebhook(): void
  /** From now on another token is the right one. */
  revokeToken(): void
}

export interface StandInOptions {
  /** Off by default, as BotFather has it: privacy mode is on. */
  readonly canReadAllGroupMessages?: boolean
}

const BOT_ID = 5_550_001

/** Starts a stand-in with one bot `baoshu_bot` and without chats. */
export async function startTelegram({
  canReadAllGroupMessages = false,
}: StandInOptions = {}): Promise<TelegramStandIn> {
  const world = createWorld(canReadAllGroupMessages)
  const calls: Call[] = []
  const faults = new Map<string, Fault[]>()
  const secret = 'AAF-stand-in_token_that_is_secret'
  let token = `${BOT_ID}:${secret}`

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, given, method = ''] = /^\/bot([^/]+)\/(\w+)$/.exec(request.url ?? '') ?? []
    const parameters = ((await json(request)) ?? {}) as Parameters
    const reply = await spoil(faults.get(method)?.shift(), async () => {
      return unauthorized(given) ?? (await carryOut(world, { method, parameters, response }))
    })
    if (method !== 'getUpdates') calls.push({ method, parameters, reply })
    write(response, reply)
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
    get said() {
      return saidByBot(world)
    },
    get unconfirmed() {
      return world.updates.waiting.length
    },
    get isPolled() {
      return world.updates.polls > 0
    },
    fail(method, ...more) {
      faults.set(method, [...(faults.get(method) ?? []), ...more])
    },
    setPrivacyMode(isOn) {
      world.me.can_read_all_group_messages = !isOn
    },
    setWebhook() {
      world.hasWebhook = true
    },
    revokeToken() {
      token = `${BOT_ID}:another`
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function createWorld(can_read_all_group_messages: boolean): World {
  const me = { id: BOT_ID, is_bot: true, first_name: '报数', username: 'baoshu_bot', can_read_all_group_messages }
  return {
    me,
    chats: new Map(),
    updates: createUpdateQueue(),
    presses: new Map(),
    menus: new Map(),
    nextMessageId: 1,
    hasWebhook: false,
  }
}

/** Lets a call be answered, or go wrong in the way that the fault says. */
async function spoil(fault: Fault | undefined, carry: () => Promise<Reply>): Promise<Call['reply']> {
  switch (fault?.kind) {
    case undefined:
      return carry()
    case 'dropped':
      if (fault.isCarriedOut) await carry()
      return 'lost'
    case 'foreign':
      return fault
    case 'refused': {
      const { code, description, parameters } = fault
      return { ok: false, error_code: code, description, ...(parameters && { parameters }) }
    }
  }
}

function write(response: ServerResponse, reply: Call['reply']): void {
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
