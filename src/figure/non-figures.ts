import { createNameFinder } from '../lexicon/name-finder.ts'
import type { Span } from '../span.ts'
import { IDIOMS } from './idioms.ts'

const findIdioms = createNameFinder(IDIOMS.map((idiom) => [idiom, true] as const))

/** Numbers that are printed for other reasons than to tell an amount. Each quantifier is bounded: the scan is linear. */
const PATTERNS: readonly RegExp[] = [
  // 14时30分, 8点30分许: a time of day. 24小时 and 30点 are none.
  /(?<!\d)(?:[01]?\d|2[0-4])[时点][0-5]?\d分(?!钟)(?:[0-5]?\d秒)?/g,
  /(?:上午|下午|凌晨|晚上?|中午|早上?|日|傍晚)(?:[01]?\d|2[0-4])[时点](?:半|许|整)?/g,
  // 10:30 and 10:30:05, but not 比为10:40:50.
  /(?<![\d.:：比为由到达])(?:[01]\d|2[0-3])[:：][0-5]\d(?:[:：][0-5]\d)?(?![\d.:：])/g,
  // 1、 and 2. at the beginning of a line or a sentence number its items; 2.5 does not, but 1.2023年 does.
  /(?<=^|[\n。]) {0,4}\d{1,2}(?:、|[.．](?!\d)|[.．](?=(?:19|20)\d\d年))/g,
  /https?:\/\/[\w./?&=%#:~+-]{1,300}/g,
  /www\.[\w./?&=%#:~+-]{1,300}/g,
  // 〔2024〕12号, (2024)第12号: the number of a file.
  /[〔[【(（][12]\d{3}[〕\]】)）](?:第)?\d{1,5}号/g,
  // 十届二次会议, 六届十次全会: which session it is.
  /[一二三四五六七八九十]{1,3}次(?:全体)?(?:会议|全会|代表大会|党代会|常委会)/g,
  // “三个高地”, “七大攻坚”: slogans count nothing by their number.
  /(?<=[“"「])[一二两三四五六七八九十]{1,2}[^“”"「」，。\d]{1,8}(?=[”"」])/g,
  // 标普500, 沪深300: the names of stock indices.
  /(?:标普|标准普尔|沪深|中证|上证|深证|国证|富时|罗素|日经|科创|威尔希尔|财富) ?\d{2,4}(?![\d.]|[万亿%点])/g,
  // 2023款, 2024版: the year of a model or an edition.
  /(?<!\d)(?:19|20)\d\d ?(?:款|版|届|级|赛季|系列)/g,
  // 3·15, 9·11: days that became names.
  /(?<!\d)\d{1,2}·\d{1,2}(?!\d)/g,
  // “1+3+N”, 5+2: the names of schemes.
  /(?<![\d.])\d{1,3}(?:\+(?:\d{1,3}|[A-ZXN]))+(?![\d.%])/g,
]

/** The spans of a shadow in which numerals are no figures: idioms, times of day, item and file numbers, addresses. */
export function nonFiguresIn(shadow: string): Span[] {
  const spans: Span[] = findIdioms(shadow).filter(({ start }) => !isNumeralBefore(shadow, start))
  for (const pattern of PATTERNS) {
    for (const match of shadow.matchAll(pattern)) {
      spans.push({ start: match.index, end: match.index + match[0].length })
    }
  }
  return spans
}

/** 二十三位数学家 and 十三级: an idiom does not begin inside a number. */
function isNumeralBefore(shadow: string, at: number): boolean {
  return /[0-9零〇一二两三四五六七八九十百千万亿]/.test(shadow[at - 1] ?? '')
}

/** Stands for a character that no reader may read; no text contains it. */
const BLOT = '\u0000'

/** The shadow with the spans blotted out; as long as before. */
export function blotted(shadow: string, spans: readonly Span[]): string {
  const parts: string[] = []
  let end = 0
  for (const span of spans.toSorted((a, b) => a.start - b.start)) {
    if (span.end <= end) continue
    const start = Math.max(span.start, end)
    parts.push(shadow.slice(end, start), BLOT.repeat(span.end - start))
    end = span.end
  }
  return parts.join('') + shadow.slice(end)
}
