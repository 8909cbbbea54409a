import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** Paragraphs of one report; a hundred reports of twenty make 2,000 texts. */
const PARAGRAPHS = 20

const COUNTIES = '青禾 清源 望海 临溪 松岭 石桥 平湖 云台 南泉 北林 东川 西坪 凤阳 龙门 金塔 银山'.split(' ')
const THINGS =
  '固定资产投资 社会消费品零售总额 规模以上工业增加值 一般公共预算收入 粮食产量 进出口总额 城镇居民人均可支配收入 旅游收入'.split(
    ' ',
  )
const UNITS = '亿元 万吨 万人次 万元 公里 万亩'.split(' ')
const LEADS = '全年 上半年 前三季度 1至10月 一季度'.split(' ')
const CLAUSES = [
  '重点项目加快建设，产业链条不断延伸',
  '各乡镇因地制宜，特色种植面积稳步扩大',
  '营商环境持续优化，新登记经营主体明显增加',
  '交通、水利、能源等基础设施短板加快补齐',
  '科技创新投入力度加大，企业研发活动更加活跃',
  '公共服务供给更加充分，城乡居民生活继续改善',
]

/**
 * Numbers from 0 to 1, the same for the same seed (mulberry32).
 *
 * @param {number} seed
 */
export function seededRandom(seed) {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/**
 * Writes reports of invented counties into a folder, made anew: `texts` paragraphs of one to nine sentences, which are
 * the given ones in their order, or else invented as well.
 *
 * @param {string} folder
 * @param {{ texts: number, seed: number, sentences?: readonly string[] }} options
 */
export function writeReports(folder, options) {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  addReports(folder, options)
}

/**
 * Adds reports to a folder; another seed writes other texts under other names.
 *
 * @param {string} folder
 * @param {{ texts: number, seed: number, sentences?: readonly string[] }} options
 */
export function addReports(folder, { texts, seed, sentences }) {
  const random = seededRandom(seed)
  const given = sentences?.values()
  for (let at = 0; at * PARAGRAPHS < texts; at++) {
    const county = pick(COUNTIES, random)
    const year = 2015 + Math.floor(random() * 10)
    const count = Math.min(PARAGRAPHS, texts - at * PARAGRAPHS)
    const paragraphs = Array.from({ length: count }, () =>
      given === undefined ? paragraph(`${year}年`, `${county}县`, random) : nextParagraph(given, random),
    )
    writeFileSync(
      path.join(folder, `${seed}-${at}.md`),
      `# ${county}县${year}年统计公报\n\n${paragraphs.join('\n\n')}\n`,
    )
  }
}

/** Clauses without figures, as they stand between the figures of reports. */
export function clauses() {
  return CLAUSES
}

/**
 * Questions that such reports answer or nearly answer.
 *
 * @param {number} count
 * @param {number} seed
 */
export function questions(count, seed) {
  const random = seededRandom(seed)
  return Array.from({ length: count }, () => {
    const year = 2015 + Math.floor(random() * 10)
    return `${pick(COUNTIES, random)}县${year}年${pick(LEADS, random)}${pick(THINGS, random)}${pick(['是多少', '增长多少'], random)}`
  })
}

/** Most paragraphs of reports are short, and some fill a page. */
function sentencesOfOne(random) {
  return 1 + Math.floor(random() ** 5 * 9)
}

function nextParagraph(sentences, random) {
  const text = Array.from({ length: sentencesOfOne(random) }, () => sentences.next().value ?? '').join('')
  if (text === '') throw new Error('--texts 里的句子不够用')
  return text
}

/**
 * @param {string} year
 * @param {string} county
 * @param {() => number} random
 */
function paragraph(year, county, random) {
  return Array.from({ length: sentencesOfOne(random) }, (_, at) => {
    const value = `${Math.floor(random() * 900) + 10}.${Math.floor(random() * 10)}${pick(UNITS, random)}`
    const growth = `${Math.floor(random() * 30)}.${Math.floor(random() * 10)}%`
    const when = at === 0 ? `${year}${pick(LEADS, random)}，${county}` : '其中，'
    return `${when}${pick(THINGS, random)}达到${value}，同比增长${growth}，${pick(CLAUSES, random)}。`
  }).join('')
}

/**
 * @template T
 * @param {readonly T[]} of
 * @param {() => number} random
 * @returns {T}
 */
export function pick(of, random) {
  return of[Math.floor(random() * of.length)]
}
