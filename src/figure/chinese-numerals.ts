const DIGITS: ReadonlyMap<string, number> = new Map([
  ['零', 0],
  ['〇', 0],
  ['一', 1],
  ['二', 2],
  ['两', 2],
  ['三', 3],
  ['四', 4],
  ['五', 5],
  ['六', 6],
  ['七', 7],
  ['八', 8],
  ['九', 9],
])

const SMALL_SCALES: ReadonlyMap<string, number> = new Map([
  ['千', 1000],
  ['百', 100],
  ['十', 10],
])

/** Largest first: a numeral is split at the last 亿, then at the last 万. */
const LARGE_SCALES = [
  ['亿', 1e8],
  ['万', 1e4],
] as const

const POSITIONAL = /^[零〇一二三四五六七八九]{3,6}$/

/** True for the characters a Chinese numeral is written with. */
export function isChineseNumeral(char: string): boolean {
  return DIGITS.has(char) || SMALL_SCALES.has(char) || char === '万' || char === '亿'
}

/**
 * A Chinese numeral as its number: 二十三万 is 230000, 二〇二四 is 2024, 三点五 is 3.5. Null when it is no well-formed
 * numeral: 七八 is seven or eight, not seventy-eight.
 */
export function parseChineseNumeral(printed: string): number | null {
  const point = printed.indexOf('点')
  if (point >= 0) return decimal(printed.slice(0, point), printed.slice(point + 1))
  if (POSITIONAL.test(printed)) return Number(digitsOf(printed))
  return integer(printed)
}

/** 三点五 and 一点二亿. The exponent is joined as text, so that 1.2e8 is exact. */
function decimal(whole: string, rest: string): number | null {
  const scale = /(?<![万亿])[万亿]*$/.exec(rest)?.[0] ?? ''
  const digits = digitsOf(rest.slice(0, rest.length - scale.length))
  const before = integer(whole)
  if (before === null || digits === null || digits === '') return null
  const exponent = scale.replaceAll('亿', '万万').length * 4
  return Number(`${before}.${digits}e${exponent}`)
}

function digitsOf(printed: string): string | null {
  const digits = Array.from(printed, (char) => DIGITS.get(char))
  return digits.includes(undefined) ? null : digits.join('')
}

function integer(printed: string): number | null {
  for (const [char, factor] of LARGE_SCALES) {
    const place = printed.lastIndexOf(char)
    if (place >= 0) return joined(printed.slice(0, place), factor, printed.slice(place + 1))
  }
  return printed === '' ? null : belowTenThousand(printed)
}

/** What stands before a scale is that many of it; what follows is added. */
function joined(many: string, factor: number, rest: string): number | null {
  const count = many === '' ? 1 : integer(many)
  const remainder = rest === '' ? 0 : colloquialRest(rest, factor)
  return count === null || remainder === null ? null : count * factor + remainder
}

/** 三万五 is 35000: a digit alone after a scale counts the next smaller one. */
function colloquialRest(rest: string, factor: number): number | null {
  const digit = DIGITS.get(rest)
  return digit === undefined ? integer(rest.replace(/^[零〇]/, '')) : (digit * factor) / 10
}

function belowTenThousand(printed: string): number | null {
  let total = 0
  let digit: number | null = null
  let smallest = Infinity
  for (const char of printed) {
    const scale = SMALL_SCALES.get(char)
    const next = DIGITS.get(char)
    if (scale !== undefined && scale < smallest) {
      total += (digit ?? 1) * scale
      smallest = scale
      digit = null
    } else if (next !== undefined && (digit === null || digit === 0)) {
      digit = next
    } else {
      return null
    }
  }
  return total + lastDigit(printed, digit ?? 0, smallest)
}

/** 两百五 is 250, 两百零五 is 205, 二十五 is 25. */
function lastDigit(printed: string, digit: number, smallest: number): number {
  const isColloquial = smallest > 10 && smallest < Infinity && !/[零〇]/.test(printed)
  return isColloquial ? (digit * smallest) / 10 : digit
}
