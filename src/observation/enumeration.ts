import type { Span } from '../span.ts'

const LIST_SIGN = /^(?:[、，]|和|与|及|以及|、以及)$/

/** True when nothing but list signs stands between the neighbours: 江苏、浙江; 2021年、2022年和2023年. */
export function isEnumeration(list: readonly Span[], text: string): boolean {
  return list.every((each, at) => at === 0 || LIST_SIGN.test(text.slice(list[at - 1]?.end, each.start)))
}
