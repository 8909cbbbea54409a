import { isNumberedCaption, isUnitLine } from './caption.ts'
import type { Block } from './block.ts'
import { type ArticleDraft, draftParagraph, type ParagraphDraft } from './draft.ts'
import type { Headline } from './headline.ts'
import { assignHeadlines } from './headline-match.ts'
import { listsAttachments, opensAppendix } from './number-style.ts'
import { createOutline } from './outline.ts'
import { type PageParts, splitStories, type Story } from './story.ts'

const NO_HEADLINE: Headline = { title: '', subtitle: '', kicker: '', byline: '', blocks: [] }

/** Puts the blocks of a page together to articles, in the order of the page; pictures with their captions come last. */
export function composePage(blocks: readonly Block[]): ArticleDraft[] {
  const parts = splitStories(blocks)
  const { headlines, unclaimed } = assignHeadlines(parts)
  const banners = new Map<number, Block[]>()
  for (const { headline, after } of unclaimed) {
    const before = banners.get(after)
    if (before === undefined) banners.set(after, [...headline.blocks])
    else before.push(...headline.blocks)
  }
  const articles = parts.stories.map((story, index) =>
    composeArticle(story, headlines.get(index) ?? NO_HEADLINE, {
      above: index === 0 ? (banners.get(-1) ?? []) : [],
      below: banners.get(index) ?? [],
    }),
  )
  return [...articles, ...titleAlone(parts), ...pictures(parts.captions)]
}

/** Lines set like headlines that no story claimed stay where they are printed, and in no path. */
interface Banners {
  readonly above: readonly Block[]
  readonly below: readonly Block[]
}

function composeArticle(story: Story, headline: Headline, { above, below }: Banners): ArticleDraft {
  const { title, subtitle, kicker, byline } = headline
  return {
    title,
    subtitle,
    kicker,
    byline,
    kind: story.isNews ? 'news' : 'article',
    paragraphs: [...above.map(banner), ...outlined(story.blocks), ...below.map(banner)],
  }
}

function banner(block: Block): ParagraphDraft {
  return draftParagraph(block, 'heading', [])
}

/** A page that consists of a headline and nothing else. */
function titleAlone({ stories, clusters }: PageParts): ArticleDraft[] {
  const headline = stories.length === 0 ? clusters[0]?.headlines[0] : undefined
  return headline === undefined
    ? []
    : [composeArticle({ blocks: [], isNews: false }, headline, { above: [], below: [] })]
}

function pictures(captions: readonly Block[]): ArticleDraft[] {
  if (captions.length === 0) return []
  const paragraphs = captions.map((block) => draftParagraph(block, 'caption', []))
  return [{ title: '', subtitle: '', kicker: '', byline: '', kind: 'pictures', paragraphs }]
}

const APPENDIX = '附'

function isHeading({ role }: Block): boolean {
  return role !== 'body' && role !== 'lead' && role !== 'note'
}

/** Each line of a subhead is a heading; the second line of one stands below the first. */
function outlined(blocks: readonly Block[]): ParagraphDraft[] {
  const outline = createOutline()
  let subheadLine = 0
  return blocks.map((block, index) => {
    const above = blocks[index - 1]
    if (listsAttachments(block.text)) outline.close(() => true)
    const path = outline.path()
    if (isNumberedCaption(block.text) || isUnitLine(block.text)) return draftParagraph(block, 'caption', path)
    if (opensAppendix(block.text)) outline.add({ style: APPENDIX, text: block.text }, () => true)
    else if (!isHeading(block)) return draftParagraph(block, 'body', path)
    else {
      subheadLine = above?.role === block.role && !block.isSetOff ? subheadLine + 1 : 0
      outline.add({ style: block.style || `subhead ${subheadLine}`, text: block.text })
    }
    return draftParagraph(block, 'heading', outline.path().slice(0, -1))
  })
}
