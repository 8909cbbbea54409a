/** What the parser of the command line says, and the same in Chinese; `$1` is the first group. */
const MESSAGES: readonly (readonly [RegExp, string])[] = [
  // An unknown command is taken for an argument of `start`, which is the command when none is given.
  [/^error: too many arguments for 'start'.*$/m, '没有这个命令，或 start 后面多写了东西'],
  [/^error: too many arguments for '(.+?)'.*$/m, '$1 后面多写了东西；问题里有空格时，请用引号括起来'],
  [/^error: missing required argument '(.+?)'$/m, '缺少参数 $1'],
  [/^error: unknown option '(.+?)'$/m, '没有选项 $1'],
  [/^error: option '(.+?)' argument missing$/m, '选项 $1 后面没有写内容'],
  [/^error: option '(.+?)' argument '(.*?)' is invalid\. (.*)$/m, '选项 $1 不能是“$2”：$3'],
  [/^\(Did you mean (.+?)\?\)$/m, '（是不是 $1？）'],
]

/** Says in Chinese what is wrong with a command line; a message that no row knows stays as it is. */
export function explainUsage(message: string): string {
  return MESSAGES.reduce((text, [pattern, words]) => text.replace(pattern, words), message)
}

const TITLES: Readonly<Record<string, string>> = {
  'Usage:': '用法：',
  'Arguments:': '参数：',
  'Options:': '选项：',
  'Commands:': '命令：',
}

/** A heading of `--help` in Chinese. */
export function titleOfHelp(title: string): string {
  return TITLES[title] ?? title
}
