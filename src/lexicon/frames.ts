import { overlaps } from '../span.ts'
import { foldText } from './fold.ts'
import { FORMS } from './frame-forms.ts'
import type { Rewrite } from './frame-forms.ts'
import type { Frames, KnownWords, NounOf } from './framed-things.ts'
import type { Reword } from './sayings.ts'
import type { LexiconTable, Row } from './table.ts'
import { readRows } from './table.ts'

const COLUMNS = { required: ['verbs', 'things', 'means'], optional: [] } as const
type Column = (typeof COLUMNS.required)[number]

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
  return (question) =>
    question.length > LONGEST_READ ? question : forms.reduce((text, form) => rewriteAll(text, form, frames), question)
}

/** Longer texts are no question that asks with a verb, and every verb in them would be looked at: a second at 1,000. */
const LONGEST_READ = 200

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

function createNounOf(rows: readonly FrameRow[], { isIndicator }: KnownWords): NounOf {
  const nouns = new Map<string, string>()
  const open = new Map<string, string[]>()
  for (const { verb, things, means } of rows.flatMap(byVerb)) {
    if (means.includes(ANY)) open.set(verb, [...(open.get(verb) ?? []), means])
    else for (const thing of things) nouns.set(`${verb} ${foldText(thing)}`, means)
  }
  // What is a name itself needs no verb: 预算安排的“三公”经费.
  const openNoun = (verb: string, thing: string) =>
    isIndicator(thing)
      ? undefined
      : open
          .get(verb)
          ?.map((means) => means.replace(ANY, thing))
          .find(isIndicator)
  return (verb, thing) => nouns.get(`${verb} ${foldText(thing)}`) ?? openNoun(verb, thing)
}

function byVerb({ verbs, things, means }: FrameRow) {
  return verbs.map((verb) => ({ verb, things, means }))
}

interface Ready {
  readonly pattern: RegExp
  readonly rewrite: Rewrite
}

/** One question uses a form once or twice. */
const MAX_USES = 4

function rewriteAll(question: string, form: Ready, frames: Frames): string {
  let text = question
  for (let use = 0; use < MAX_USES; use++) {
    const rewritten = rewriteFirst(text, form, frames)
    if (rewritten === undefined) return text
    text = rewritten
  }
  return text
}

function rewriteFirst(text: string, { pattern, rewrite }: Ready, frames: Frames): string | undefined {
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
