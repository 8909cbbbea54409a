import { resolvePeriod } from '../figure/resolve-period.ts'
import type { Likely } from '../report-index/report-index.ts'
import type { Ask, AskedPeriod, AskedPlace } from '../retrieval/question.ts'
import type { Source } from './candidates.ts'
import type { Lexicon } from '../lexicon/lexicon.ts'

/** What the figures are like that an ask may mean. Rules out only what place and period agreement would rule out. */
export function likelyFor({ place, period }: Ask, { index, lexicon }: Source): Likely {
  return { ...likelyPlaces(place, lexicon), ...likelyDates(period, index.newestDate()) }
}

/** Nothing for 全市 and the like, which every document means of its own. */
function likelyPlaces(asked: AskedPlace | null, lexicon: Lexicon): Pick<Likely, 'places'> {
  if (asked === null || asked.canonicals.length === 0) return {}
  const names = asked.canonicals.flatMap((canonical) => [canonical, ...(lexicon.place(canonical)?.names ?? [])])
  return { places: { canonicals: asked.canonicals, names: [...new Set([asked.text, ...names])] } }
}

/** Two years to tell whether a period is of the figure's own year: 1至10月 is, 2024年 is not. */
const ANY_YEAR = 2000
const OTHER_YEAR = 2001

/** Nothing for a month without a year. */
function likelyDates(asked: AskedPeriod | null, date: string | null): Pick<Likely, 'dates'> {
  if (asked === null) return {}
  const dates = resolvePeriod(asked, { year: ANY_YEAR, date })
  const others = resolvePeriod(asked, { year: OTHER_YEAR, date })
  return dates !== null && dates.from === others?.from && dates.to === others.to ? { dates } : {}
}
