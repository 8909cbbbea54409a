import { isUnfinished, lineEnd } from './character.ts'

/** Each with the name under which a heading closes those of its like. */
const NUMBER_STYLES: readonly (readonly [string, RegExp])[] = [
  ['章', /^第[一二三四五六七八九十百\d]{1,4}[章编篇]/u],
  ['节', /^第[一二三四五六七八九十百\d]{1,4}节/u],
  ['部分', /^第[一二三四五六七八九十百\d]{1,4}部分/u],
  ['一、', /^[一二三四五六七八九十]{1,3}[、．.]/u],
  ['（一）', /^[（(][一二三四五六七八九十]{1,3}[）)]/u],
  ['1.1', /^\d{1,2}[.．]\d{1,2}(?:[.．]\d{1,2})?(?=[\p{Script=Han}\s])/u],
  ['1.', /^[\d０-９]{1,2}[.．、](?![\d０-９])/u],
  ['（1）', /^[（(][\d０-９]{1,2}[）)]/u],
]

/** Longer lines are no headings. */
const MAX_NUMBERED = 50

/** The number style of a heading (一、 or （一）); empty for what is no numbered heading. */
export function numberStyle(text: string): string {
  if (text.length > MAX_NUMBERED || text.includes('。') || !isUnfinished(lineEnd(text))) return ''
  return styleOf(text)
}

function styleOf(text: string): string {
  return NUMBER_STYLES.find(([, pattern]) => pattern.test(text))?.[0] ?? ''
}

const MAX_SENTENCE = 30
/** One clause, of words alone: a figure is stated in a sentence of the text. */
const CLAUSE_WITH_MARK = /^[^，。；：！？,;:!?]+[。：]$/u
const FIGURE = /[\d０-９%％]/u

/**
 * The number style of a heading that is set with a full stop or a colon (（一）收入情况。); empty for what is none. Items of
 * a list look alike, but stand directly above or below their like, where a heading has its text.
 */
export function sentenceHeadingStyle(
  text: string,
  { above, below }: { readonly above: string | undefined; readonly below: string | undefined },
): string {
  if (text.length > MAX_SENTENCE || !CLAUSE_WITH_MARK.test(text)) return ''
  const style = styleOf(text)
  if (style === '' || FIGURE.test(withoutNumber(text)) || below === undefined || endsText(below)) return ''
  return [above, below].some((line) => line !== undefined && styleOf(line) === style) ? '' : style
}

function endsText(below: string): boolean {
  return opensAppendix(below) || listsAttachments(below)
}

function withoutNumber(text: string): string {
  return text.replace(/^[（(]?[\d０-９]{1,2}[.．、）)]/u, '').replaceAll(/20\d{2}年/gu, '')
}

const APPENDIX = /^(?:附[件表录图]\s?[\d一二三四五六七八九十]{0,3}|附|名词解释|指标解释)\s?[：:]?$/u
const NOTES = /^(?:(?:注释|附注|资料来源)\s?[：:]?|注\s?[：:])$/u

/**
 * The line opens what stands behind a text and goes on with none of its headings: 附件1, 名词解释, 注释：. Notes directly
 * below a table are the table's.
 */
export function opensAppendix(text: string, isBelowTable = false): boolean {
  return APPENDIX.test(text) || (!isBelowTable && NOTES.test(text))
}

/** The line begins the list of what is attached (附件：1.收支总表), which goes on with no heading of the text either. */
export function listsAttachments(text: string): boolean {
  return /^附件\s?[：:]\s?\S/u.test(text)
}
