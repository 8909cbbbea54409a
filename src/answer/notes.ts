import type { Quote } from './quote.ts'

/** Words that say which of several counts of one thing a number is: 初步核算数, 最终核实数, 年初预算. Longer ones stand first. */
const NOTES =
  /初步(?:核算|统计|汇总)数?|快报(?:数据?)?|预计数|最终核实数?|年报数|核定数|(?:修订|调整|核实)(?:后|为|数)|(?:年初|调整|变动)预算数?|决算数?|预算执行数?|执行数|(?:按|以)?(?:不变|可比|现行|当年)价(?:格)?(?:计算)?|现价|全口径|同口径|剔除.{1,12}?因素/gu

/** Those among them that take back an earlier number. */
const REVISED = /最终核实|年报数|核定数|修订(?:后|为|数)|核实(?:后|为|数)/u

/** How a quotation or its titles word the sort of number they give, each once; empty for most. */
export function notesIn({ exact, source }: Quote): string[] {
  const texts = [exact, source.article, source.title]
  return [...new Set(texts.flatMap((text) => [...text.matchAll(NOTES)].map(([note]) => note)))]
}

/** True where it gives a number that was counted again and takes the place of an earlier one. */
export function isRevised({ exact, source }: Quote): boolean {
  return [exact, source.article, source.title].some((text) => REVISED.test(text))
}
