#!/usr/bin/env node
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { Command, InvalidArgumentError } from 'commander'
import dotenv from 'dotenv'
import { tell } from './channel/terminal/print.ts'
import { explainUsage, titleOfHelp } from './channel/terminal/usage-errors.ts'
import type { Config } from './config.ts'
import { parseConfig } from './config.ts'
import { BaoshuError } from './errors.ts'

/** The project's folder: this file stands in `src/` or, compiled, in `dist/`. */
const ROOT = path.resolve(fileURLToPath(new URL('..', import.meta.url)))

/** The first that sets something wins. */
const SETTINGS_FILES = [...new Set([path.resolve('.env'), path.join(ROOT, '.env')])]

/**
 * Each command is loaded when it runs: a serving bot whose main thread also held the model's runtime would be 80 MB larger,
 * and `--help` half a second slower.
 */
const COMMANDS = {
  backup: () => import('./channel/terminal/backup.ts'),
  ask: () => import('./channel/terminal/ask.ts'),
  evaluate: () => import('./channel/terminal/evaluate.ts'),
  index: () => import('./channel/terminal/index-command.ts'),
  inspect: () => import('./channel/terminal/inspect.ts'),
  search: () => import('./channel/terminal/search.ts'),
  serve: () => import('./serve.ts'),
}

/** The operator can mend it; a bug. */
const EXIT = { mendable: 1, bug: 70 } as const

interface Folders {
  readonly reports?: string
  readonly index?: string
}

function configFor({ reports, index: indexDir }: Folders): Config {
  const given = { ...(reports && { REPORTS_DIR: reports }), ...(indexDir && { INDEX_DIR: indexDir }) }
  return parseConfig({ ...process.env, ...given }, ROOT)
}

function createCommandLine(): Command {
  const program = new Command('baoshu')
    .description('报数：用报告的原文和数字回答问题，每个数字都带出处。设置见 .env.example。')
    .version(versionOf(ROOT), '-V, --version', '显示版本')
    .helpOption('-h, --help', '显示用法')
    .helpCommand(false)
    .showHelpAfterError('（加 --help 看用法）')
    .configureHelp({ styleTitle: titleOfHelp, optionDescription: ({ description }) => description })
    .configureOutput({ outputError: (text, write) => write(explainUsage(text)) })
  addServing(program)
  addAsking(program)
  addChecking(program)
  addKeeping(program)
  return program
}

function addServing(program: Command): void {
  program
    .command('start', { isDefault: true })
    .description('启动：网页，以及设置了 BOT_TOKEN 时的 Telegram；没有索引时先建')
    .action(async () => finish(await (await COMMANDS.serve()).serve(configFor({}), SETTINGS_FILES)))
  withFolders(program.command('index'))
    .description('更新索引：新增、更新、删除有变化的报告')
    .option('--json', '结果以 JSON 输出')
    .action(async (options) => finish(await (await COMMANDS.index()).index(configFor(options), options)))
}

function addAsking(program: Command): void {
  withFolders(program.command('ask'))
    .description('回答一个问题')
    .argument('[question]', '问题；用 --batch 时不写')
    .option('--json', '回答以 JSON 输出')
    .option(
      '--batch <file>',
      '逐行回答文件里的问题：每行 {"id", "question", "conversation"?}，每行输出 {"id", "question", "answer"}',
    )
    .option('--why', '说明回答是怎么得出的')
    .action(async (question, options, command) => {
      requireQuestion(command, question, options)
      finish(await (await COMMANDS.ask()).ask(configFor(options), question, options))
    })
  withFolders(program.command('search'))
    .description('列出与问题最接近的段落')
    .argument('[question]', '问题；用 --batch 时不写')
    .option('--top <count>', '列出多少段（默认 10）', toCount, 10)
    .option('--json', '结果以 JSON 输出')
    .option('--batch <file>', '逐行检索文件里的问题，每行输出 {"id", "hits"}')
    .action(async (question, options, command) => {
      requireQuestion(command, question, options)
      finish(await (await COMMANDS.search()).search(configFor(options), question, options))
    })
}

function addChecking(program: Command): void {
  program
    .command('inspect')
    .description('显示一份报告是怎么读的（JSON）')
    .argument('<file>', '报告文件；旁边的 meta.yaml 一并读取')
    .action(async (file) => finish(await (await COMMANDS.inspect()).inspect(configFor({}), file)))
  withFolders(program.command('evaluate'))
    .description('用带标准答案的问题测准确率')
    .option(
      '--questions <file>',
      '问题文件（JSON Lines；默认是随附的样例题）',
      path.join(ROOT, 'data/evaluation/questions.jsonl'),
    )
    .option('--beir <dir>', '另按 BEIR 格式的文件夹（corpus.jsonl、queries.jsonl、qrels/）测检索')
    .option('--json', '结果以 JSON 输出')
    .action(async (options) => finish(await (await COMMANDS.evaluate()).evaluate(configFor(options), options)))
}

function addKeeping(program: Command): void {
  program
    .command('backup')
    .description('备份状态文件夹里的 state.db（提问记录、权限等），机器人运行时也可以')
    .option('--to <file>', '备份成这个文件（默认是当前文件夹里带时间的文件名）')
    .action(async (options) => finish(await (await COMMANDS.backup()).backup(configFor({}), options)))
  program
    .command('restore')
    .description('从备份恢复 state.db；要先停止机器人，原来的会保存在旁边')
    .argument('<file>', '备份文件')
    .action(async (file) => finish(await (await COMMANDS.backup()).restore(configFor({}), file)))
}

function withFolders(command: Command): Command {
  return command
    .option('--reports <dir>', '报告文件夹（默认 REPORTS_DIR）')
    .option('--index <dir>', '索引文件夹（默认 INDEX_DIR）')
}

function requireQuestion(command: Command, question: string | undefined, { batch }: { batch?: string }): void {
  if (batch === undefined && (question === undefined || question.trim() === '')) {
    command.error('请写上问题，例如：npm run -s ask -- 固定资产投资增长多少', { exitCode: EXIT.mendable })
  }
}

function toCount(text: string): number {
  if (!/^[1-9]\d{0,3}$/.test(text)) throw new InvalidArgumentError('应是 1 到 9999 的整数')
  return Number(text)
}

/** Threads and handles are closed by then; pending output is still written. */
function finish(code: number): void {
  process.exitCode = code
}

function versionOf(root: string): string {
  const { version }: { version: string } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'))
  return version
}

/** A reader that has seen enough (`| head`) is no failure of ours, and must not end a serving bot. */
function endQuietly(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error
}

async function main(): Promise<void> {
  process.stdout.on('error', endQuietly)
  dotenv.config({ quiet: true, path: SETTINGS_FILES })
  try {
    await createCommandLine().parseAsync()
  } catch (error) {
    const isMendable = error instanceof BaoshuError
    tell(isMendable ? `${error.message}（${error.code}）` : String(error instanceof Error ? error.stack : error))
    process.exitCode = isMendable ? EXIT.mendable : EXIT.bug
  }
}

await main()
