import type { Lexicon } from '../lexicon/lexicon.ts'
import type { ObservationContext } from './context.ts'
import type { Slot } from './observation.ts'

/** The place above a paragraph: of the nearest heading, of the article's title, else of the document; null for none. */
export function placeAbove(context: ObservationContext, lexicon: Lexicon): Slot | null {
  const { place, title, article, path } = context
  for (const heading of [...path.toReversed(), article]) {
    const named = onlyPlace(heading, place, lexicon)
    // What contains the document's place says where it lies (湖南省 above a city's name), not what its figures are of.
    const isWider = named !== null && place !== null && lexicon.isInside(place, named.canonical)
    if (named !== null && !isWider) return { ...named, basis: 'heading' }
  }
  if (place === null) return null
  const printed = lexicon.placesIn(title).find(({ canonicals }) => canonicals.includes(place))
  return { text: printed?.text ?? place, canonical: place, basis: 'document' }
}

/** The one place a heading names, smallest where one contains the others; null when it names several or none. */
function onlyPlace(heading: string, base: string | null, lexicon: Lexicon): Pick<Slot, 'text' | 'canonical'> | null {
  const isNear = (place: string) => base !== null && (place === base || lexicon.isInside(place, base))
  const named = lexicon
    .placesIn(heading)
    .map(({ text, canonicals }) => ({ text, canonical: canonicals.find(isNear) ?? canonicals[0] ?? text }))
  const isSmallest = (place: string) =>
    named.every((other) => other.canonical === place || lexicon.isInside(place, other.canonical))
  return named.find(({ canonical }) => isSmallest(canonical)) ?? null
}
