import { simplify } from '../lexicon/simplify.ts'
import type { Observation, Slot } from '../observation/observation.ts'
import { contextHeader } from '../report-index/context-header.ts'
import type { Passage } from '../report-index/report-index.ts'
import type { Span } from '../span.ts'
import { sentenceAround } from './quote.ts'

/** How much of the question's own words stand around a figure, and of the figure's words in the question: 0 to 1. */
export interface Support {
  /** Of the question's words, in the indicator's. */
  readonly indicator: number
  /** In the figure's clause, the indicator's words included. */
  readonly clause: number
  /** In the figure's clause, headings and titles. */
  readonly context: number
  /** In the figure's sentence, headings and titles included. */
  readonly sentence: number
  /** In all that its paragraph says up to the end of the figure's sentence, headings and titles included. */
  readonly passage: number
  /** The asked indicator's own words and the others, in the figure's clause. */
  readonly whole: number
  /** Of the indicator's words, in the question: low where the figure is of something narrower than was asked. */
  readonly asked: number
}

/** Weighs the words of one ask. */
export type MeasureSupport = (observation: Observation, passage: Passage) => Support

/** The words of an ask that no table knows (`rest`), and those with the name that a table knows (`whole`). */
export interface AskedWords {
  readonly rest: string
  readonly whole: string
  readonly question: string
}

/** Support for the words of an ask; full for none. Each share is reckoned when it is first looked at: most never are. */
export function createSupport({ rest, whole, question }: AskedWords): MeasureSupport {
  const runs = runsOf(rest)
  const wholeRuns = runsOf(whole)
  const asked = folded(question)
  return (observation, passage) => {
    const around = surroundings(observation, passage)
    const indicator = once(() => covered(runs, around.indicator()))
    const clause = once(() => covered(runs, around.clause()))
    const context = once(() => covered(runs, `${around.above()} ${around.clause()}`))
    const sentence = once(() => covered(runs, `${around.above()} ${around.sentence()}`))
    const soFar = once(() => covered(runs, `${around.above()} ${around.soFar()}`))
    const inClause = once(() => covered(wholeRuns, around.clause()))
    const inQuestion = once(() => Math.max(...waysToAsk(observation).map((way) => covered(runsOf(way), asked))))
    return {
      get indicator() {
        return indicator()
      },
      get clause() {
        return clause()
      },
      get context() {
        return context()
      },
      get sentence() {
        return sentence()
      },
      get passage() {
        return soFar()
      },
      get whole() {
        return inClause()
      },
      get asked() {
        return inQuestion()
      },
    }
  }
}

/** The texts around a figure, folded: its indicator, clause and sentence (these with the indicator), and what is above. */
function surroundings(observation: Observation, passage: Passage) {
  const cut = ({ start, end }: Span) => passage.text.slice(start, end)
  const names = observation.indicators.map(indicatorWords).join(' ')
  const sentence = once(() => sentenceAround(passage.text, observation))
  return {
    indicator: once(() => folded(names)),
    clause: once(() => folded(`${names} ${cut(clauseAround(passage.text, observation, sentence()))}`)),
    sentence: once(() => folded(`${names} ${cut(sentence())}`)),
    soFar: once(() => folded(`${names} ${passage.text.slice(0, sentence().end)}`)),
    above: once(() => {
      const header = contextHeader(passage.document, passage.article, passage.path)
      const place = observation.place?.canonical ?? ''
      return folded(`${header} ${place} ${cut(referent(passage.text, sentence()))}`)
    }),
  }
}

function once<T>(reckon: () => T): () => T {
  let reckoned: { readonly value: T } | undefined
  return () => {
    reckoned ??= { value: reckon() }
    return reckoned.value
  }
}

/** 海上风电 of 风电新增并网容量, 出口 of 民营企业出口: a name completed by the words before; else both ways to write it. */
function indicatorWords({ text, canonical }: Slot): string {
  return canonical.includes(text) ? canonical : `${text} ${canonical}`
}

