import type { Modality } from './observation.ts'

const EXPECTED = /预计|有望|将(?:达|突破|超|实现|增|完成|建|新|带|形|累计|为)|可达|预测/
const PLANNED =
  /力争|目标|计划(?!生育|单列|总投资)|拟|确保|(?:收入|支出|资金|预算|投资)(?:预算)?(?:拟)?安排|(?:年初|调整|年度|变动)(?:收入|支出)?预算(?!的)|预期|规划(?!院|区)|预算(?:为|数为|合计|总计|数)|预算草案|谋划|建议安排/
const CUMULATIVE = /累计|累积/
const DONE = /实际|执行(?:结果|完成|数)|完成|实现了|已(?!下达)|决算数?/
const PLANNED_HEADING = /草案|安排|目标|计划|预期|规划|展望|思路|打算|编制/
const DONE_HEADING = /执行|决算|回顾|完成情况|总结|成就|成绩|收支情况/

/** What a clause says about whether its figure has come about; null when it says nothing. */
export function modalityIn(words: string): Modality | null {
  if (EXPECTED.test(words)) return 'expected'
  if (PLANNED.test(words)) return 'planned'
  if (CUMULATIVE.test(words)) return 'cumulative'
  return DONE.test(words) ? 'actual' : null
}

/** Modality of everything under the headings: planned under 2026年预算草案, unless a nearer one reports results. */
export function modalityOfHeadings(path: readonly string[]): Modality {
  for (const heading of path.toReversed()) {
    if (DONE_HEADING.test(heading)) return 'actual'
    if (PLANNED_HEADING.test(heading)) return 'planned'
  }
  return 'actual'
}
