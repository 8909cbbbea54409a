import type { Lexicon } from '../lexicon/lexicon.ts'
import { resolveSelfPlace, selfPlacesIn } from '../observation/self-places.ts'
import type { AskedYardstick } from '../retrieval/question.ts'
import type { Agreement } from './agreement.ts'
import type { Candidate } from './candidate.ts'

/** How far before a figure its yardstick stands: 占全社会固定资产投资的31%. */
const REACH = 24

/**
 * What a share is of, a rank is in or a difference is from. 在全国排第几 is not answered by 中部首位; where the words before
 * the figure name no yardstick of that sort, it is left open.
 */
export function yardstickAgreement(asked: AskedYardstick | null, candidate: Candidate, lexicon: Lexicon): Agreement {
  if (asked === null) return 'same'
  const { observation, passage } = candidate
  const before = passage.text.slice(Math.max(0, observation.start - REACH), observation.start)
  if (before.includes(asked.text)) return 'same'
  const printed = yardsticksIn(before, { base: passage.document.place, lexicon })
  const named = asked.canonicals.some((canonical) => lexicon.place(canonical)) ? printed.places : printed.indicators
  if (named.some((canonical) => asked.canonicals.includes(canonical))) return 'same'
  return named.length === 0 || asked.canonicals.length === 0 ? 'near' : 'other'
}

/** Places and indicators behind the last word that measures. */
function yardsticksIn(text: string, { base, lexicon }: { base: string | null; lexicon: Lexicon }) {
  const words = text.slice(Math.max(0, ...[...text.matchAll(MEASURING)].map(({ index }) => index)))
  if (!MEASURING_START.test(words)) return { places: [], indicators: [] }
  const selves = selfPlacesIn(words).flatMap((self) => resolveSelfPlace(self.text, base, lexicon) ?? [])
  return {
    places: [...selves, ...lexicon.placesIn(words).flatMap(({ canonicals }) => canonicals)],
    indicators: lexicon.indicatorsIn(words).map(({ canonical }) => canonical),
  }
}

const MEASURING = /占|居|位列|排|列|高于|低于|快于|慢于|超过|比(?!上|去|重|例)/gu
const MEASURING_START = /^(?:占|居|位列|排|列|高于|低于|快于|慢于|超过|比)/u
