import { checkSync } from 'recheck'
import { expect, test } from 'vitest'
import { type Expression, expressionsOfSources, millisecondsOf } from '../support/regular-expressions.ts'

/** The checker's own JavaScript: it needs neither Java nor a binary of the platform. */
process.env['RECHECK_BACKEND'] = 'pure'

/** Most patterns are settled within half of it; the rest is left to the timing of `npm test`. */
const MILLISECONDS = 3_000

/** Patterns that only read short text of our own or of the operator: settings, and what the command line says. */
const SHORT_TEXT = /^(?:config\.ts|channel\/terminal\/)/

/** The checker counts steps that the engine does not take: what it proposes has to take its time as well. */
const SLOW = 200

function attackOn({ pattern }: Expression): string | null {
  const diagnosis = checkSync(pattern.source, pattern.flags, { timeout: MILLISECONDS })
  if (diagnosis.status !== 'vulnerable') return null
  const { attack } = diagnosis
  return millisecondsOf(pattern, attack.string) > SLOW ? attack.pattern : null
}

test('no regular expression of the sources can be attacked', async () => {
  const expressions = (await expressionsOfSources()).filter(({ file }) => !SHORT_TEXT.test(file))
  const attacked = expressions.flatMap((each) => {
    const attack = attackOn(each)
    return attack === null ? [] : [{ file: each.file, pattern: String(each.pattern), attack }]
  })
  expect(attacked).toEqual([])
})
