import type { Lexicon } from '../lexicon/lexicon.ts'
import type { Slot } from '../observation/observation.ts'
import { resolveSelfPlace } from '../observation/self-places.ts'
import type { Passage } from '../report-index/report-index.ts'
import type { AskedPlace } from '../retrieval/question.ts'
import type { Agreement } from './agreement.ts'
import type { Candidate } from './candidate.ts'

/** A place is the asked one or it is another: a county never answers for its prefecture, nor the other way. */
export function placeAgreement(asked: AskedPlace | null, candidate: Candidate, lexicon: Lexicon): Agreement {
  if (asked === null) return 'open'
  const { observation, passage } = candidate
  const wanted = canonicalsOf(asked, passage.document.place, lexicon)
  const { place } = observation
  if (place !== null && (wanted.includes(place.canonical) || isSameSelf(asked, place))) return 'same'
  if (place?.basis !== 'clause' && isNamedBefore(asked, candidate, lexicon)) return 'near'
  return place === null || isUnresolved(place, lexicon) ? placelessAgreement(asked, wanted, passage) : 'other'
}

/** 全省 asked and printed, in a document that does not say which province it is of. */
function isSameSelf({ text, canonicals }: AskedPlace, { canonical }: Slot): boolean {
  return canonicals.length === 0 && canonical === text
}

/** 全省 of a document that does not say which province it is of. */
function isUnresolved({ canonical }: Slot, lexicon: Lexicon): boolean {
  return /^[全我本]/u.test(canonical) && lexicon.place(canonical) === undefined
}

/** A document about another place does not mean this one by what it leaves out, and one about none may mean any. */
function placelessAgreement({ text }: AskedPlace, wanted: readonly string[], passage: Passage): Agreement {
  const { document, article, path } = passage
  if (document.place !== null) return wanted.includes(document.place) ? 'unstated' : 'other'
  const printed = [passage.text, ...path, article.title, document.title]
  return printed.some((words) => words.includes(text)) ? 'unstated' : 'other'
}

/**
 * True when the last place named before the figure in its paragraph is the asked one: 在木垒…风电项目施工现场…18天完成审批
 * is about 木垒 although the document, and so the figure's place, is the prefecture.
 */
function isNamedBefore({ canonicals }: AskedPlace, { observation, passage }: Candidate, lexicon: Lexicon): boolean {
  const named = lexicon.placesIn(passage.text.slice(0, observation.start))
  // 全国最大, 占全疆的一半: what it is compared with is around the place.
  const last = named.findLast((place) => !isAround(place.canonicals, canonicals, lexicon))
  return last !== undefined && last.canonicals.some((canonical) => canonicals.includes(canonical))
}

function isAround(outer: readonly string[], inner: readonly string[], lexicon: Lexicon): boolean {
  return outer.includes('中国') || inner.some((one) => outer.some((other) => lexicon.isInside(one, other)))
}

/** 全市 is the city of each document; a shared short name is any of those that bear it. */
function canonicalsOf(asked: AskedPlace, documentPlace: string | null, lexicon: Lexicon): readonly string[] {
  if (asked.canonicals.length > 0) return asked.canonicals
  const self = resolveSelfPlace(asked.text, documentPlace, lexicon)
  return self === null ? [] : [self]
}