/** How somebody may ask for a figure's indicator: as it is printed, as tables name it, by its head, without what is counted. */
function waysToAsk({ indicators }: Observation): string[] {
  const printed = indicators.map(({ text }) => text).join(' ')
  const named = indicators.map(({ text, canonical }) => (canonical.includes(text) ? canonical : text)).join(' ')
  const ways = [named, indicators.map(({ canonical }) => canonical).join(' '), headOf(named), bareNoun(printed)]
  return [...ways, printed.replace(COUNTED, ''), named.replace(COUNTED, '')]
}

/** What a question leaves to its unit: 水产品 of 水产品产量 in 水产多少万吨, 煤电 of 煤电装机容量 in 煤电多少万千瓦. */
const COUNTED =
  /(?:产量|总量|数量|储量|销量|容量|装机容量|装机规模|装机|规模|产能|面积|里程|人数|户数|数|总数|总额)(?= |$)/gu

/** 耕地地力保护补贴 of 拨付耕地地力保护补贴资金: what was done with it, and that it is money, a question leaves out. */
function bareNoun(indicator: string): string {
  return indicator
    .replace(/^(?:拨付|发放|下达|安排|兑现|落实|筹措|投入|累计|共|发生|完成|实现|开展|实施)+(?=\p{L}{2})/u, '')
    .replace(/(?<=\p{L}{2})(?:资金|经费|金额)$/u, '')
}

/** 产业供地类项目 of 正常推进的产业供地类项目; the whole where nothing long enough to be asked for stands behind 的. */
function headOf(indicator: string): string {
  const head = indicator.slice(indicator.lastIndexOf('的') + 1)
  return head.length >= 4 ? head : indicator
}

/** Runs of characters without blanks and marks, folded for comparing. */
function runsOf(words: string): string[] {
  return folded(words)
    .split(/[^\p{L}\p{N}.%]+/u)
    .filter((run) => run !== '')
}

function folded(text: string): string {
  return simplify(text.normalize('NFKC').toLowerCase()).replace(RANGE, '-')
}

/** 16到59岁 asks for what is printed as 16—59岁. */
const RANGE = /(?<=\d)(?:到|至|[—–―~－])(?=\d)/gu

/**
 * The share of the runs' characters that stand in `text` together with a neighbour. Pairs over the border of two words
 * (电够 of 外送的电够多少户) are in no text and must not count against the words themselves, as they would if pairs were
 * counted. Full for no runs.
 */
function covered(runs: readonly string[], text: string): number {
  if (runs.length === 0) return 1
  const total = runs.reduce((sum, run) => sum + run.length, 0)
  const found = runs.reduce((sum, run) => sum + coveredCharacters(run, text), 0)
  return total === 0 ? 1 : found / total
}

function coveredCharacters(run: string, text: string): number {
  if (run.length === 1) return text.includes(run) ? 1 : 0
  const isCovered = new Set<number>()
  for (let at = 0; at + 1 < run.length; at++) {
    if (text.includes(run.slice(at, at + 2))) isCovered.add(at).add(at + 1)
  }
  return isCovered.size
}

/** 该项目…总投资82亿元 is about what the sentence before names. */
const REFERS_BACK = /^[“"]?(?:该|其|此|这[一个些项家])/u

/** The sentence that such a beginning points to; empty for others. */
function referent(text: string, { start }: Span): Span {
  if (start === 0 || !REFERS_BACK.test(text.slice(start, start + 3))) return { start, end: start }
  return { start: sentenceAround(text, { start: start - 1, end: start }).start, end: start }
}

/** From the comma before a figure to the comma after it. */
function clauseAround(text: string, figure: Span, sentence: Span): Span {
  const before = text.slice(sentence.start, figure.start)
  const after = text.slice(figure.end, sentence.end)
  const start = Math.max(...['，', '；', '。', '：', ',', ';'].map((mark) => before.lastIndexOf(mark))) + 1
  const ends = ['，', '；', '。', ',', ';'].map((mark) => after.indexOf(mark)).filter((at) => at >= 0)
  return { start: sentence.start + start, end: figure.end + Math.min(after.length, ...ends) }
}
