import { foldText } from './fold.ts'
import { readingsOf, syllablesOf } from './pinyin.ts'

/** A name that sounds like the characters from `start` to `end` of a text. */
export interface Homophone {
  readonly end: number
  readonly name: string
  /** True when one syllable is only a near miss (shi for si). */
  readonly isNear: boolean
}

/** Names by how they sound. */
export interface SyllableIndex {
  /** Everything that sounds like the text from `start` on, of any length; names that stand there as written included. */
  readonly soundingAt: (text: string, start: number) => Homophone[]
}

interface Node {
  readonly next: Map<string, Node>
  /** The same nodes by their merged syllable. */
  readonly near: Map<string, Node[]>
  readonly names: string[]
}

interface Step {
  readonly node: Node
  readonly isNear: boolean
}

/** How a character may sound, and those sounds merged. */
interface Sounds {
  readonly exact: readonly string[]
  readonly merged: readonly string[]
}

/** Sounds that many speakers and input methods mix up. */
const MERGED: readonly (readonly [RegExp, string])[] = [
  [/^([zcs])h/, '$1'],
  [/^[nr]/, 'l'],
  [/^h(?=u)/, 'f'],
  [/([aei])ng$/, '$1n'],
]

/** Takes a few hundred milliseconds for the names of a country: build it once, when it is first needed. */
export function createSyllableIndex(names: Iterable<string>): SyllableIndex {
  const root = emptyNode()
  for (const name of names) addName(root, name)
  const known = new Map<string, Sounds>()
  const soundsOf = (character: string) => {
    const sounds = known.get(character) ?? readSounds(character)
    known.set(character, sounds)
    return sounds
  }
  return { soundingAt: (text, start) => [...soundingAt({ root, soundsOf }, text, start)] }
}

function emptyNode(): Node {
  return { next: new Map(), near: new Map(), names: [] }
}

function readSounds(character: string): Sounds {
  const exact = readingsOf(foldText(character))
  return { exact, merged: [...new Set(exact.map(merge))] }
}

function addName(root: Node, name: string): void {
  const syllables = syllablesOf(foldText(name))
  if (syllables.length !== name.length) return
  let node = root
  for (const syllable of syllables) node = node.next.get(syllable) ?? addNode(node, syllable)
  if (!node.names.includes(name)) node.names.push(name)
}

function addNode(parent: Node, syllable: string): Node {
  const node = emptyNode()
  parent.next.set(syllable, node)
  parent.near.set(merge(syllable), [...(parent.near.get(merge(syllable)) ?? []), node])
  return node
}

interface Walk {
  readonly root: Node
  readonly soundsOf: (character: string) => Sounds
}

function* soundingAt({ root, soundsOf }: Walk, text: string, start: number): Generator<Homophone> {
  let steps: Step[] = [{ node: root, isNear: false }]
  for (let end = start + 1; end <= text.length && steps.length > 0; end++) {
    const sounds = soundsOf(text.charAt(end - 1))
    steps = steps.flatMap((step) => stepsFrom(step, sounds))
    for (const { node, isNear } of steps) yield* node.names.map((name) => ({ end, name, isNear }))
  }
}

function stepsFrom({ node, isNear }: Step, { exact, merged }: Sounds): Step[] {
  const nodes = exact.flatMap((syllable) => node.next.get(syllable) ?? [])
  const steps = nodes.map((next): Step => ({ node: next, isNear }))
  if (isNear) return steps
  const near = merged.flatMap((syllable) => node.near.get(syllable) ?? []).filter((next) => !nodes.includes(next))
  return steps.concat(near.map((next) => ({ node: next, isNear: true })))
}

function merge(syllable: string): string {
  let merged = syllable
  for (const [sound, like] of MERGED) merged = merged.replace(sound, like)
  return merged
}
