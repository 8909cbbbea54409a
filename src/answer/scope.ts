import type { Ask } from '../retrieval/question.ts'
import type { Candidate } from './candidate.ts'

/**
 * Which accounts a figure of public finance is of: the government's own (市级, 市本级), those of the places below it
 * (县区), or all together. A communiqué gives the whole, a budget report all three, often in one paragraph.
 */
export type Scope = 'own' | 'below' | 'whole'

/** 省级示范区 and the like are grades and no accounts. */
export const SCOPE_WORDS =
  /(?<own>[省市州县区盟旗]?本级|[省市州县区]级(?!以上|及以上|领导|党|示范|试点|重点|龙头|名录|标准|政府)|[省市州县区]直)|(?<below>县（?[市区]）?级?|区县|县区|各[县区])(?=收入|支出|一般|政府|财政|完成|合计|级)|(?<whole>全[省市州县区国])/gu

/** The scope that a text names last; undefined when it names none. */
function lastScope(text: string): Scope | undefined {
  const groups = [...text.matchAll(SCOPE_WORDS)].at(-1)?.groups
  if (groups === undefined) return undefined
  if (groups['own'] !== undefined) return 'own'
  return groups['below'] === undefined ? 'whole' : 'below'
}

/** The scope asked for; undefined when the question does not say, which means the whole. */
export function askedScope({ text }: Ask): Scope | undefined {
  return lastScope(text)
}

/** A part of a report about a zone that the places' table may not know: 三、西洞庭管理区. */
const ZONE = /(?:管理区|开发区|园区|高新区|度假区|示范区|经开区|新区)$/u

function headingScope(heading: string): Scope | undefined {
  return ZONE.test(heading) ? 'below' : lastScope(heading)
}

/** The scope of a figure by its indicator, the words before it in its paragraph, or else the nearest heading or title. */
export function scopeOf({ observation, passage }: Candidate): Scope {
  const indicator = observation.indicators.map(({ text }) => text).join(' ')
  const before = passage.text.slice(0, observation.start)
  const titles = [passage.document.title, passage.article.title]
  const headings = [...titles, ...passage.path].findLast((heading) => headingScope(heading) !== undefined)
  return lastScope(indicator) ?? lastScope(before) ?? headingScope(headings ?? '') ?? 'whole'
}
