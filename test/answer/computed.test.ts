import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { convertedTo, differenceOf } from '../../src/answer/computed.ts'
import type { Observation } from '../../src/observation/observation.ts'
import { realLexicon } from '../support/indexed-folder.ts'
import { observationOf } from '../support/made-observation.ts'

const growth = (text: string, given: Partial<Observation> = {}) => observationOf(text, { measure: 'growth', ...given })
/** As observations have it: the value as printed, `normal` with a minus. */
const fall = (text: string) => {
  const { normal, ...figure } = growth(text)
  return { ...figure, normal: normal && { ...normal, value: -normal.value } }
}

/** What the observation is in that unit. */
function to(surface: string, observation: Observation): string | undefined {
  const unit = realLexicon().unit(surface)
  return unit && convertedTo(unit, observation)
}
const printed = (hundredths: number) => observationOf(`${(hundredths / 100).toFixed(2)}亿元`)

describe('a difference', () => {
  test.each([
    [growth('17.4%'), growth('7.0%'), '17.4% − 7.0%', '10.4个百分点'],
    [growth('8.75%'), growth('7.0%'), '8.75% − 7.0%', '1.75个百分点'],
    [growth('5.1%'), growth('7.0%'), '5.1% − 7.0%', '-1.9个百分点'],
    [growth('3.1%'), fall('2.4%'), '3.1% − （-2.4%）', '5.5个百分点'],
    [observationOf('3344.2亿元'), observationOf('3021.50亿元'), '3344.2亿元 − 3021.50亿元', '322.70亿元'],
    [observationOf('21.3亿元'), observationOf('204000万元'), '21.3亿元 − 20.4亿元（204000万元）', '0.9亿元'],
    [observationOf('2.5万亩'), observationOf('1000公顷'), '2.5万亩 − 1.5万亩（1000公顷）', '1.0万亩'],
    [observationOf('两千五百亿元'), observationOf('2400亿元'), '2500亿元 − 2400亿元', '100亿元'],
  ])('%#: the decimals are those that are printed', (a, b, ...[formula, result]) => {
    expect(differenceOf(a, b)).toEqual({ formula, result })
  })

  test.each([
    ['an amount and a growth', observationOf('21.3亿元'), growth('4.4%'), 'measures'],
    [
      'two ranks',
      observationOf('居第3位', { measure: 'rank' }),
      observationOf('居第5位', { measure: 'rank' }),
      'measures',
    ],
    ['bounds', observationOf('超过30亿元'), observationOf('20亿元'), 'inexact'],
    ['rounded numbers', observationOf('30亿元'), observationOf('约20亿元'), 'inexact'],
    ['two currencies', observationOf('30亿元'), observationOf('20亿美元'), 'units'],
    ['tons and people', observationOf('30万吨'), observationOf('20万人'), 'units'],
    ['a third of a hectare', observationOf('1公顷'), observationOf('1亩'), 'units'],
  ])('of %s is refused', (_, a, ...[b, why]) => {
    expect(differenceOf(a, b)).toBe(why)
  })

  test('is what whole numbers give, for every pair of printed amounts', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10 ** 9 }), fc.integer({ min: 1, max: 10 ** 9 }), (a, b) => {
        const computed = differenceOf(printed(a), printed(b))
        const result = typeof computed === 'string' ? '' : computed.result
        expect(Math.round(Number.parseFloat(result) * 100)).toBe(a - b)
      }),
    )
  })
})

describe('a conversion', () => {
  test.each([
    ['385.2亿元', '万元', '3852000万元'],
    ['204000万元', '亿元', '20.4亿元'],
    ['突破300亿元', '万元', '超过3000000万元'],
    ['约1.2万吨', '吨', '约12000吨'],
    ['30万亩', '公顷', '20000公顷'],
    ['1500万千瓦', '吉瓦', '15吉瓦'],
  ])('%s in %s is %s', (text, unit, converted) => {
    expect(to(unit, observationOf(text))).toBe(converted)
  })

  test.each([
    ['385.2亿元', '万吨'],
    ['385.2亿元', '亿美元'],
    ['17.4%', '亿元'],
    ['1亩', '公顷'],
    ['2.5%—3%', '%'],
  ])('%s has no exact number in %s', (text, unit) => {
    expect(to(unit, observationOf(text))).toBeUndefined()
  })
})
