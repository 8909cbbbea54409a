import type { Relation } from './figure.ts'
import type { Reading } from './scan.ts'
import { skipBlanks, type TableWord, wordAt, wordBefore, wordTable } from './scanner.ts'

/** Words before a number that bound it; 达, 达到 and 为 only say that it is so and stay outside. Longest first. */
const WORDS_BEFORE: readonly TableWord<Relation>[] = [
  ['大约为', '~'],
  ['不低于', '>='],
  ['不少于', '>='],
  ['不小于', '>='],
  ['不高于', '<='],
  ['不超过', '<='],
  ['不多于', '<='],
  ['不大于', '<='],
  ['超过了', '>'],
  ['突破了', '>'],
  ['超过', '>'],
  ['突破', '>'],
  ['高于', '>'],
  ['大于', '>'],
  ['多于', '>'],
  ['至少', '>='],
  ['低于', '<'],
  ['小于', '<'],
  ['少于', '<'],
  ['不足', '<'],
  ['不到', '<'],
  ['不满', '<'],
  ['不超', '<='],
  ['至多', '<='],
  ['最多', '<='],
  ['接近', '~'],
  ['将近', '~'],
  ['大约', '~'],
  ['约为', '~'],
  ['约占', '~'],
  ['约有', '~'],
  ['约合', '~'],
  ['约达', '~'],
  ['约等于', '~'],
  ['超', '>'],
  ['逾', '>'],
  ['破', '>'],
  ['近', '~'],
  ['约', '~'],
]

const SCALES = '百千万亿'
/** Before a Chinese scale also 上百家, 过千亿元. */
const BEFORE = wordTable(WORDS_BEFORE, 'last')
const BEFORE_SCALE = wordTable<Relation>([...WORDS_BEFORE, ['上', '>='], ['过', '>'], ['成', '>=']], 'last')

/** Words behind a unit that bound the number. */
const BEHIND = wordTable<Relation>(
  [
    ['及以上', '>='],
    ['及以下', '<='],
    ['或以上', '>='],
    ['以上', '>='],
    ['以下', '<='],
    ['以内', '<='],
    ['之内', '<='],
    ['左右', '~'],
    ['上下', '~'],
    ['有余', '~'],
    ['出头', '~'],
    ['余', '~'],
    ['多', '~'],
    ['+', '>'],
  ],
  'first',
)

/** The last characters of words that end like an approximator: 节约30%, 附近20家, 赶超5家. */
const WORDS_ENDING: Readonly<Record<string, string>> = {
  约: '节签合预履制集条契邀违续公解缔要特隐',
  近: '附临最靠邻远亲相将新',
  超: '赶反高',
  破: '打爆冲击侦突告',
  逾: '',
  上: '以之网线晚早身路市海加向',
  过: '通超经不难透越渡度路错',
  成: '组完构形达生建变合养促',
}

/** 3年多 and 5公里余; but 50个多晶硅项目: only behind these is 多 or 余 the end of the figure. */
const OPEN_BEHIND = new Set([
  '年',
  '天',
  '成',
  '小时',
  '公里',
  '里',
  '米',
  '倍',
  '斤',
  '公斤',
  '吨',
  '岁',
  '元',
  '亩',
  '公顷',
])

/** A figure with the words around it that bound it. What is already bounded by 余 or 多 keeps its relation. */
export function bounded(text: string, reading: Reading, from: number): Reading {
  if (reading.kind === 'rank' || reading.kind === 'scale-class') return reading
  const before = wordBounding(text, reading, from)
  const after = wordBehind(text, reading)
  const start = before === null ? reading.start : before.start
  const end = after === null ? reading.end : after.end
  return { ...reading, start, end, relation: before?.relation ?? after?.relation ?? reading.relation }
}

function wordBounding(text: string, { start }: Reading, from: number): { start: number; relation: Relation } | null {
  const at = text[start - 1] === ' ' ? start - 1 : start
  const word = wordBefore(SCALES.includes(text[start] ?? ' ') ? BEFORE_SCALE : BEFORE, text, at)
  if (word === null || at - word[0].length < from) return null
  const [surface, relation] = word
  const previous = text[at - surface.length - 1]
  if (surface.length === 1 && previous !== undefined && WORDS_ENDING[surface]?.includes(previous) === true) return null
  return { start: at - surface.length, relation }
}

function wordBehind(text: string, { end, unit }: Reading): { end: number; relation: Relation } | null {
  const at = text[end] === ' ' ? skipBlanks(text, end) : end
  const word = wordAt(BEHIND, text, at)
  if (word === null) return null
  const [surface, relation] = word
  if ((surface === '余' || surface === '多') && !OPEN_BEHIND.has(unit)) return null
  return { end: at + surface.length, relation }
}
