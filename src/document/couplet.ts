const TWO_HALVES = /^([\p{Script=Han}“”‘’《》]{3,12})\s+([\p{Script=Han}“”‘’《》]{3,12})[！？]?$/u
const WORDS_OF_CHINESE = /\p{Script=Han}{2}/u

/**
 * A headline of two halves of equal length with a blank between (向“高”而攀 向“新”发力). It is complete in one line, and no
 * line of running text looks like it.
 */
export function isCouplet(text: string): boolean {
  const [, first = '', second = ''] = text.length > 30 ? [] : (TWO_HALVES.exec(text) ?? [])
  return first !== '' && first.length === second.length && WORDS_OF_CHINESE.test(first) && WORDS_OF_CHINESE.test(second)
}
