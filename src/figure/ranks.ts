import type { Span } from '../span.ts'
import { numeralAt } from './numerals.ts'
import type { Reader, Reading } from './scan.ts'
import { matchAt, skipBlanks } from './scanner.ts'

/** Words that make a number a place in a row, within a few characters before it. */
const RANKING =
  /(?:居|列|排名?|名次|位次|跻身|进入|挺进|迈入|升至|跃升|上升|保持|稳定在|蝉联|夺得|获得?|荣获|评为|在?全[国疆省区市州县球]|世界|国内|我国|亚洲|西部|中部|东部|[省区市州县]内?|行业)(?:的)?[^，。；：！？、]{0,8}$/
const RANKING_UNITS = 14
/** What a rank without a measure word may be followed by: 居全国第一。 but not 全国第一产业. */
const CLAUSE_ENDS = /^(?:$|[\s，。；：！？、,.;（(）)”"】]|的?(?:位次|水平|位置|方阵|梯队)|和|与|及)/
const AHEAD_UNITS = 6
const SCOPE =
  /(?:全[国疆省区市州县球]|国内|世界|亚洲|我国|中国|业内|行业|西北|西南|东北|华北|华东|华南|华中|中部|西部|东部|国际|省内|区内|市内|州内|疆内)的?$/
const SCOPE_UNITS = 4
const FIRST_PLACE = /首位(?!度|数)|榜首/y
const FIRST_OF_KIND = /首([个家座条台套款艘例部张处列])(?!次|都)/y
const ORDINAL_JOINTS = '、和至-'
/** A longer row is read in pieces. */
const MAX_ORDINALS = 50
const MEASURE = /[位名](?!单|额|义|称|数|于|置)/y

/** 居全国第3位, 全疆第一, 首位, 榜首; 前三 and 前10位 bound a rank; 全国首个 is the first of its kind. */
export const rankAt: Reader = ({ text }, at) => {
  const char = text[at]
  if (char === '第') return ordinalAt(text, at)
  if (char === '前') return topAt(text, at)
  return firstPlaceAt(text, at) ?? firstOfKindAt(text, at)
}

/** Where the numbers of an ordinal end (第三, 第13、15和16), so that they are not read as counts; null when none is there. */
export function ordinalEnd(text: string, at: number): number | null {
  if (text[at] !== '第') return null
  let numeral = numeralAt(text, skipBlanks(text, at + 1))
  let end: number | null = null
  for (let count = 0; count < MAX_ORDINALS && numeral !== null; count += 1) {
    end = numeral.end
    numeral = ORDINAL_JOINTS.includes(text[end] ?? ' ') ? numeralAt(text, end + 1) : null
  }
  return end
}

function ordinalAt(text: string, at: number): Reading | null {
  const numeral = numeralAt(text, skipBlanks(text, at + 1))
  if (numeral === null || numeral.value === null) return null
  const measure = matchAt(MEASURE, text, skipBlanks(text, numeral.end))
  if (!isRanked(text, at)) return null
  if (measure === null && !endsClause(text, numeral.end)) return null
  const end = measure === null ? numeral.end : measure.index + measure[0].length
  return rank({ start: at, end }, { value: numeral.value, unit: measure?.[0] ?? '', relation: '=' })
}

/** 前三, 前10名: the rank is at most that. */
function topAt(text: string, at: number): Reading | null {
  const numeral = numeralAt(text, at + 1)
  if (numeral === null || numeral.value === null || !isRanked(text, at)) return null
  const measure = matchAt(/[位名强]/y, text, numeral.end)
  const end = numeral.end + (measure?.[0].length ?? 0)
  if (!endsClause(text, end)) return null
  return rank({ start: at, end }, { value: numeral.value, unit: measure?.[0] ?? '', relation: '<=' })
}

function firstPlaceAt(text: string, at: number): Reading | null {
  const match = matchAt(FIRST_PLACE, text, at)
  if (match === null) return null
  return rank({ start: at, end: at + 2 }, { value: 1, unit: match[0] === '首位' ? '位' : '', relation: '=' })
}

function firstOfKindAt(text: string, at: number): Reading | null {
  const match = matchAt(FIRST_OF_KIND, text, at)
  if (match === null || !SCOPE.test(text.slice(Math.max(0, at - SCOPE_UNITS), at))) return null
  return rank({ start: at, end: at + 2 }, { value: 1, unit: match[1] ?? '', relation: '=' })
}

function isRanked(text: string, at: number): boolean {
  return RANKING.test(text.slice(Math.max(0, at - RANKING_UNITS), at))
}

function endsClause(text: string, at: number): boolean {
  return CLAUSE_ENDS.test(text.slice(at, at + AHEAD_UNITS))
}

function rank(span: Span, { value, unit, relation }: Pick<Reading, 'unit' | 'relation'> & { value: number }): Reading {
  const normal = { value, unit: '位' }
  return { ...span, kind: 'rank', value, unit, range: null, normal, relation, unitBasis: 'printed' }
}
