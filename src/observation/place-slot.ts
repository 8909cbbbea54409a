import type { Lexicon } from '../lexicon/lexicon.ts'
import type { ObservationContext } from './context.ts'
import type { Basis, Slot } from './observation.ts'
import type { PlaceUse } from './place-uses.ts'

/** A place of the paragraph as a slot. 全市 is printed there, but what it means is known from the document. */
export function placeSlot(use: PlaceUse, basis: Basis): Slot {
  return { text: use.text, canonical: use.canonical, basis: use.isSelf ? 'document' : basis }
}

/** The place above a paragraph: of the nearest heading, of the article's title, else of the document; null for none. */
export function placeAbove(context: ObservationContext, lexicon: Lexicon): Slot | null {
  for (const heading of [...context.path.toReversed(), context.article]) {
    const place = onlyPlace(heading, context.place, lexicon)
    if (place !== null) return { ...place, basis: 'heading' }
  }
  if (context.place === null) return null
  const printed = lexicon.placesIn(context.title).find(({ canonicals }) => canonicals.includes(context.place ?? ''))
  return { text: printed?.text ?? context.place, canonical: context.place, basis: 'document' }
}

/** The one place a heading names, smallest where one contains the others; null when it names several or none. */
function onlyPlace(heading: string, base: string | null, lexicon: Lexicon): Pick<Slot, 'text' | 'canonical'> | null {
  const named = lexicon.placesIn(heading).map(({ text, canonicals }) => {
    const near =
      canonicals.find((each) => each === base) ??
      canonicals.find((each) => base !== null && lexicon.isInside(each, base))
    return { text, canonical: near ?? canonicals[0] ?? text }
  })
  return (
    named.find((place) =>
      named.every((other) => other.canonical === place.canonical || lexicon.isInside(place.canonical, other.canonical)),
    ) ?? null
  )
}
