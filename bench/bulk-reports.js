import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { readLexicon } from '../dist/lexicon/read-lexicon.js'
import { clauses, pick, seededRandom } from './report-texts.js'

/** Paragraphs of one report; five thousand reports make a hundred thousand. */
const PARAGRAPHS = 20
const YEARS = 12
const FIRST_YEAR = 2013
const UNITS = {
  money: '亿元',
  percent: '%',
  mass: '万吨',
  people: '万人',
  area: '万亩',
  energy: '亿千瓦时',
  count: '个',
}
const HEADINGS = [
  '一、综合',
  '二、农业',
  '三、工业和建筑业',
  '四、固定资产投资',
  '五、国内贸易',
  '六、财政和金融',
  '七、人民生活',
]

/** A question whose figure stands in the paragraph `text` of the report `file`. */
/** @typedef {{ question: string, file: string, text: string }} Fact */

/**
 * Writes reports of real places and invented figures into a folder: `paragraphs` paragraphs of one to four sentences, of
 * which a third give the figure of an indicator. Gives questions that they answer.
 *
 * @param {string} folder
 * @param {{ paragraphs: number, seed: number, lexiconDir: string, sentences: readonly string[] }} options
 * @returns {Fact[]}
 */
export function writeBulk(folder, { paragraphs, seed, lexiconDir, sentences }) {
  const { places, indicators } = readLexicon(lexiconDir)
  const random = seededRandom(seed)
  const of = {
    sentences,
    random,
    indicators: indicators.filter(({ dimension }) => dimension in UNITS),
    places: places.filter(({ level }) => level === 'county' || level === 'prefecture'),
  }
  const facts = []
  for (let report = 0; report * PARAGRAPHS < paragraphs; report++) {
    const count = Math.min(PARAGRAPHS, paragraphs - report * PARAGRAPHS)
    facts.push(...writeReport(folder, { report, count }, of))
  }
  return facts
}

/** Places come round year by year, so that each report is of another place or another year. */
function writeReport(folder, { report, count }, { sentences, random, indicators, places }) {
  const place = places[(report * 7919) % places.length].canonical
  const year = FIRST_YEAR + ((Math.floor(report / places.length) + report) % YEARS)
  const file = path.join(`${Math.floor(report / 500)}`, `${report}.md`)
  const lines = [`# ${place}${year}年国民经济和社会发展统计公报`]
  const facts = []
  for (let at = 0; at < count; at++) {
    if (at % 4 === 0) lines.push(`## ${HEADINGS[(at / 4) % HEADINGS.length]}`)
    const indicator = at % 3 === 0 ? pick(indicators, random) : undefined
    const others = Array.from({ length: 1 + Math.floor(random() * 3) }, () => varied(pick(sentences, random), random))
    const text = `${indicator === undefined ? '' : figureSentence(indicator, random)}${others.join('')}`
    lines.push(text)
    if (indicator !== undefined) facts.push({ question: `${place}${year}年${indicator.canonical}是多少`, file, text })
  }
  mkdirSync(path.join(folder, path.dirname(file)), { recursive: true })
  writeFileSync(path.join(folder, file), `${lines.join('\n\n')}\n`)
  return facts
}

function figureSentence({ canonical, dimension }, random) {
  const value = (random() * 900 + 10).toFixed(1)
  return `全年${canonical}${value}${UNITS[dimension]}，比上年增长${(random() * 20).toFixed(1)}%。`
}

/** The sentence with other figures in it; years, months and days stay. */
function varied(sentence, random) {
  return sentence.replaceAll(/(?<![\d.])\d+(?:\.\d+)?(?![\d.]|\s*[年月日])/gu, (number) =>
    number.replaceAll(/\d/gu, () => String(1 + Math.floor(random() * 9))),
  )
}

/**
 * Sentences to fill paragraphs with: those of a JSON Lines file of objects with `text`, or made ones.
 *
 * @param {string | undefined} file
 * @returns {string[]}
 */
export function fillingSentences(file) {
  if (file === undefined) return clauses().map((clause) => `${clause}。`)
  const texts = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line).text)
  const sentences = texts.flatMap((text) => text.match(/[^。！？\n]+[。！？]/gu) ?? [])
  return [...new Set(sentences.map((sentence) => sentence.trim()))].filter(({ length }) => length > 12 && length < 160)
}
