import type { Span } from '../span.ts'

/** What a unit measures. `money` and `rate` decide which indicators a figure can belong to. */
export type Dimension =
  | 'money'
  | 'percent'
  | 'points'
  | 'power'
  | 'energy'
  | 'mass'
  | 'volume'
  | 'area'
  | 'length'
  | 'people'
  | 'count'
  | 'duration'
  | 'other'

/** A unit as printed (亿元, 万千瓦): how many of the base unit it is. */
export interface Unit {
  readonly surface: string
  readonly dimension: Dimension
  readonly base: string
  readonly factor: number
}

/** An indicator of reports by its canonical name. */
export interface Indicator {
  readonly canonical: string
  readonly dimension: Dimension
  /** Other names for the same indicator; the canonical name is not repeated. */
  readonly names: readonly string[]
  /** Canonical names of look-alikes: a figure of theirs never answers for this one. */
  readonly not: readonly string[]
  /** The broader indicator of which this is a part or a kind (工业投资 of 固定资产投资); undefined for none. */
  readonly parent: string | undefined
}

/** What sort of place it is, from large to small; a region is a group of places, a zone is run by itself (开发区, 兵团). */
export type PlaceLevel = 'country' | 'region' | 'province' | 'prefecture' | 'county' | 'zone'

/** A place by its canonical name. */
export interface Place {
  readonly canonical: string
  readonly level: PlaceLevel
  /** Canonical name of the place that governs it; undefined for the country and for regions. */
  readonly parent: string | undefined
  /** Other names; the canonical name is not repeated. Neighbours may share them (鼓楼区). */
  readonly names: readonly string[]
}

/** Words that name an indicator; the longest name wins. */
export interface IndicatorMention extends Span {
  readonly text: string
  readonly canonical: string
}

/** Words that name a place. */
export interface PlaceMention extends Span {
  readonly text: string
  /** One, or several where the short name is shared (鼓楼区 of four cities); never empty. */
  readonly canonicals: readonly string[]
}

/** The words of the field: pure look-ups over tables that were read once. */
export interface Lexicon {
  /** A hash of the tables: what was read with another lexicon has to be read again. */
  readonly fingerprint: string
  /** Surface form → unit, scale included (万千瓦, 亿元); undefined when no table knows it. */
  unit(surface: string): Unit | undefined
  /** All surface forms, longest first, for building a grammar. */
  readonly unitSurfaces: readonly string[]
  indicator(canonical: string): Indicator | undefined
  /** All indicators, in the order of the tables. */
  readonly indicators: readonly Indicator[]
  /** The canonical indicators that a word may mean, the likeliest first; empty for a word that is not in doubt. */
  readings(word: string): readonly string[]
  /** All places, in the order of the tables. */
  readonly places: readonly Place[]
  /** Mentions in order, not overlapping. */
  indicatorsIn(text: string): IndicatorMention[]
  placesIn(text: string): PlaceMention[]
  place(canonical: string): Place | undefined
  /**
   * A question in the words of reports: 城里人 → 城镇居民, 打了多少粮食 → 粮食产量多少. Longest saying first, in one pass, never
   * inside a longer name of an indicator or place; digits stay. Not for the text of reports.
   */
  standardWording(question: string): string
  /** True when `inner` lies in `outer` (both canonical), a region included; false for equal and for unknown places. */
  isInside(inner: string, outer: string): boolean
  /**
   * The place and what governs it, smallest first, up to the province: 昌吉市, 昌吉回族自治州, 新疆维吾尔自治区. Empty for an
   * unknown place; a country or a region stands alone.
   */
  placeChain(canonical: string): readonly string[]
}
