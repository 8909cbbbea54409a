import type { Frames } from './framed-things.ts'
import { unitAtStart, withThingAfter, withThingBefore } from './framed-things.ts'

/** A place in a question where a form may be. */
export interface Place {
  readonly before: string
  readonly verb: string
  /** Named parts of the form; empty where it has none of the name. */
  readonly part: (name: string) => string
  readonly after: string
}

/** The whole text put into other words, or undefined where the words make no noun. */
export type Rewrite = (place: Place, frames: Frames) => string | undefined

/** A way to put verb, thing and asking word. */
export interface Form {
  /** The pattern for verbs joined by `|`, with the groups `verb` and those that `rewrite` asks for. */
  readonly pattern: (verbs: string) => string
  readonly rewrite: Rewrite
}

const ASPECT = '(?:出去?|下|到|掉|进|回|来)?(?:了|过)?'
const ASK = '百分之(?:几|多少)|多少|几(?!乎)|多大(?:的?面积)?|多长'
const MONEY = '(?:的?(?:钱|资金|经费|投入))?'
const ON = '(?:上面?|方面|领域|这块|里头?)?'

const NOTHING = /^/u
const ASKED_NEXT = new RegExp(`^(?=有?(?:${ASK}))`, 'u')
const ON_MONEY = new RegExp(`^${ON}${MONEY}`, 'u')
const BY_PEOPLE = /^的(?:学生|孩子|小孩|娃娃|娃|人员|人|群众|职工|地|面积)?/u

/** The forms, as they are tried one after the other. */
export const FORMS: readonly Form[] = [
  {
    // 收了多少万吨粮食, 粮食收了多少, 花生比上年多收了多少
    pattern: (verbs) => `(?<change>(?<![至最不很起大许])[多少])?(?<verb>${verbs})${ASPECT}(?<ask>${ASK})`,
    rewrite: (place, frames) => askedBehind(place, frames) ?? askedBefore(place, frames),
  },
  {
    // 花在教育上的钱
    pattern: (verbs) => `(?<verb>${verbs})(?:了)?[在到于给]`,
    rewrite: ({ before, verb, after }, frames) =>
      withThingAfter({ text: after, verb, ends: ON_MONEY }, frames, (noun, rest) => before + noun + rest),
  },
  {
    // 教育上花的钱
    pattern: (verbs) => `(?<verb>${verbs})[出掉]?(?:了|的)(?:钱|资金|经费)`,
    rewrite: ({ before, verb, after }, frames) =>
      withThingBefore({ text: before, verb }, frames, ({ start, noun, between }) => start + noun + between + after),
  },
  {
    // 有多少人交了职工医保
    pattern: (verbs) => `(?<ask>多少|几)(?<unit>万?(?:人|名|个)(?:学生|孩子|职工|人)?)(?<verb>${verbs})[了着过]?`,
    rewrite: ({ before, verb, part, after }, frames) =>
      withThingAfter(
        { text: after, verb, ends: NOTHING },
        frames,
        (noun, rest) => `${before}${noun}${part('ask')}${part('unit')}${rest}`,
      ),
  },
  {
    // 读高中的学生, 交职工医保的
    pattern: (verbs) => `在?(?<verb>${verbs})[了着过]?`,
    rewrite: ({ before, verb, after }, frames) =>
      withThingAfter({ text: after, verb, ends: BY_PEOPLE }, frames, (noun, rest) => before + noun + rest),
  },
  {
    // 收发快递多少件
    pattern: (verbs) => `(?<verb>${verbs})[了着过]?(?!${ASK})`,
    rewrite: ({ before, verb, after }, frames) =>
      withThingAfter({ text: after, verb, ends: ASKED_NEXT }, frames, (noun, rest) => before + noun + rest),
  },
  {
    // 种的玉米有多少亩
    pattern: (verbs) => `(?<verb>${verbs})${ASPECT}的`,
    rewrite: ({ before, verb, after }, frames) =>
      withThingAfter({ text: after, verb, ends: NOTHING }, frames, (noun, rest) => before + noun + rest),
  },
]

const CHANGES: Readonly<Record<string, string>> = { 多: '增加', 少: '减少' }

/** 多收了多少 asks by how much there was more. */
function asking({ part }: Place): string {
  return `${CHANGES[part('change')] ?? ''}${part('ask')}`
}

function askedBehind(place: Place, frames: Frames): string | undefined {
  const { before, verb, after } = place
  const unit = unitAtStart(after, frames.known)
  const units = unit === '' ? [''] : [unit, '']
  for (const one of units) {
    const rest = after.slice(one.length).replace(/^的/u, '')
    const rewritten = withThingAfter({ text: rest, verb, ends: NOTHING }, frames, (noun, behind) => {
      return `${before}${noun}${asking(place)}${one}${behind}`
    })
    if (rewritten !== undefined) return rewritten
  }
  return undefined
}

function askedBefore(place: Place, frames: Frames): string | undefined {
  return withThingBefore(
    { text: place.before, verb: place.verb },
    frames,
    ({ start, noun, between }) => start + noun + between + asking(place) + place.after,
  )
}
