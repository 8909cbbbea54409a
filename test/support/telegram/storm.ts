import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { vi } from 'vitest'

import { startEchoBot } from './echo-bot.ts'
import type { EchoBot } from './echo-bot.ts'
import type { Fault, Weather } from './faults.ts'
import { startTelegram } from './stand-in.ts'
import type { TelegramStandIn } from './stand-in.ts'

interface Plan {
  readonly questions: number
  readonly chats: number
  /** Of a hundred calls so many go wrong. */
  readonly faultsPerCent: number
  readonly patienceMs: number
}

/** What came of a storm. */
interface Report {
  readonly unanswered: number
  readonly repeated: number
  /** Calls that went wrong. */
  readonly faults: number
  /** Where a secret was found: `output`, a file of the state, `chat`. */
  readonly leaks: readonly string[]
  readonly exitCode: number | null
}

const WEBHOOK_SECRET = 'secret-of-the-webhook-in-a-storm'

/** All that can go wrong with a call and is mended by trying again. */
const FAULTS: readonly Fault[] = [
  { kind: 'refused', code: 429, description: 'Too Many Requests', parameters: { retry_after: 1 } },
  { kind: 'refused', code: 500, description: 'Internal Server Error' },
  { kind: 'refused', code: 409, description: 'Conflict: terminated by other getUpdates request' },
  { kind: 'foreign', status: 502 },
  { kind: 'foreign', status: 200, body: 'null' },
  { kind: 'dropped', isCarriedOut: false },
  { kind: 'dropped', isCarriedOut: true },
  { kind: 'delayed', ms: 300 },
]

/** Faults in turn, spread evenly over the calls, so that every run meets the same ones. */
function storm(perCent: number, onFault: () => void): Weather {
  let calls = 0
  let met = 0
  return (method) => {
    // What is refused with 409 is polling and nothing else.
    const fault = FAULTS[met % FAULTS.length]
    calls += 1
    if ((calls * perCent) % 100 >= perCent || method === 'getMe') return undefined
    met += 1
    if (fault?.kind === 'refused' && fault.code === 409 && method !== 'getUpdates') return undefined
    onFault()
    return fault
  }
}

/** Lets people ask while everything goes wrong, first by polling and then by a webhook, and looks for secrets after it. */
export async function surviveStorm(plan: Plan): Promise<Report> {
  const stateDir = await mkdtemp(path.join(tmpdir(), 'baoshu-storm-'))
  const telegram = await startTelegram({ webhookRetryMs: 50 })
  let faults = 0
  telegram.setWeather(storm(plan.faultsPerCent, () => void (faults += 1)))
  try {
    const polling = startEchoBot(telegram, { stateDir })
    const half = await askThrough(telegram, polling, { ...plan, first: 0 })
    const port = await freePort()
    const webhook = { url: `http://127.0.0.1:${port}/hook`, secret: WEBHOOK_SECRET }
    const hooked = startEchoBot(telegram, { stateDir, port, webhook })
    const asked = [...half.asked, ...(await askThrough(telegram, hooked, { ...plan, first: half.asked.length })).asked]
    const answers = telegram.said.map(({ text }) => text)
    return {
      unanswered: asked.filter((text) => !answers.includes(text)).length,
      repeated: answers.length - new Set(answers).size,
      faults,
      leaks: await leaksIn(telegram, [polling, hooked], stateDir),
      exitCode: half.exitCode ?? -1,
    }
  } finally {
    await telegram[Symbol.asyncDispose]()
    await rm(stateDir, { recursive: true })
  }
}

async function askThrough(
  telegram: TelegramStandIn,
  bot: EchoBot,
  { questions, chats, patienceMs, first }: Plan & { first: number },
): Promise<{ asked: readonly string[]; exitCode: number | null }> {
  await bot.ready()
  const rooms = Array.from({ length: chats }, (_, i) => {
    const person = telegram.person(1000 + first + i)
    return { person, room: telegram.privateChat(person) }
  })
  const asked = Array.from({ length: questions / 2 }, (_, i) => `第${first + i}问`)
  for (const [i, text] of asked.entries()) {
    const { person, room } = rooms[i % chats] ?? {}
    if (person !== undefined) room?.say(person, text)
  }
  const isAnswered = (): boolean => {
    const answers = new Set(telegram.said.map(({ text }) => text))
    return asked.every((text) => answers.has(text))
  }
  await vi.waitUntil(isAnswered, { timeout: patienceMs, interval: 50 }).catch(() => undefined)
  return { asked, exitCode: await bot.stop() }
}

async function leaksIn(telegram: TelegramStandIn, bots: readonly EchoBot[], stateDir: string): Promise<string[]> {
  const secrets = [telegram.token.split(':')[1] ?? telegram.token, WEBHOOK_SECRET]
  const files = await readdir(stateDir)
  const places: (readonly [string, string])[] = [
    ...bots.map(({ output }) => ['output', output] as const),
    ['chat', JSON.stringify(telegram.said)],
    ...(await Promise.all(
      files.map(async (file) => [file, await readFile(path.join(stateDir, file), 'latin1')] as const),
    )),
  ]
  return places.flatMap(([place, text]) => (secrets.some((secret) => text.includes(secret)) ? [place] : []))
}

/** A port that nobody listens on at the moment. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
