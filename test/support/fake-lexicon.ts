import type { Lexicon } from '../../src/lexicon/lexicon.ts'

/** Surface form → places it may mean, and the place around each. */
const NAMES: readonly (readonly [string, readonly string[]])[] = [
  ['江北省', ['江北省']],
  ['清河市', ['清河市']],
  ['清河', ['清河市', '清河县']],
  ['清河县', ['清河县']],
]
const AROUND: Readonly<Record<string, string>> = { 清河市: '江北省', 清河县: '清河市' }

/** A lexicon of three invented places and nothing else. */
export const fakeLexicon: Lexicon = {
  fingerprint: 'fake',
  unit: () => undefined,
  unitSurfaces: [],
  indicator: () => undefined,
  indicators: [],
  readings: () => [],
  places: [],
  place: () => undefined,
  standardWording: (question) => question,
  indicatorsIn: () => [],
  placesIn(text) {
    const found = []
    for (let at = 0; at < text.length;) {
      const name = NAMES.toSorted((a, b) => b[0].length - a[0].length).find(([surface]) => text.startsWith(surface, at))
      if (name !== undefined) found.push({ start: at, end: at + name[0].length, text: name[0], canonicals: name[1] })
      at += name?.[0].length ?? 1
    }
    return found
  },
  isInside: (inner, outer) => AROUND[inner] === outer || AROUND[AROUND[inner] ?? ''] === outer,
  placeChain: (canonical) => [canonical],
}
