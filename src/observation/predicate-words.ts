/** Words after which a percent says how much something grew, and points or an amount how far it moved up. */
const RISING = [
  ...'增长 上涨 增加 提高 上升 增产 提升 扩大 回升 攀升 升高 加快 上浮 走高 多增 净增 增收 增支 上调 提速'.split(' '),
  ...'激增 跃升 大涨 微涨 大增 延长 增多 涨 升 (?<!新)增 (?<=[比较].{1,10})新增'.split(' '),
]

/** The same downwards. */
const FALLING = [
  ...'下降 减少 降低 下跌 回落 减产 下滑 缩减 缩小 压减 节约 少增 下调 缩短 放缓 收窄 减收 减支 压缩 萎缩'.split(' '),
  ...'下挫 大跌 微跌 大降 微降 跌 降 减'.split(' '),
]

/** Nouns for the growth of what stands before them. */
const GROWTH_NOUNS = '同比增速 增长速度 增长幅度 (?:年均|年)?(?:平均)?(?:复合)?增长率 增速 增幅 涨幅 升幅'.split(' ')
const FALL_NOUNS = '下降幅度 回落幅度 降幅 跌幅 减幅'.split(' ')

/** Words between an indicator and its figure that say nothing about the indicator. */
const FILLERS = [
  ...'了 (?<![签合节预契])约 约为 达到 达 达成 (?<![因作成行认])为 是 (?<!现)在 至 到 即 又 由 则 只 仅 近 逾 再 净 略 占 (?<!许|认)可 从 均 分别 各 都 已 将 也 还 仍 曾 则 就 就有 介于 人民币 [折约]合(?:人民币)?'.split(
    ' ',
  ),
  ...'突破 超过 超 接近 跨越 不到 不低于 不少于 不超过 多达 高达 可达 仅需 只需 需要? 左右 以上 迈上 跃上 站上 稳居'.split(
    ' ',
  ),
  ...'拥有 共有 有 共计 共 累计 (?<!收入|支出)合计 (?<!收入|支出)总计 (?<![合总统累])计 新增 总规模'.split(' '),
  ...'预计 预计可 有望 已经 力争 预期 预期目标 目标 拟 安排 调整 实际 实现 完成 保持着? 稳定 控制 维持 继续 连续 持续'.split(
    ' ',
  ),
  ...'首次 历史同期 年均 平均 名义 大幅 小幅 同比 环比 按年 按季 按月 同口径 按可比口径 ： : 、 “ ”'.split(' '),
  String.raw`\s`,
]

const anyOf = (...words: readonly (readonly string[])[]) => `(?:${words.flat().join('|')})`

/** A word of change at the end of a predicate without its fillers. */
export const CHANGE_AT_END = new RegExp(`${anyOf(RISING, FALLING)}$`)
/** A word of change downwards there. */
export const FALL_AT_END = new RegExp(`${anyOf(FALLING, FALL_NOUNS)}$`)
/** 增速, 降幅 there. */
export const GROWTH_NOUN_AT_END = new RegExp(`${anyOf(GROWTH_NOUNS, FALL_NOUNS)}$`)
/** 增加到, 降至: what follows is the level reached. */
export const REACHES = new RegExp(
  `${anyOf(RISING, FALLING, ['发展', '调整', '变', '精简', '压减', '拓展', '扩展', '优化'])}(?:到|至|为)`,
)
/** 增速提高到, 降幅收窄至: what follows is the growth reached. */
export const GROWTH_REACHES = new RegExp(
  `^${anyOf(GROWTH_NOUNS, FALL_NOUNS)}[将也则又]?(?:由[^，。；]{1,12})?${anyOf(RISING, FALLING)}(?:到|至|为)`,
)
/** The growth of a predicate that begins so is a fall. */
export const FALL_NOUN_FIRST = new RegExp(`^${anyOf(FALL_NOUNS)}`)
/**
 * A run of words at the end of a text. Read backwards it takes the longest word each time and never looks back, while
 * `(?:约|约为|为)+$` tries every way to part 约为约为约为 before it gives up.
 */
function runAtEnd(...words: readonly (readonly string[])[]): RegExp {
  const longestFirst = words.flat().toSorted((a, b) => lengthOf(b) - lengthOf(a))
  return new RegExp(`$(?<=(?<run>${anyOf(longestFirst)}+))`)
}

/** Of what a word takes in, without what may not stand before it. */
function lengthOf(word: string): number {
  return word.replaceAll(/\(\?<[!=][^)]*\)/g, '').length
}

const FILLERS_AT_END = runAtEnd(FILLERS)
const PREDICATE_AT_END = runAtEnd(FILLERS, RISING, FALLING, GROWTH_NOUNS, FALL_NOUNS)

/** A predicate without the fillers right before its figure. */
export function withoutFillers(predicate: string): string {
  return cut(predicate, FILLERS_AT_END)
}

/** Words without all that can stand between an indicator and its figure. */
export function withoutPredicate(words: string): string {
  return cut(words, PREDICATE_AT_END)
}

function cut(text: string, run: RegExp): string {
  return text.slice(0, text.length - (run.exec(text)?.groups?.['run']?.length ?? 0))
}
