import { isUnfinished, lineEnd } from './character.ts'
import { joinLines, type Line } from './line.ts'
import { numberStyle, sentenceHeadingStyle } from './number-style.ts'
import { concatenate, type Passage } from './passage.ts'

/**
 * What a paragraph is on the page. `display` is set like a headline or subhead, `question` reads like one but may be a
 * sentence of the text (何以亮眼？), `lead` opens a news item (本报讯), `note` is a date, an office or a labelled line.
 */
export type Role = 'body' | 'lead' | 'display' | 'question' | 'subtitle' | 'numbered' | 'byline' | 'caption' | 'note'

/** A paragraph with its role. */
export interface Block extends Passage {
  readonly role: Role
  /** Blank lines stand before it. */
  readonly isSetOff: boolean
  /** The number style of a numbered heading (一、 or （一）), empty for other roles. */
  readonly style: string
}

/** The paragraphs of a page, its captions put together. */
export function toBlocks(paragraphs: readonly (readonly Line[])[]): Block[] {
  return withSentenceHeadings(
    mergeCaptions(paragraphs.map((lines) => toBlock(joinLines(lines), (lines[0]?.gap ?? 1) > 0))),
  )
}

function withSentenceHeadings(blocks: readonly Block[]): Block[] {
  return blocks.map((block, index) => {
    if (block.role !== 'body' && block.role !== 'note') return block
    const style = sentenceHeadingStyle(block.text, { above: blocks[index - 1]?.text, below: blocks[index + 1]?.text })
    return style === '' ? block : { ...block, role: 'numbered', style }
  })
}

export function toBlock(passage: Passage, isSetOff: boolean): Block {
  return { ...passage, ...roleOf(passage.text), isSetOff }
}

/** Longer lines are no headlines: newspapers stop well before, communiqués have titles of up to about 40. */
const MAX_DISPLAY = 40
const MAX_BYLINE = 40

const LEAD =
  /^(?:本报|本网|本刊|本台|新华社|中新社|中新网|人民网|\p{Script=Han}{2,6}[日晚时]报)[^，。！？]{0,20}?(?:讯|\d{1,2}日电)(?![息号])/u
const SUBTITLE = /^(?:——|──)\p{Script=Han}/u
const REPORTER = /(?:记者|通讯员|评论员|特派员|撰稿人|作者)/u
const BYLINE =
  /^(?:[□■◎●]|[（(])?\s?(?:\p{Script=Han}{0,12}(?:记者|通讯员|评论员|特派员|撰稿人)|作者|文[/／图]?)[\s：:／/]{0,2}[\p{Script=Han}·、\s]{2,30}[）)]?$/u
const SIGN_BYLINE = /^[□■◎]\s?[\p{Script=Han}·、\s]{2,24}$/u
const CREDITS: readonly RegExp[] = [
  /[□■◎]\s?[\p{Script=Han}·、\s]{2,30}(?:摄影报道|摄影|摄|供图)$/u,
  /(?:记者|通讯员|摄影师|新华社发|中新社发|本报)[\p{Script=Han}·、\s]{2,20}(?:摄影报道|摄影|摄|供图)$/u,
  /[（(](?:[^（）()。]{2,30}(?:摄影|摄|供图)|资料图片?|资料照片|新华社发)[）)]$/u,
  /(?:[。！]\s?|\s)\p{Script=Han}(?:\p{Script=Han}{1,3}|\s\p{Script=Han})\s?摄$/u,
]
const DATE_ONLY =
  /^[（(]?[\d〇零一二三四五六七八九十]{2,4}\s?[年./-][\d〇零一二三四五六七八九十\s月日./-]{0,12}[）)]?$/u
const OFFICE_ONLY = /^[\p{Script=Han}\s]{2,30}(?:局|委员会|委|办公室|政府|调查队|厅|银行|协会|研究院|公司)$/u
const LABELLED = /^[（(]?[\p{Script=Han}\s]{2,8}[：:]/u
const TABLE_CELLS = /\S(?:\s+[-+]?\d[\d.,%％]*){2}|[|｜\t]/u

interface Recognised {
  readonly role: Role
  readonly style: string
}

/** The first that holds decides. */
const ROLES: readonly (readonly [Role, (text: string) => boolean])[] = [
  ['caption', isCaption],
  ['byline', isByline],
  ['lead', (text) => LEAD.test(text)],
  ['subtitle', (text) => SUBTITLE.test(text) && isDisplay(text)],
  ['numbered', (text) => numberStyle(text) !== ''],
  ['note', isNote],
  ['display', (text) => isDisplay(text) && isUnfinished(lineEnd(text))],
  ['question', isDisplay],
]

function roleOf(text: string): Recognised {
  const role = ROLES.find(([, holds]) => holds(text))?.[0] ?? 'body'
  return { role, style: role === 'numbered' ? numberStyle(text) : '' }
}

function isByline(text: string): boolean {
  if (text.length > MAX_BYLINE) return false
  return (REPORTER.test(text) && BYLINE.test(text)) || SIGN_BYLINE.test(text)
}

function isCaption(text: string): boolean {
  return /^图(?:为|[①-⑳：:])/u.test(text) || hasCredit(text)
}

function hasCredit(text: string): boolean {
  const tail = text.slice(-48)
  return CREDITS.some((credit) => credit.test(tail))
}

function isNote(text: string): boolean {
  return text.length <= MAX_DISPLAY && [DATE_ONLY, OFFICE_ONLY, LABELLED].some((pattern) => pattern.test(text))
}

function isDisplay(text: string): boolean {
  if (text.length > MAX_DISPLAY || TABLE_CELLS.test(text) || text.length < 2) return false
  if (/[。；]/u.test(text) || (text.match(/[，,]/gu)?.length ?? 0) > 1) return false
  const end = lineEnd(text)
  return (isUnfinished(end) && !/[，、,]$/u.test(text)) || /[！？!?][”’]?$/u.test(text)
}

/** Longer paragraphs are texts of their own, and a credit under one belongs to a picture elsewhere. */
const MAX_CAPTION = 160

/**
 * A photo credit ends its caption. Captions are set apart from the text and so narrow or wide that their lines cannot be
 * judged by the column: whatever stands above the credit without a blank line and breaks off in mid-sentence, is of the
 * same caption, and so is the block above a credit on a line of its own.
 */
function mergeCaptions(blocks: readonly Block[]): Block[] {
  const merged: Block[] = []
  for (const block of blocks) {
    let caption = block
    while (block.role === 'caption') {
      const above = merged.at(-1)
      if (above === undefined || !belongsTo(caption, above)) break
      merged.pop()
      caption = joinBlocks(above, caption)
    }
    merged.push(caption)
  }
  return merged
}

function belongsTo(caption: Block, above: Block): boolean {
  if (hasCredit(above.text) || above.role === 'lead' || above.text.length > MAX_CAPTION) return false
  if (caption.text.length > MAX_CAPTION) return false
  return isCreditAlone(caption.text) || (!caption.isSetOff && isUnfinished(lineEnd(above.text)))
}

function isCreditAlone(text: string): boolean {
  return (
    text.length <= MAX_BYLINE && !/[。，]/u.test(text) && /^(?:[□■◎（(]|\p{Script=Han}{0,8}(?:记者|通讯员))/u.test(text)
  )
}

function joinBlocks(above: Block, below: Block): Block {
  return { ...below, ...concatenate([above, below]), isSetOff: above.isSetOff }
}
