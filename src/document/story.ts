import type { Block } from './block.ts'
import { type Headline, readHeadlines } from './headline.ts'

/** The text of one article, its subheads among it. */
export interface Story {
  readonly blocks: Block[]
  readonly isNews: boolean
}

/** The headlines of one place of the page, and the stories that end and begin there. */
export interface HeadlineCluster {
  readonly headlines: readonly Headline[]
  /** Index of the story before it; −1 at the head of the page. */
  readonly after: number
}

/** A page taken apart: which headline belongs to which story is still open. */
export interface PageParts {
  readonly stories: readonly Story[]
  readonly clusters: readonly HeadlineCluster[]
  readonly captions: readonly Block[]
}

/** A run of more short lines than this is a list or a table. */
const MAX_SUBHEADS = 3

/** Takes a page apart. A story begins at a news lead, and behind a cluster of headlines. */
export function splitStories(blocks: readonly Block[]): PageParts {
  const captions = blocks.filter(({ role }) => role === 'caption')
  const runs = splitRuns(blocks.filter(({ role }) => role !== 'caption'))
  const isNewspaper = captions.length > 0 || hasSeveralStories(blocks)
  const stories: Story[] = []
  const clusters: HeadlineCluster[] = []
  let current: Story | undefined
  for (const [index, run] of runs.entries()) {
    const next = runs[index + 1]
    if (!run.isText && isHeadlineRun(run.blocks, { next, isNewspaper, isFirst: stories.length === 0 })) {
      clusters.push({ headlines: readHeadlines(run.blocks), after: stories.length - 1 })
      current = undefined
      continue
    }
    const begun = continueStories(run.isText ? run.blocks : subheads(run.blocks, next), current)
    for (const story of begun) stories.push(story)
    current = begun.at(-1) ?? current
  }
  return { stories, clusters, captions }
}

function hasSeveralStories(blocks: readonly Block[]): boolean {
  return blocks.some(({ role }) => role === 'lead') || blocks.filter(({ role }) => role === 'byline').length > 1
}

/** Adds text to the open story; the stories that begin in it are returned. */
function continueStories(blocks: readonly Block[], open: Story | undefined): Story[] {
  const begun: Story[] = []
  for (const block of blocks) {
    const isNews = block.role === 'lead'
    if (isNews || (open === undefined && begun.length === 0)) begun.push({ blocks: [], isNews })
    const story = begun.at(-1) ?? open
    story?.blocks.push(block)
  }
  return begun
}

interface Run {
  /** True for text, false for what is set like headlines. */
  readonly isText: boolean
  readonly blocks: Block[]
}

const HEADLINE_ROLES: ReadonlySet<Block['role']> = new Set(['display', 'question', 'subtitle', 'byline'])

function splitRuns(blocks: readonly Block[]): Run[] {
  const runs: Run[] = []
  for (const block of blocks) {
    const isText = !HEADLINE_ROLES.has(block.role)
    const last = runs.at(-1)
    if (last?.isText === isText) last.blocks.push(block)
    else runs.push({ isText, blocks: [block] })
  }
  return runs
}

function isHeadlineRun(
  run: readonly Block[],
  { next, isNewspaper, isFirst }: { next: Run | undefined; isNewspaper: boolean; isFirst: boolean },
): boolean {
  if (isFirst) return next !== undefined || run.length === 1
  if (!isNewspaper) return false
  if (next === undefined || next.blocks[0]?.role === 'lead') return true
  return (
    run.some(({ role }) => role === 'byline') || hasSubtitle(run) || run.filter(({ isSetOff }) => isSetOff).length > 1
  )
}

/** A dash below a title opens its subtitle; reports also open the items of a list with one. */
function hasSubtitle(run: readonly Block[]): boolean {
  const dashed = run.filter(({ role }) => role === 'subtitle')
  return dashed.length === 1 && run[0]?.role !== 'subtitle'
}

/** Short lines above text are subheads; in long runs, as questions, or with nothing below they are text. */
function subheads(run: readonly Block[], next: Run | undefined): Block[] {
  const isText = next === undefined || run.length > MAX_SUBHEADS || run.every(({ role }) => role === 'question')
  return run.map((block) => (isText || block.role !== 'display' ? { ...block, role: 'body' } : block))
}
