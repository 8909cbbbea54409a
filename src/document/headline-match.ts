import type { Headline } from './headline.ts'
import type { HeadlineCluster, PageParts, Story } from './story.ts'

/** A headline at its place: behind which story it is printed (−1 at the head of the page). */
export interface PlacedHeadline {
  readonly headline: Headline
  readonly after: number
}

/** Headlines by the index of their story, and those that no story wants: banners. */
export interface Assignment {
  readonly headlines: ReadonlyMap<number, Headline>
  readonly unclaimed: readonly PlacedHeadline[]
}

interface Pair {
  readonly placed: PlacedHeadline
  readonly story: number
  readonly score: number
}

/** Headlines are looked for among so many stories before and behind: a page has not more. */
const REACH = 8
const MIN_SCORE = 0.15
const DIRECTLY_ABOVE = 0.2
const DIRECTLY_BELOW = 0.05
const WITH_BYLINE_OR_SUBTITLE = 0.15
/** A news item names its reporter in its lead and has no byline. */
const BYLINE_OF_NEWS = -0.6
/** The label of a column or series (经济观察·…的报道) is no headline while there is another. */
const LABEL = -0.4
const LABEL_PATTERN = /^\p{Script=Han}{2,8}[·•|｜]|^[^，]{2,40}(?:系列报道|的报道|专栏|专版|特刊)$/u

/**
 * Finds which story each headline belongs to. In the order of a broken page headlines stand before their story, behind
 * it, or all together behind all stories, so words decide first (which story speaks of what the headline says, and no
 * other story does) and the place second. The best pair is taken first, each headline and story once.
 */
export function assignHeadlines({ stories, clusters }: PageParts): Assignment {
  const all = clusters.flatMap(({ headlines, after }) => headlines.map((headline) => ({ headline, after })))
  const claimed = new Map<number, PlacedHeadline>()
  const used = new Set<PlacedHeadline>()
  for (const { placed, story } of rankPairs(all, stories)) {
    if (claimed.has(story) || used.has(placed)) continue
    claimed.set(story, placed)
    used.add(placed)
  }
  return attachKickers({ clusters, all, claimed, used })
}

function rankPairs(all: readonly PlacedHeadline[], stories: readonly Story[]): Pair[] {
  const bigramsOf = stories.map((story) => bigrams(story.blocks.map(({ text }) => text).join('\n')))
  const pairs: Pair[] = []
  for (const placed of all) {
    const [from, to] = [Math.max(0, placed.after + 1 - REACH), Math.min(stories.length, placed.after + 1 + REACH)]
    const near = bigramsOf.slice(from, to)
    for (const [offset, own] of near.entries()) {
      const story = from + offset
      const score = overlap(placed.headline, own, near) + fitness(placed, story, stories[story]?.isNews === true)
      if (score >= MIN_SCORE) pairs.push({ placed, story, score })
    }
  }
  return pairs.toSorted((a, b) => b.score - a.score)
}

/** Which share of the headline's bigrams the story has; one that several stories have counts a part each. */
function overlap(
  { title, subtitle }: Headline,
  own: ReadonlySet<string>,
  near: readonly ReadonlySet<string>[],
): number {
  const wanted = bigrams(`${title}\n${subtitle}`)
  let sum = 0
  for (const bigram of wanted) if (own.has(bigram)) sum += 1 / near.filter((story) => story.has(bigram)).length
  return sum / Math.max(1, wanted.size)
}

function fitness({ headline, after }: PlacedHeadline, story: number, isNews: boolean): number {
  const hasMore = headline.byline !== '' || headline.subtitle !== ''
  return (
    (story === after + 1 ? DIRECTLY_ABOVE : 0) +
    (story === after ? DIRECTLY_BELOW : 0) +
    (hasMore ? WITH_BYLINE_OR_SUBTITLE : 0) +
    (isNews && headline.byline !== '' ? BYLINE_OF_NEWS : 0) +
    (LABEL_PATTERN.test(headline.title) ? LABEL : 0)
  )
}

function bigrams(text: string): ReadonlySet<string> {
  const found = new Set<string>()
  for (const run of text.match(/[\p{Script=Han}A-Za-z0-9]+/gu) ?? []) {
    for (let at = 0; at + 2 <= run.length; at++) found.add(run.slice(at, at + 2))
  }
  return found
}

interface Claims {
  readonly clusters: readonly HeadlineCluster[]
  readonly all: readonly PlacedHeadline[]
  readonly claimed: ReadonlyMap<number, PlacedHeadline>
  readonly used: ReadonlySet<PlacedHeadline>
}

/** A line that no story wants and that stands right above a headline of the same cluster is its kicker. */
function attachKickers({ all, claimed, used }: Claims): Assignment {
  const kickers = new Set<PlacedHeadline>()
  const places = new Map(all.map((placed, index) => [placed, index]))
  const headlines = new Map<number, Headline>()
  for (const [story, placed] of claimed) {
    const above = all[(places.get(placed) ?? 0) - 1]
    const isKicker = above?.after === placed.after && !used.has(above) && placed.headline.kicker === ''
    if (isKicker) kickers.add(above)
    headlines.set(story, isKicker ? { ...placed.headline, kicker: above.headline.title } : placed.headline)
  }
  return { headlines, unclaimed: all.filter((placed) => !used.has(placed) && !kickers.has(placed)) }
}
