import { readLexicon } from '../../src/lexicon/read-lexicon.ts'

/** The lexicon that the product ships: the grammar is tested with the units people will use. */
export const lexicon = readLexicon('data/lexicon')
