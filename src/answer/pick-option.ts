import { parseNumeral } from '../figure/numerals.ts'
import type { Lexicon } from '../lexicon/lexicon.ts'
import type { Option } from './answer.ts'

/** 第二个, 2, 选2, 2号: a place in the row of options, from 1. */
const NUMBERED = /^(?:选择?|要|看)?(?:第)?(?<number>\d{1,2}|[一二两三四五六七八九十]{1,2})(?:[个项种号条]|\.|、)?$/u
/** Around the words that name an option: 我是说农村的呢？ */
const FRAME =
  /^(?:那|就|我(?:是|要|想)?(?:说|问|看|知道)?的?是?|是|问的?是|要|选|看){1,6}|(?:那个|这个|的|呢|吧|啊|呀){1,6}$/gu
const MARKS = /[\s。.！!？?，,~～“”"]+/gu

/** The option that a reply to a question back means: by its number, its name, or a part of one that no other shares. */
export function optionMeant(reply: string, options: readonly Option[], lexicon: Lexicon): Option | undefined {
  const said = reply.normalize('NFKC').replace(MARKS, '')
  const exact = options.find(({ text }) => text === said)
  if (exact !== undefined) return exact
  const number = NUMBERED.exec(said)?.groups?.['number']
  if (number !== undefined) return options[(parseNumeral(number) ?? 0) - 1]
  const words = said.replace(FRAME, '')
  return words === '' ? undefined : onlyOne(options.filter((option) => isNamedBy(words, option, lexicon)))
}

function isNamedBy(words: string, { canonical }: Option, lexicon: Lexicon): boolean {
  const names = lexicon.indicator(canonical)?.names ?? lexicon.place(canonical)?.names ?? []
  return [canonical, ...names].some((name) => name.includes(words))
}

/** 居民收入 stands in the names of all: then it says nothing. */
function onlyOne(options: readonly Option[]): Option | undefined {
  return options.length === 1 ? options[0] : undefined
}
