import type { Block } from './block.ts'
import { isCouplet } from './couplet.ts'
import { isReportTitle } from './report-title.ts'

/** A headline with what is printed around it. Empty strings where nothing is. */
export interface Headline {
  readonly title: string
  readonly subtitle: string
  readonly kicker: string
  readonly byline: string
  /** The lines of the title, which become headings when no story wants it. */
  readonly blocks: readonly Block[]
}

/** A title of two or three lines is one title; longer runs are several. */
const MAX_TITLE_LINES = 3
/** The headlines of a run of blocks in which no text stands: set apart by blank lines or by the byline between them. */
export function readHeadlines(run: readonly Block[]): Headline[] {
  const headlines: Headline[] = []
  let byline = ''
  for (const group of splitGroups(run)) {
    const titles = group.filter(({ role }) => role === 'display' || role === 'question')
    const [own, subtitle] = [textOf(group, 'byline'), textOf(group, 'subtitle')]
    const last = headlines.at(-1)
    if (titles.length > 0) {
      headlines.push(...composeTitles(titles, { subtitle, byline: own || byline }))
      byline = ''
    } else if (last === undefined) byline = own
    else headlines.splice(-1, 1, { ...last, subtitle: last.subtitle || subtitle, byline: last.byline || own })
  }
  return headlines.length === 0 && byline !== ''
    ? [{ title: '', subtitle: '', kicker: '', byline, blocks: [] }]
    : headlines
}

function textOf(group: readonly Block[], role: Block['role']): string {
  return group
    .filter((block) => block.role === role)
    .map(({ text }) => text)
    .join('')
}

/** Groups begin at a blank line, and behind a byline or subtitle when a title follows. */
function splitGroups(run: readonly Block[]): Block[][] {
  const groups: Block[][] = []
  for (const [index, block] of run.entries()) {
    const before = run[index - 1]
    const isTitle = block.role === 'display' || block.role === 'question'
    const opens = block.isSetOff || (isTitle && (before?.role === 'byline' || before?.role === 'subtitle'))
    const last = groups.at(-1)
    if (last === undefined || opens) groups.push([block])
    else last.push(block)
  }
  return groups
}

function composeTitles(titles: readonly Block[], around: { subtitle: string; byline: string }): Headline[] {
  const couplet = titles.findIndex(({ text }) => isCouplet(text))
  if (titles.length > MAX_TITLE_LINES || hasWholeTitle(titles)) return stacked(titles, around)
  if (couplet === -1) return [headline(titles, around)]
  const [above, below] = [titles.slice(0, couplet), titles.slice(couplet + 1)]
  const own = headline(titles.slice(couplet, couplet + 1), around)
  return [{ ...own, kicker: joined(above), subtitle: own.subtitle || joined(below), blocks: titles }]
}

/** The title of a report among other lines: a site's navigation, links. */
function hasWholeTitle(titles: readonly Block[]): boolean {
  return titles.length > 1 && titles.some(({ text }) => isReportTitle(text))
}

/** Without blank lines between, each line may be a headline of its own; the last is what subtitle and byline follow. */
function stacked(titles: readonly Block[], around: { subtitle: string; byline: string }): Headline[] {
  return titles.map((block, index) =>
    headline([block], index === titles.length - 1 ? around : { subtitle: '', byline: '' }),
  )
}

function headline(blocks: readonly Block[], { subtitle, byline }: { subtitle: string; byline: string }): Headline {
  return { title: joined(blocks), subtitle, kicker: '', byline, blocks }
}

function joined(blocks: readonly Block[]): string {
  return blocks.map(({ text }) => text).join('')
}
