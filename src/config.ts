import path from 'node:path'
import * as v from 'valibot'
import type { TimeOfDay } from './chat/daily.ts'
import { ConfigError } from './errors.ts'

export type LogLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug'

/** Everything that can be set, read once. Folders are absolute. */
export interface Config {
  /** Undefined: no Telegram, everything else runs. */
  readonly botToken: string | undefined
  readonly adminIds: readonly number[]
  /** Users and groups that may ask besides admins; `*` is everybody. */
  readonly allowedChats: readonly number[] | '*'
  /** Turns a minute that a person, and a group together, may take; 0 is no limit. */
  readonly userRate: number
  readonly groupRate: number
  /** Days for which questions with their answers are kept. */
  readonly keepDays: number
  readonly reportsDir: string
  readonly indexDir: string
  readonly modelDir: string
  readonly stateDir: string
  readonly lexiconDir: string
  /** Takes up changes of the reports folder while it serves. */
  readonly watchReports: boolean
  /** Local time of a daily update; null for none. */
  readonly reindexAt: TimeOfDay | null
  readonly host: string
  readonly port: number
  readonly telegramApiRoot: string | undefined
  /** Shows lists as tables in Telegram. */
  readonly telegramTables: boolean
  readonly httpsProxy: string | undefined
  /** Undefined: Telegram is asked for messages. Otherwise it brings them; without a secret one is made at each start. */
  readonly webhook: { readonly url: string; readonly secret: string | undefined } | undefined
  readonly logLevel: LogLevel
}

type Environment = Readonly<Record<string, string | undefined>>

const TOKEN = v.regex(/^\d+:[\w-]+$/, '应是 @BotFather 给的令牌，形如 123456:ABC-def')
const IDS = v.regex(/^\s*-?\d{1,15}(?:\s*[,，]\s*-?\d{1,15})*\s*$/, '应是数字编号，用逗号分隔，形如 123456,-1001234')
const PORT = v.pipe(
  v.string(),
  v.regex(/^\d{1,5}$/, '应是 0 到 65535 的端口号'),
  v.transform(Number),
  v.maxValue(65_535, '应是 0 到 65535 的端口号'),
)
const RATE = v.pipe(v.string(), v.regex(/^\d{1,4}$/, '应是每分钟的次数，0 到 9999 的整数'), v.transform(Number))
const SWITCH = v.pipe(
  v.picklist(['on', 'off'], '应是 on 或 off'),
  v.transform((given) => given === 'on'),
)
const TIME_OF_DAY = v.pipe(
  v.string(),
  v.regex(/^(?:[01]?\d|2[0-3])[:：][0-5]\d$/, '应是 24 小时制的时间，形如 03:30'),
  v.transform(toTimeOfDay),
)
const DAYS = v.pipe(v.string(), v.regex(/^[1-9]\d{0,3}$/, '应是天数，1 到 9999 的整数'), v.transform(Number))
const URL_OF = (protocols: string) =>
  v.check<string, string>(
    (url) => isUrl(url, protocols.split(' ')),
    `应是网址，以 ${protocols.replace(' ', ' 或 ')}// 开头`,
  )
const WEBHOOK_URL = v.check<string, string>(
  (url) => isUrl(url, ['https:', 'http:']) && new URL(url).pathname.length > 1,
  '应是 Telegram 能访问的 https 网址，带一段路径，形如 https://bot.example.cn/telegram',
)
// Telegram takes 1 to 256 of these characters; a short one could be guessed, and could not be cut out of the log.
const WEBHOOK_SECRET = v.regex(/^[\w-]{16,256}$/, '应是 16 到 256 个字母、数字、下划线或连字符')
const LEVELS = ['fatal', 'error', 'warn', 'info', 'debug'] as const

const textOr = (fallback: string) => v.optional(v.string(), fallback)

