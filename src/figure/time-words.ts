import type { CalendarStretch, ReadPeriod, StretchEnd } from './period-mention.ts'
import { matchAt } from './scanner.ts'

const FIRST_DAY = { year: null, month: 1, day: 1 }
const LAST_DAY = { year: null, month: 12, day: 31 }
const THIS_YEAR = { year: { kind: 'report', offset: 0 }, month: null, day: null } as const

/** A number of years or months, as it stands in 近五年 and 过去10个月. */
const MANY = String.raw`(?:\d{1,3}|[一二两三四五六七八九十几数]{1,3})`
/** 年末 inside a longer word: 5年内 is a time limit, 学年末 the end of a school year. */
const ALONE = '(?<![0-9一二两三四五六七八九十百千几数多半学每近财周零〇])'
/** 底部, 末端, 初中 and the like are other words. */
const WHOLE = '(?!步|中|级|部|层|线|盘|端|初)'

type TimeWord = readonly [word: RegExp, when: CalendarStretch | null]

const NUMERALS = '0123456789一二两三四五六七八九十几数'

/**
 * Words that name a time by themselves, with the characters they can begin with; null where nothing says which time.
 * Longer forms first.
 */
const WORDS: readonly (readonly [begins: string, ...TimeWord])[] = [
  ['年', sticky(`${ALONE}年初(?:以来|至今)`), stretch(FIRST_DAY, 'stated-date')],
  ['年', sticky(`${ALONE}年内(?!外)`), stretch(THIS_YEAR, THIS_YEAR)],
  ['年', sticky(`${ALONE}年初${WHOLE}`), stretch(FIRST_DAY, FIRST_DAY)],
  ['年', sticky(`${ALONE}(?:年末|年底)${WHOLE}`), stretch(LAST_DAY, LAST_DAY)],
  ['目当现', sticky('(?:目前|当前|现阶段)'), stretch('stated-date', 'stated-date')],
  ['迄', sticky('迄今(?:为止)?'), null],
  [
    '最过未今近',
    sticky(`(?:最近|过去|未来|今后|近)(?:的)? ?${MANY} ?(?:多)?(?:个)?(?:年|月|季度|周|天)(?:以?来|间|内|里)?`),
    null,
  ],
  [`前后${NUMERALS}`, sticky(`(?:[前后]${MANY}年|${MANY}多?年(?:以)?来(?!自))`), null],
  ['近多历往逐每', sticky('近年(?:来)?|近些年(?:来)?|多年(?:以)?来|历年(?:来)?|往年|逐年|每年'), null],
  ['同', sticky('(?<!历史)同期'), null],
  [
    '本上当同次下报',
    sticky(
      '(?:本|上|当|同|次|下)月(?:末|底|初|份)?(?!球|亮|饼|报)|(?:本|上|当)季度?末?|报告期(?:内|末|间)?|(?:本|上)期末?',
    ),
    null,
  ],
]

/** The same by what they begin with: most characters begin none of them. */
const BY_BEGINNING: ReadonlyMap<string, readonly TimeWord[]> = new Map(
  Array.from(new Set(WORDS.flatMap(([begins]) => Array.from(begins))), (char) => [
    char,
    WORDS.flatMap(([begins, word, when]): TimeWord[] => (begins.includes(char) ? [[word, when]] : [])),
  ]),
)

/** The word for a time that begins at `at` of a shadow; null when none does. */
export function timeWordAt(shadow: string, at: number): ReadPeriod | null {
  for (const [word, when] of BY_BEGINNING.get(shadow.charAt(at)) ?? []) {
    const match = matchAt(word, shadow, at)
    if (match !== null) return { end: at + match[0].length, stretch: when }
  }
  return null
}

function sticky(source: string): RegExp {
  return new RegExp(source, 'y')
}

function stretch(first: StretchEnd, last: StretchEnd): CalendarStretch {
  return { first, last }
}
