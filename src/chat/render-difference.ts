import type { Shown } from '../answer/answer.ts'
import { differenceOf } from '../answer/computed.ts'
import type { NoDifference } from '../answer/computed.ts'
import type { Fragment } from './draft.ts'
import { say, wordsOf } from './draft.ts'

const NO_DIFFERENCE: Readonly<Record<NoDifference, string>> = {
  inexact: '其中有的不是确数，不计算差额。',
  units: '两个数的单位不同，不计算差额。',
  measures: '两个数的口径不同，不计算差额。',
}

/** The one number that no report prints, with how it was reckoned. */
export function renderDifference({ observations, quotes }: Shown): Fragment[] {
  const [first, second] = observations.flatMap((observation) => {
    const quote = quotes[observation.quote]
    return quote === undefined ? [] : [{ observation, quote }]
  })
  if (first === undefined || second === undefined) return []
  const difference = differenceOf(first.observation, second.observation)
  return typeof difference === 'string'
    ? say`\n\n${wordsOf(NO_DIFFERENCE[difference])}`
    : say`\n\n相差：${{ kind: 'difference', figures: [first, second] }}（计算）`
}