/** The settings by name; a test compares them with .env.example and the README. */
export const SETTINGS = v.object({
  BOT_TOKEN: v.optional(v.pipe(v.string(), TOKEN)),
  ADMIN_IDS: v.optional(v.pipe(v.string(), IDS, v.transform(toIds))),
  ALLOWED_CHATS: v.optional(v.union([v.literal('*'), v.pipe(v.string(), IDS, v.transform(toIds))], IDS.message)),
  USER_RATE: v.optional(RATE, '30'),
  GROUP_RATE: v.optional(RATE, '20'),
  KEEP_DAYS: v.optional(DAYS, '90'),
  REPORTS_DIR: textOr('data/reports'),
  INDEX_DIR: textOr('embeddings/index'),
  MODEL_DIR: textOr('embeddings/model/bge-small-zh-v1.5'),
  STATE_DIR: textOr('state'),
  WATCH_REPORTS: v.optional(SWITCH, 'off'),
  REINDEX_AT: v.optional(TIME_OF_DAY),
  HOST: textOr('127.0.0.1'),
  PORT: v.optional(PORT, '8787'),
  TELEGRAM_API_ROOT: v.optional(v.pipe(v.string(), URL_OF('http: https:'))),
  HTTPS_PROXY: v.optional(v.pipe(v.string(), URL_OF('http: https:'))),
  TELEGRAM_TABLES: v.optional(SWITCH, 'on'),
  WEBHOOK_URL: v.optional(v.pipe(v.string(), WEBHOOK_URL)),
  WEBHOOK_SECRET: v.optional(v.pipe(v.string(), WEBHOOK_SECRET)),
  LOG_LEVEL: v.optional(v.picklist(LEVELS, `应是 ${LEVELS.join('、')} 之一`), 'info'),
})

/**
 * Reads the settings. Empty means absent; a folder that is given is relative to the working folder, a default one to
 * the project's folder `root`, so that the program runs from anywhere.
 *
 * @throws {ConfigError} that names every wrong setting.
 */
export function parseConfig(environment: Environment, root: string): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim()))
  const { success, issues, output } = v.safeParse(SETTINGS, given)
  if (!success) throw new ConfigError(issues.map((issue) => `${v.getDotPath(issue) ?? ''} ${issue.message}`))
  const folder = (name: 'REPORTS_DIR' | 'INDEX_DIR' | 'MODEL_DIR' | 'STATE_DIR') =>
    given[name] === undefined ? path.resolve(root, output[name]) : path.resolve(output[name])
  return {
    botToken: output.BOT_TOKEN,
    adminIds: output.ADMIN_IDS ?? [],
    allowedChats: output.ALLOWED_CHATS ?? [],
    userRate: output.USER_RATE,
    groupRate: output.GROUP_RATE,
    keepDays: output.KEEP_DAYS,
    reportsDir: folder('REPORTS_DIR'),
    indexDir: folder('INDEX_DIR'),
    modelDir: folder('MODEL_DIR'),
    stateDir: folder('STATE_DIR'),
    lexiconDir: path.resolve(root, 'data/lexicon'),
    watchReports: output.WATCH_REPORTS,
    reindexAt: output.REINDEX_AT ?? null,
    host: output.HOST,
    port: output.PORT,
    telegramApiRoot: output.TELEGRAM_API_ROOT,
    telegramTables: output.TELEGRAM_TABLES,
    httpsProxy: output.HTTPS_PROXY,
    webhook: output.WEBHOOK_URL === undefined ? undefined : { url: output.WEBHOOK_URL, secret: output.WEBHOOK_SECRET },
    logLevel: output.LOG_LEVEL,
  }
}

function toIds(list: string): number[] {
  return list.split(/[,，]/).map(Number)
}

function toTimeOfDay(text: string): TimeOfDay {
  const [hour, minute] = text.split(/[:：]/).map(Number)
  return { hour: hour ?? 0, minute: minute ?? 0 }
}

function isUrl(text: string, protocols: readonly string[]): boolean {
  return URL.canParse(text) && protocols.includes(new URL(text).protocol)
}
