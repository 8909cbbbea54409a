import type { Span } from '../span.ts'
import { shadowOf } from './shadow.ts'
import { periodAt } from './period-grammar.ts'
import type { PeriodMention } from './period-mention.ts'
import { matchAt } from './scanner.ts'

/** A comparing word right before the period, perhaps with 了; 与, 和 and 同 need 相比 or 持平 behind it as well. */
const COMPARING_BEFORE = /(?:较之?|比|对照|相对于?|高于|低于|多于|少于|大于|小于|好于|快于|慢于|优于|超过|不及)了? ?$/
const JOINING_BEFORE = /(?:与|和|同|跟) ?$/
const COMPARING_AFTER = / ?(?:同期|全年|水平|平均水平|的水平)?(?:相比|相较|比较|持平|基本持平|对比|比，)/y
/** The longest comparing word with 了 and a blank. */
const BEFORE_UNITS = 5

/** The periods of a text in order, not overlapping: dates, months, quarters, years, plans and words such as 去年. */
export function periodsIn(text: string): PeriodMention[] {
  const shadow = shadowOf(text)
  const found: PeriodMention[] = []
  let at = 0
  while (at < shadow.length) {
    const period = periodAt(shadow, at)
    if (period !== null) {
      const { end, stretch } = period
      const isComparison = isCompared(shadow, { start: at, end })
      found.push({ start: at, end, text: text.slice(at, end), stretch, isComparison })
    }
    at = period?.end ?? at + 1
  }
  return found
}

function isCompared(shadow: string, { start, end }: Span): boolean {
  const before = shadow.slice(Math.max(0, start - BEFORE_UNITS), start)
  if (COMPARING_BEFORE.test(before)) return true
  return JOINING_BEFORE.test(before) && matchAt(COMPARING_AFTER, shadow, end) !== null
}
