import type { ObservationContext } from './context.ts'
import type { AccountScope, Observation, ScopedObservation } from './observation.ts'
import type { Span } from '../span.ts'
import { firstFrom } from './within.ts'

/** Words that say which accounts are meant. 省级示范区 and the like are grades and no accounts. */
export const ACCOUNT_WORDS =
  /(?<own>[省市州县区盟旗]?本级|[省市州县区]级(?!以上|及以上|领导|党|示范|试点|重点|龙头|名录|标准|政府(?!性基金|债))|[省市州县区]直)|(?<below>县（?[市区]）?级?|区县|县区|各[县区])(?=收入|支出|一般|政府|财政|完成|合计|级)|(?<whole>全[省市州县区国])/gu

interface AccountMention extends Span {
  readonly scope: AccountScope
}

function accountsIn(text: string): AccountMention[] {
  return Array.from(text.matchAll(ACCOUNT_WORDS), ({ 0: word, index, groups }) => ({
    start: index,
    end: index + word.length,
    scope: groups?.['own'] !== undefined ? 'own' : groups?.['below'] === undefined ? 'whole' : 'below',
  }))
}

/** The accounts that a text names last; undefined when it names none. */
export function lastAccountIn(text: string): AccountScope | undefined {
  return accountsIn(text).at(-1)?.scope
}

/** A part of a report about a zone that the places' table may not know: 三、西洞庭管理区. */
const ZONE = /(?:管理区|开发区|园区|高新区|度假区|示范区|经开区|新区)$/u

function accountOfHeading(heading: string): AccountScope | undefined {
  return ZONE.test(heading) ? 'below' : lastAccountIn(heading)
}

/** The accounts that headings set, the innermost that names any; undefined for none. */
function accountAbove({ title, article, path }: ObservationContext): AccountScope | undefined {
  return [title, article, ...path].map(accountOfHeading).findLast((scope) => scope !== undefined)
}

/** The accounts that a cell is of: as its column says (市级 beside 全市), its row, the headings without the columns' labels. */
export function scopeOfCell(labels: readonly string[], above: ObservationContext): AccountScope {
  return labels.map(lastAccountIn).find((scope) => scope !== undefined) ?? accountAbove(above) ?? 'whole'
}

/** The observations of a paragraph with their accounts: as their indicator says, the words before them, the headings. */
export function withScopes(
  observations: readonly Observation[],
  text: string,
  context: ObservationContext,
): ScopedObservation[] {
  const mentions = accountsIn(text)
  const above = accountAbove(context)
  return observations.map((observation) => {
    const named = lastAccountIn(observation.indicators.map((each) => each.text).join(' '))
    const before = mentions[firstFrom(mentions, observation.start) - 1]
    return { ...observation, scope: named ?? before?.scope ?? above ?? 'whole' }
  })
}

/** An observation as it is shown. */
export function withoutScope(observation: ScopedObservation): Observation {
  const { scope: _scope, ...shown } = observation
  return shown
}
