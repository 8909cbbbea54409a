/** What a text asks for: a command of ours, a slash command that is not, and what is said behind it. */
export interface Command {
  readonly name: CommandName | 'unknown'
  /** The words behind the command, trimmed; the question of an `ask`. */
  readonly rest: string
}

/** Every command of the bot. */
export type CommandName =
  | 'ask'
  | 'list'
  | 'compare'
  | 'convert'
  | 'start'
  | 'help'
  | 'status'
  | 'id'
  | 'sources'
  | 'reindex'
  | 'why'
  | 'pair'
  | 'allow'
  | 'ban'
  | 'access'
  | 'settings'
  | 'docs'
  | 'gaps'
  | 'export'
  | 'forget'

interface Entry {
  readonly name: CommandName
  readonly description: string
  /** Words that do the same without a slash; the whole text must be one of them. */
  readonly words: readonly string[]
  readonly forAdmins: boolean
  /** Shows what is nobody else's business: not in a group. Absent is no. */
  readonly isPrivate?: boolean
}

/** Commands as the channel's menu and /help show them. */
export const COMMANDS: readonly Entry[] = [
  { name: 'ask', description: '提问：/ask 固定资产投资增长多少', words: [], forAdmins: false },
  { name: 'list', description: '列出一个指标的全部数字：/list 固定资产投资', words: [], forAdmins: false },
  {
    name: 'compare',
    description: '并排对比两个地区或两年：/compare 昌吉州 全区 固投增速',
    words: [],
    forAdmins: false,
  },
  { name: 'convert', description: '上一个数换个单位：/convert 万元', words: [], forAdmins: false },
  {
    name: 'sources',
    description: '有哪些报告、地区和年份可以问',
    words: ['来源', '资料', '有哪些资料'],
    forAdmins: false,
  },
  { name: 'status', description: '资料和索引的状态', words: ['状态'], forAdmins: false },
  { name: 'id', description: '我的编号和这个聊天的编号', words: ['编号'], forAdmins: false },
  { name: 'help', description: '怎么提问', words: ['帮助', '怎么用', '使用说明'], forAdmins: false },
  { name: 'forget', description: '删除与我有关的提问记录', words: ['忘记我'], forAdmins: false },
  { name: 'start', description: '开始', words: ['开始'], forAdmins: false },
  { name: 'why', description: '上一个回答是怎么来的；回复某条回答发，就说明那一条', words: [], forAdmins: true },
  { name: 'reindex', description: '更新索引', words: ['更新索引', '重建索引'], forAdmins: true },
  { name: 'pair', description: '发一个开通码给要提问的人', words: ['开通码'], forAdmins: true, isPrivate: true },
  { name: 'allow', description: '开通本群；/allow 编号 开通一个人或群', words: ['开通'], forAdmins: true },
  { name: 'ban', description: '停用：回复某人的消息，或 /ban 编号', words: ['停用'], forAdmins: true },
  { name: 'settings', description: '设置本群：从哪些资料回答', words: ['设置', '群设置'], forAdmins: true },
  { name: 'access', description: '谁可以提问，可移除', words: ['名单'], forAdmins: true, isPrivate: true },
  { name: 'docs', description: '查看和管理资料', words: ['资料管理', '管理资料'], forAdmins: true },
  { name: 'gaps', description: '哪些问题没答上来，缺什么资料', words: ['缺口'], forAdmins: true, isPrivate: true },
  { name: 'export', description: '导出提问记录（CSV 表格）', words: ['导出'], forAdmins: true, isPrivate: true },
]

/** A slash of either width; the question may follow without a blank (/ask昌吉州…), as Telegram ends a command there. */
const SLASH = /^[/／](?<name>[a-z0-9_]{1,32})(?:@\w+)?(?![\w@])(?<rest>[\s\S]*)$/i

/** Reads a person's words: a command with or without slash, otherwise a question. */
export function parseCommand(text: string): Command {
  const trimmed = text.trim()
  const slash = SLASH.exec(trimmed)?.groups
  if (slash !== undefined) return named(slash['name']?.toLowerCase() ?? '', slash['rest']?.trim() ?? '')
  const bare = trimmed.replace(/^[/／]|(?<![。！？!?])[。！？!?]+$/g, '')
  const entry = COMMANDS.find(({ words }) => words.includes(bare))
  return entry === undefined ? { name: 'ask', rest: trimmed } : { name: entry.name, rest: '' }
}

/** True for a command that only admins may give; one that is not ours does nothing to anybody. */
export function isForAdmins(name: Command['name']): boolean {
  return COMMANDS.some((entry) => entry.name === name && entry.forAdmins)
}

/** True for a command whose answer is not for a group's eyes. */
export function isForPrivate(name: Command['name']): boolean {
  return COMMANDS.some((entry) => entry.name === name && entry.isPrivate === true)
}

function named(name: string, rest: string): Command {
  return { name: COMMANDS.find((known) => known.name === name)?.name ?? 'unknown', rest }
}

/** What the commands that ask a question say in front of it, so that they mean what the same words mean in a question. */
const QUESTIONS: Readonly<Partial<Record<Command['name'], string>>> = {
  ask: '',
  list: '列出',
  compare: '对比',
  convert: '换算成',
}

/** The question of a command that asks one, empty where it says none; undefined for other commands. */
export function questionIn({ name, rest }: Command): string | undefined {
  const words = QUESTIONS[name]
  if (words === undefined) return undefined
  return rest === '' ? '' : `${words} ${rest}`.trim()
}

/** How a command that asks a question is used: what its description gives as an example. */
export function exampleOf(name: CommandName): string {
  const { description } = COMMANDS.find((known) => known.name === name) ?? { description: '' }
  return description.slice(description.indexOf('：') + 1)
}
