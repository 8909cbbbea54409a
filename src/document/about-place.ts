import type { Lexicon } from '../lexicon/lexicon.ts'
import type { Article } from './document.ts'

interface Evidence {
  /** As the metadata states it. */
  readonly stated: string | null
  /** The document's title and its leading article's. */
  readonly titles: string
  readonly publisher: string | null
  readonly articles: readonly Article[]
}

/** So much text tells which of two places of one name is meant. */
const MAX_TEXT = 20_000
/** A paper reports on every place; an office only on its own. */
const NEWSPAPER = /报(?:社|业集团)?$|新闻|网$|新华社|电视台/u

/**
 * The place a document is about, by its canonical name: as stated, else the place its titles name, else the place of
 * the office that published it. A stated name that the lexicon does not know stays as it is; where all are silent, the place that the text is full of, or whose parts it
 * lists. Null when none is.
 */
export function aboutPlace({ stated, titles, publisher, articles }: Evidence, lexicon: Lexicon): string | null {
  const office = publisher !== null && !NEWSPAPER.test(publisher) ? publisher : ''
  const named = [stated ?? '', titles, office].map((text) => candidates(text, lexicon)).find(({ length }) => length > 0)
  if (stated !== null && candidates(stated, lexicon).length === 0) return stated
  if (named === undefined) return prevailing(articles, lexicon) ?? encircling(articles, lexicon)
  return named.length === 1 ? (named[0] ?? null) : mostNamed(named, articles, lexicon)
}

/**
 * The places a title may mean: of those named most often, the narrowest (郑州市 of 河南省郑州市); several where one name is
 * shared (昌吉, a city and the prefecture around it).
 */
function candidates(text: string, lexicon: Lexicon): readonly string[] {
  const counts = new Map<string, { readonly canonicals: readonly string[]; count: number }>()
  for (const { canonicals } of lexicon.placesIn(text)) {
    const key = canonicals.join('/')
    const seen = counts.get(key)
    if (seen === undefined) counts.set(key, { canonicals, count: 1 })
    else seen.count++
  }
  const most = Math.max(0, ...Array.from(counts.values(), ({ count }) => count))
  const named = [...counts.values()].filter(({ count }) => count === most).map(({ canonicals }) => canonicals)
  const narrowest = named.find((inner) => named.every((outer) => outer === inner || isWithin(inner, outer, lexicon)))
  return narrowest ?? named[0] ?? []
}

function isWithin(inner: readonly string[], outer: readonly string[], lexicon: Lexicon): boolean {
  return inner.some((one) => outer.some((other) => lexicon.isInside(one, other)))
}

/** A text is about a place that it names so often, and so many times as often as all others that lie apart from it. */
const OFTEN = 4
const PREVAILING = 2

/** Null as well where a part of the place is named nearly as often: then its figures may be of either. */
function prevailing(articles: readonly Article[], lexicon: Lexicon): string | null {
  const counts = new Map<string, number>()
  for (const place of placesOf(articles, lexicon)) counts.set(place, (counts.get(place) ?? 0) + 1)
  const [most, ...others] = [...counts].toSorted(([, a], [, b]) => b - a)
  if (most === undefined || most[1] < OFTEN) return null
  const [place, count] = most
  const hasRival = others.some(([other, times]) => lexicon.isInside(other, place) && times * PREVAILING > count)
  const apart = others.filter(([other]) => !lexicon.isInside(other, place) && !lexicon.isInside(place, other))
  const timesApart = apart.reduce((sum, [, times]) => sum + times, 0)
  return !hasRival && count >= PREVAILING * timesApart ? place : null
}

/** A text that speaks of 全市 and never says which is about the city whose districts it lists: so many, and hardly another. */
const PARTS = 4
const NEARLY_ALL = 0.8

function encircling(articles: readonly Article[], lexicon: Lexicon): string | null {
  const parts = [...new Set(placesOf(articles, lexicon))].flatMap((place) => {
    const around = lexicon.placeChain(place).find((one) => one !== place && isWholeOf(one, articles))
    return around === undefined ? [] : [around]
  })
  const [place = ''] = parts.toSorted((a, b) => timesOf(b, parts) - timesOf(a, parts))
  const times = timesOf(place, parts)
  return times >= PARTS && times >= NEARLY_ALL * parts.length ? place : null
}

function timesOf(place: string, places: readonly string[]): number {
  return places.filter((one) => one === place).length
}

function isWholeOf(place: string, articles: readonly Article[]): boolean {
  const self = `全${place.at(-1)}`
  return articles.some(
    ({ title, paragraphs }) => title.includes(self) || paragraphs.some(({ text }) => text.includes(self)),
  )
}

/** The places that the text names, as often as it names them; shared names left out. */
function placesOf(articles: readonly Article[], lexicon: Lexicon): string[] {
  const text = articles
    .flatMap(({ paragraphs }) => paragraphs.map((paragraph) => paragraph.text))
    .join('\n')
    .slice(0, MAX_TEXT)
  return lexicon.placesIn(text).flatMap(({ canonicals }) => (canonicals.length === 1 ? canonicals : []))
}

/** Of places that share a name, the one that the text names most by a name of its own; the first when it names none. */
function mostNamed(places: readonly string[], articles: readonly Article[], lexicon: Lexicon): string | null {
  const named = placesOf(articles, lexicon)
  const count = (place: string) => named.filter((one) => one === place).length
  return places.toSorted((a, b) => count(b) - count(a))[0] ?? null
}
