import { describe, expect, test } from 'vitest'
import { readLexicon } from '../../src/lexicon/read-lexicon.ts'
import { observe } from '../../src/observation/observe.ts'
import { paragraphOf } from './paragraph.ts'
import { asGold, readGold, withOpenSlots } from './gold.ts'

const lexicon = readLexicon('data/lexicon')

describe('a figure is read with its indicator, measure, place and period', () => {
  test.each(readGold().map((gold) => [gold.text, gold] as const))('%s', (text, { context, figures }) => {
    const read = observe(paragraphOf(text), context, lexicon).map(asGold)
    expect(read).toEqual(
      figures.map((figure) =>
        withOpenSlots(
          figure,
          read.find((each) => each.text === figure.text),
        ),
      ),
    )
  })
})
