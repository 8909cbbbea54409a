import type { Span } from '../span.ts'
import type { PlaceUse } from './place-uses.ts'
import type { PeriodUse } from './period-uses.ts'
import { firstFrom } from './within.ts'

/** Everything of a paragraph that a slot can be read from, in order. */
export interface Mentions {
  readonly text: string
  readonly places: readonly PlaceUse[]
  readonly periods: readonly PeriodUse[]
}

/** Words that may open a clause before its subject: connectives, list numbers, quotation marks, ways of counting. */
const OPENING_WORDS =
  /(?:[\s　、“”‘’"'●■◆·*※－—–-]|其中|尽管|虽然|不过|但是|由于|随着|该|同期|共(?=接待|完成|实现|发放|举办|签订|开展)|同时|此外|另外|另|而|且|并且|并(?![网购轨联列发案表])|但|又|则|以及|及|和(?![田平县顺龙布])|与|初步核算|经?初步核算|据(?:初步)?(?:统计|核算|测算|了解|悉|介绍)|(?:根据|经)[^，。]{0,12}?(?:核算|统计|测算)|初步统计|统计显示|数据显示|截至目前|[\d一二两三四五六七八九十]{1,3}(?:年|个月|天)[前来间]|到现在|当前|目前为止|累计|特别是|尤其是|例如|比如|如(?=投资|总投资)|已(?![婚知有购投])|确保|力争|成功|积极|大力|扎实|着力|全力|深入|持续|总的来看|具体来看|分别是|包括|[\d一二三四五六七八九十]{1,2}[、.．](?!\d)|（[一二三四五六七八九十\d]{1,2}）|\([一二三四五六七八九十\d]{1,2}\)|[①-⑳]|[一二三四五六七八九十]是|第[一二三四五六七八九十]，)/y

/** Where the subject of a clause can begin: past connectives, places, periods and what is set between them. */
export function skipOpening({ text, places, periods }: Mentions, { start, end }: Span): number {
  let at = start
  for (;;) {
    const next = mentionEnd(places, at) ?? mentionEnd(periods, at) ?? openingEnd(text, at)
    if (next === null || next > end) return at
    at = next
  }
}

function mentionEnd(uses: readonly (Span & { readonly role: string })[], at: number): number | null {
  const use = uses[firstFrom(uses, at)]
  return use?.start === at && use.role !== 'name' ? use.end : null
}

function openingEnd(text: string, at: number): number | null {
  OPENING_WORDS.lastIndex = at
  const match = OPENING_WORDS.exec(text)
  return match === null ? null : at + match[0].length
}
