import { createCodeTable, mapCodes } from './code-table.ts'
import { simplify } from './simplify.ts'

/** The search key of one UTF-16 code unit: half width (NFKC), lower case, simplified. */
export const foldCode: (code: number) => number = createCodeTable((character) => {
  const narrow = character.normalize('NFKC').toLowerCase()
  return simplify(narrow.length === 1 ? narrow : character)
})

/**
 * The search key of a text. As long as the text, so that an offset in one is an offset in the other; a character whose
 * key would be longer (㎡, ㏄) stays as it is.
 */
export function foldText(text: string): string {
  return mapCodes(text, foldCode)
}
