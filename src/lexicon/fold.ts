import { createCodeTable, mapCodes } from './code-table.ts'
import { simplify } from './simplify.ts'

/** Marks that are printed one way or another with the same meaning: “三公”, 「三公」; 16—59岁, 16–59岁. */
const QUOTES = /[“”„‟〝〞「」『』]/
const DASHES = /[‐‑‒–—―−]/

/** The search key of one UTF-16 code unit: half width (NFKC), lower case, simplified, one sort of quotes and dashes. */
const foldCode = createCodeTable((character) => {
  if (QUOTES.test(character)) return '"'
  if (DASHES.test(character)) return '-'
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
