import { overlaps } from '../span.ts'
import type { Span } from '../span.ts'
import { foldText } from './fold.ts'
import type { Reword } from './sayings.ts'
import type { LexiconTable, Row } from './table.ts'
import { readRows } from './table.ts'

const COLUMNS = { required: ['verbs', 'things', 'means'], optional: [] } as const
type Column = (typeof COLUMNS.required)[number]

/** What the frames are held against: the tables that were read before. */
export interface KnownWords {
  isIndicator(name: string): boolean
  isUnit(surface: string): boolean
  /** Where indicators are named already, and where sayings are used, which know better. */
  takenIn(text: string): readonly Span[]
  /** True where a place's name ends. */
  endsPlace(text: string, at: number): boolean
}

/** In `things` and `means`: whatever makes the meaning a known indicator. */
const ANY = '～'

/**
 * Reads the frames tables: what people ask with a verb (收了多少粮食, 粮食收了多少, 花在教育上的钱) and reports call by a noun
 * (粮食产量, 教育支出). A row says which verbs and things make which noun; with ～ for the thing it holds wherever the noun is a
 * known indicator. Rows with the thing itself outweigh those with ～, later rows earlier ones; of several with ～ the first
 * that makes an indicator counts. Throws InputError for a row that cannot be used.
 */
export function parseFrames(tables: readonly LexiconTable[], known: KnownWords): Reword {
  const rows = tables.flatMap((table) => readRows<Column>(table, COLUMNS)).map((row) => readFrame(row, known))
  const verbs = [...new Set(rows.flatMap((row) => row.verbs))].toSorted((a, b) => b.length - a.length)
  if (verbs.length === 0) return (question) => question
  const frames: Frames = { nounOf: createNounOf(rows, known), known }
  const forms = FORMS.map(({ pattern, rewrite }) => ({ pattern: new RegExp(pattern(verbs.join('|')), 'gu'), rewrite }))
  return (question) => forms.reduce((text, form) => rewriteAll(text, form, frames), question)
}

interface FrameRow {
  readonly verbs: readonly string[]
  readonly things: readonly string[]
  readonly means: string
}

function readFrame(row: Row<Column>, { isIndicator }: KnownWords): FrameRow {
  const [verbs, things, means] = [row.list('verbs'), row.list('things'), row.cell('means')]
  if (verbs.length === 0 || things.length === 0) throw row.error('verbs 和 things 都要写')
  if (things.includes(ANY) !== means.includes(ANY)) throw row.error(`things 里写 ${ANY} 时，means 里也要有，反之亦然`)
  if (means !== '' && (means.includes(ANY) || isIndicator(means))) return { verbs, things, means }
  throw row.error(`means 须是一个指标的名称，现为“${means}”`)
}

/** The noun of reports for a verb and its thing; undefined where no row makes one. */
type NounOf = (verb: string, thing: string) => string | undefined

function createNounOf(rows: readonly FrameRow[], { isIndicator }: KnownWords): NounOf {
  const nouns = new Map<string, string>()
  const open = new Map<string, string[]>()
  for (const { verb, things, means } of rows.flatMap(byVerb)) {
    if (means.includes(ANY)) open.set(verb, [...(open.get(verb) ?? []), means])
    else for (const thing of things) nouns.set(`${verb} ${foldText(thing)}`, means)
  }
  return (verb, thing) =>
    nouns.get(`${verb} ${foldText(thing)}`) ??
    open
      .get(verb)
      ?.map((means) => means.replace(ANY, thing))
      .find(isIndicator)
}

function byVerb({ verbs, things, means }: FrameRow) {
  return verbs.map((verb) => ({ verb, things, means }))
}

interface Frames {
  readonly nounOf: NounOf
  readonly known: KnownWords
}

/** A place in a question where a form may be. */
interface Place {
  readonly before: string
  readonly verb: string
  /** Named parts of the form; empty where it has none of the name. */
  readonly part: (name: string) => string
  readonly after: string
}

/** The whole text put into other words, or undefined where the words make no noun. */
type Rewrite = (place: Place, frames: Frames) => string | undefined

interface Form {
  readonly pattern: RegExp
  readonly rewrite: Rewrite
}

/** One question uses a form once or twice. */
const MAX_USES = 4

function rewriteAll(question: string, form: Form, frames: Frames): string {
  let text = question
  for (let use = 0; use < MAX_USES; use++) {
    const rewritten = rewriteFirst(text, form, frames)
    if (rewritten === undefined) return text
    text = rewritten
  }
  return text
}

