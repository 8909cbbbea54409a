import type { Modality } from './observation.ts'

const EXPECTED = /预计|有望|将(?:$|达|突破|超|实现|增|完成|建|新|带|形|累计|为)|可达|预测/
const PLANNED =
  /力争|目标|(?<![术学动养程科技])计划(?=到|在|于|总投资|新|建|投|完|实|今|年|发|用|引|将|募|争|安排|为|达|突破|增|：)|拟|确保|(?:收入|支出|资金|预算|投资)(?:预算)?(?:拟)?安排|(?:年初|调整|年度|变动)(?:收入|支出)?预算(?!的)|预期|规划(?!院|区)|预算(?:为|数为|合计|总计|数)|(?:收入|支出)预算$|预算草案|谋划|建议安排/
/** Plans that a figure is only compared with. */
const COMPARED_PLAN =
  /(?:[比较与为占]|相当于|完成|超过|高于|低于)[^，]{0,8}(?:预算数?|目标|计划|预期|完成数|执行数|决算数)(?!数?(?:为|安排))/g
const CUMULATIVE = /累计|累积/
const DONE = /实际|执行(?:结果|完成|数)|完成|实现了|已(?!下达)|决算数?/
const PLANNED_HEADING = /草案|安排|目标|计划|预期|规划|展望|思路|打算|编制/
const DONE_HEADING = /执行|决算|回顾|完成情况|总结|成就|成绩|收支情况/

/** What a clause says about whether its figure has come about; null when it says nothing. */
export function modalityIn(clause: string): Modality | null {
  const words = clause.replace(COMPARED_PLAN, '')
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
