import type { Span } from '../span.ts'

/** What the frames are held against: the tables that were read before. */
export interface KnownWords {
  readonly isIndicator: (name: string) => boolean
  readonly isUnit: (surface: string) => boolean
  /** Where indicators are named already, and where sayings are used, which know better. */
  readonly takenIn: (text: string) => readonly Span[]
  /** True where a place's name ends. */
  readonly endsPlace: (text: string, at: number) => boolean
}

/** The noun of reports for a verb and its thing; undefined where no row makes one. */
export type NounOf = (verb: string, thing: string) => string | undefined

/** The rows and the words they are held against. */
export interface Frames {
  readonly nounOf: NounOf
  readonly known: KnownWords
}

/** No unit is longer. */
const LONGEST_UNIT = 8

/** The longest unit a text begins with; empty for none. */
export function unitAtStart(text: string, { isUnit }: KnownWords): string {
  for (let length = Math.min(LONGEST_UNIT, text.length); length > 0; length--) {
    if (isUnit(text.slice(0, length))) return text.slice(0, length)
  }
  return ''
}

/** No thing is longer. */
const LONGEST_THING = 14

/** What may stand behind a thing that is whole: 煤 of 产了多少煤呢, and not of 产了多少煤气. */
const WHOLE = /^(?:$|[^\p{L}]|多少|[几的了吗嘛呢吧啊呀和与及跟比同环增涨降跌下占有是])/u

/** The words behind a verb that may begin with its thing. */
export interface Behind {
  readonly text: string
  readonly verb: string
  /** What belongs to the thing and falls away with it. */
  readonly ends: RegExp
}

/** What `join` makes of the noun and the words behind the thing; undefined where no thing stands there. */
export function withThingAfter(
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
  /(?:上面?|方面|领域|这块|里头?|比(?:上一?年|去年|前年|上年同期|同期)|同比|一共|总共|合计|共|都|又|还|能|全年|一年|年底|年末|实际|新|大约|大概|约){1,8}$/u
/** Of these only what is compared with matters. */
const COMPARED = /比(?:上一?年|去年|前年|上年同期|同期)|同比/gu

/** A noun found before its verb, the words before it and those between the two that matter. */
export interface ThingBefore {
  readonly start: string
  readonly noun: string
  readonly between: string
}

/** The same for a thing before its verb. */
export function withThingBefore(
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