function rewriteFirst(text: string, { pattern, rewrite }: Form, frames: Frames): string | undefined {
  const taken = frames.known.takenIn(text)
  for (const match of text.matchAll(pattern)) {
    const verb = match.groups?.['verb'] ?? ''
    const at = match.index + match[0].indexOf(verb)
    // 收 of 收入, and 多少头猪 where a saying tells what it means.
    if (taken.some((span) => overlaps(span, { start: at, end: at + verb.length }))) continue
    const part = (name: string) => match.groups?.[name] ?? ''
    const place = { before: text.slice(0, match.index), verb, part, after: text.slice(match.index + match[0].length) }
    const rewritten = rewrite(place, frames)
    if (rewritten !== undefined && rewritten !== text) return rewritten
  }
  return undefined
}

const ASPECT = '(?:出去?|下|到|掉|进|回|来)?(?:了|过)?'
const ASK = '百分之(?:几|多少)|多少|几(?!乎)|多大(?:的?面积)?|多长'
const MONEY = '(?:的?(?:钱|资金|经费|投入))?'
const ON = '(?:上面?|方面|领域|这块|里头?)?'

/** The forms, as they are tried one after the other. */
const FORMS: readonly { readonly pattern: (verbs: string) => string; readonly rewrite: Rewrite }[] = [
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

const NOTHING = /^/u
const ASKED_NEXT = new RegExp(`^(?=有?(?:${ASK}))`, 'u')
const ON_MONEY = new RegExp(`^${ON}${MONEY}`, 'u')
const BY_PEOPLE = /^的(?:学生|孩子|小孩|娃娃|娃|人员|人|群众|职工|地|面积)?/u

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

/** No unit is longer. */
const LONGEST_UNIT = 8

function unitAtStart(text: string, { isUnit }: KnownWords): string {
  for (let length = Math.min(LONGEST_UNIT, text.length); length > 0; length--) {
    if (isUnit(text.slice(0, length))) return text.slice(0, length)
  }
  return ''
}

/** No thing is longer. */
const LONGEST_THING = 14

/** What may stand behind a thing that is whole: 煤 of 产了多少煤呢, and not of 产了多少煤气. */
const WHOLE = /^(?:$|[^\p{L}]|多少|[几的了吗嘛呢吧啊呀和与及跟比同环增涨降跌下占有是])/u

interface Behind {
  readonly text: string
  readonly verb: string
  /** What belongs to the thing and falls away with it. */
  readonly ends: RegExp
}

function withThingAfter(
  { text, verb, ends }: Behind,
  { nounOf }: Frames,
  join: (noun: string, rest: string) => string,
): string | undefined {
  for (let length = Math.min(LONGEST_THING, text.length); length > 0; length--) {
    const noun = nounOf(verb, text.slice(0, length))
    const rest = text.slice(length)
    const end = noun === undefined ? null : ends.exec(rest)
    if (noun !== undefined && end !== null && WHOLE.test(rest.slice(end[0].length))) {
      return join(noun, rest.slice(end[0].length))
    }
  }
  return undefined
}

/** Between a thing and its verb: 粮食一年下来收了多少, 教育上一共花了多少. */
const BETWEEN =
  /(?:上面?|方面|领域|这块|里头?|比(?:上一?年|去年|前年|上年同期|同期)|同比|一共|总共|合计|共|都|又|还|能|全年|一年|年底|年末|实际|新|大约|大概|约)+$/u
/** Of these only what is compared with matters. */
const COMPARED = /比(?:上一?年|去年|前年|上年同期|同期)|同比/gu

interface ThingBefore {
  readonly start: string
  readonly noun: string
  readonly between: string
}

function withThingBefore(
  { text, verb }: Omit<Behind, 'ends'>,
  { nounOf, known }: Frames,
  join: (found: ThingBefore) => string,
): string | undefined {
  const between = BETWEEN.exec(text)?.[0] ?? ''
  const named = text.slice(0, text.length - between.length)
  for (let length = Math.min(LONGEST_THING, named.length); length > 0; length--) {
    const at = named.length - length
    const noun = nounOf(verb, named.slice(at))
    if (noun !== undefined && (length > 1 || isFree(named, at, known))) {
      return join({ start: named.slice(0, at), noun, between: (between.match(COMPARED) ?? []).join('') })
    }
  }
  return undefined
}

/** 煤 of 郑州煤产了多少, and not of 焦煤: a thing of one character may be the end of another. */
function isFree(text: string, at: number, { endsPlace }: KnownWords): boolean {
  return (
    /(?:^|[^\p{L}]|[年月日底末初度份省市县区州盟旗国的里在、和与跟])$/u.test(text.slice(0, at)) || endsPlace(text, at)
  )
}
