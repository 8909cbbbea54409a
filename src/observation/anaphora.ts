import type { Lead } from './lead.ts'
import { skipOpening } from './mentions.ts'
import { nounPhrase, type Phrase, type PhraseSource } from './noun-phrase.ts'
import type { Topic } from './topic.ts'
import { within } from './within.ts'

/** 在全国综保区中, 、全国省会城市: among whom the rank is. */
const AMONG =
  /^[，、和及与]?(?:在.{1,14}中|[^，。；]{1,14}(?:城市|省份|地区|市州|地市|县区|同类|同行|综保区|园区|企业))$/

/** True when the words before a rank or a share are no indicator of their own: 出口值占全国46.4% after its amount. */
export function isOfSubject(words: string, { figures: [first], predicate }: Lead, { subject }: Topic): boolean {
  if (subject === null) return false
  if (first.kind === 'rank' && AMONG.test(words)) return true
  if (predicate.measure !== 'rank' && predicate.measure !== 'share') return false
  const bare = words.replace(/^[，、\s]+/, '').replace(/(?:规模|总量|总额|总值|值|额)$/, '')
  return bare.length > 1 && subject.indicators.some(({ name }) => name.length > bare.length && name.includes(bare))
}

/** 特别是工业投资，同比增长33.3%: the clause before where it is a known indicator and nothing else; null otherwise. */
export function namedAlone({ before: [clause], predicate }: Lead, source: PhraseSource): Phrase | null {
  if (clause === undefined || predicate.text === '') return null
  const start = skipOpening(source, clause)
  const isAlone = within(source.indicators, { start, end: clause.end }).some(
    (name) => name.start === start && name.end === clause.end,
  )
  return isAlone ? nounPhrase(source, clause) : null
}

/** 分别高于全国、全省3.3、4.6个百分点: one indicator, compared with as many as there are figures. */
export function comparesWithSeveral({ predicate: { measure, text } }: Pick<Lead, 'predicate'>): boolean {
  return measure === 'difference' && /[、和与]/.test(text)
}
