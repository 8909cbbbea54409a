import type { Lexicon } from '../lexicon/lexicon.ts'
import type { Observation, Slot } from '../observation/observation.ts'
import type { Ask } from '../retrieval/question.ts'
import { worse } from './agreement.ts'
import type { Agreement, Agreements, Frame } from './agreement.ts'
import type { Candidate } from './candidate.ts'
import {
  isAskedGrowth,
  isAskedIndicator,
  isAskedOfBudget,
  isListMember,
  isOtherQuantity,
  qualifierOf,
} from './indicator-match.ts'
import { measureAgreement } from './measure-agreement.ts'
import { periodAgreement } from './period-agreement.ts'
import { placeAgreement } from './place-agreement.ts'
import { askedScope } from './scope.ts'
import type { Support } from './support.ts'
import { yardstickAgreement } from './yardstick-agreement.ts'
import type { MeasureSupport } from './support.ts'

/** A candidate held against one ask. */
export interface Weighed {
  readonly candidate: Candidate
  readonly agreements: Agreements
  readonly support: Support
}

/** Words beside a known indicator that the clause of the figure or the headings above it must hold. */
const QUALIFIER_SUPPORT = 0.5
/** The figure's sentence does as well when it holds nearly all of them: 示范园区引进企业11家，总装机容量220万千瓦. */
const SENTENCE_SUPPORT = 0.9
/** The same where no table knows the indicator, so that the words alone carry the question. */
const TOPIC_SUPPORT = 0.6
/** Then the figure's own indicator must be asked for as well: 规上企业 is not 民营企业, although 企业 is in both. */
const ASKED_SUPPORT = 0.5

/** 金融超市平台放款 is answered by 放款 of a sentence whose paragraph is about that platform, if hardly a word is missing. */
const NAMED_IN_FULL = 0.9

/** A figure whose indicator could not be told answers only when its clause holds nearly all of the question. */
const NAMELESS_SUPPORT = 0.8

export function weigh(
  ask: Ask,
  candidate: Candidate,
  { frame, support }: { frame: Frame; support: MeasureSupport },
): Weighed {
  const supported = support(candidate.observation, candidate.passage)
  const indicator = indicatorAgreement(ask, candidate, { support: supported, lexicon: frame.lexicon })
  const agreements = indicator === 'other' ? OTHER_INDICATOR : slotAgreements(ask, candidate, { indicator, frame })
  return { candidate, support: supported, agreements }
}

/** Most candidates are about something else; their other slots are not looked at. */
const OTHER_INDICATOR: Agreements = { indicator: 'other', measure: 'open', place: 'open', period: 'open' }

function slotAgreements(
  ask: Ask,
  candidate: Candidate,
  { indicator, frame: { lexicon, today } }: { indicator: Agreement; frame: Frame },
): Agreements {
  return {
    indicator: worse(indicator, scopeAgreement(ask, candidate)),
    measure: worse(
      measureAgreement(ask, candidate.observation, lexicon),
      yardstickAgreement(ask.yardstick, candidate, lexicon),
    ),
    place: placeAgreement(ask.place, candidate, lexicon),
    period: periodAgreement(ask.period, candidate, today),
  }
}

interface Grounds {
  readonly support: Support
  readonly lexicon: Lexicon
}

function indicatorAgreement(ask: Ask, { observation, passage }: Candidate, { support, lexicon }: Grounds): Agreement {
  const { indicator } = ask
  if (indicator === null) return topicAgreement(ask, observation, support)
  const { indicators, start: end } = observation
  const isNamed = indicators.some(
    (slot) =>
      isAskedIndicator(indicator, slot, lexicon) ||
      isAskedOfBudget(indicator, slot, { question: ask.text, lexicon }) ||
      isListMember(indicator, slot, { passage, end }) ||
      (ask.measure === 'rank' && isAskedGrowth(ask.text, indicator, slot)),
  )
  if (isNamed && support.context >= QUALIFIER_SUPPORT) return 'same'
  if (isNamed) return support.sentence >= SENTENCE_SUPPORT ? 'near' : 'other'
  // 新能源项目投资: the printed indicator is the asked name with the asked words before it. 出口 is no part of 进出口.
  const isQualified = indicators.some(({ text }) => text.replaceAll('进出口', '').includes(indicator.text))
  if (isQualified && qualifierOf(ask) !== '' && support.indicator >= TOPIC_SUPPORT) return 'same'
  return isSameInOtherWords(observation, { support, lexicon }) ? 'near' : 'other'
}

/** A table's name may be part of what was asked (科技成果 of …项科技成果拿到…科技进步奖): then the clause decides. */
const OTHER_WORDS_SUPPORT = 0.8
/** And the figure's own indicator hardly more than was asked: 半导体出口额 is not 出口额. */
const OTHER_WORDS_ASKED = 0.7

/** Only for figures whose indicator no table knows: between two known ones there is no likeness, only a difference. */
function isSameInOtherWords({ indicators }: Observation, { support, lexicon }: Grounds): boolean {
  const isUnknown = indicators.every(({ canonical }) => lexicon.indicator(canonical) === undefined)
  return isUnknown && support.whole >= OTHER_WORDS_SUPPORT && support.asked >= OTHER_WORDS_ASKED
}

/** 市级 is not answered by the whole city's figure; without a word about it the whole is meant, and a part comes after it. */
function scopeAgreement(ask: Ask, { observation: { scope: own } }: Candidate): Agreement {
  const asked = askedScope(ask)
  if (asked === undefined) return own === 'whole' ? 'same' : 'near'
  return asked === own ? 'same' : 'other'
}

/** 昌吉州增长多少 names nothing but a measure: every growth is one of the readings. */
function topicAgreement(ask: Ask, { indicators }: Observation, support: Support): Agreement {
  const { topic } = ask
  if (topic === '') return ask.measure === null && ask.unit === null ? 'other' : 'near'
  if (isTopicItself(topic, indicators)) return support.sentence >= TOPIC_SUPPORT ? 'same' : 'other'
  if (indicators.length === 0) return support.clause >= NAMELESS_SUPPORT ? 'near' : 'other'
  return isAskedWithTopic(ask, indicators, support) ? 'near' : 'other'
}

function isAskedWithTopic(ask: Ask, indicators: readonly Slot[], support: Support): boolean {
  if (isOtherQuantity(ask.topic, indicators)) return false
  return (support.asked >= ASKED_SUPPORT || isCostAsked(ask, indicators)) && isAboutTopic(support)
}

const SPENT = /[花投砸]了?多少钱|耗资/u
const COST = /^(?:项目)?总?投资(?:总?额)?$/u

/** 那个风电花了多少钱 asks for what is printed as its 总投资. */
function isCostAsked({ text }: Pick<Ask, 'text'>, indicators: readonly Slot[]): boolean {
  return (
    SPENT.test(text) && indicators.some(({ text: printed, canonical }) => COST.test(printed) || COST.test(canonical))
  )
}

function isAboutTopic({ sentence, asked, passage }: Support): boolean {
  return sentence >= TOPIC_SUPPORT || (asked >= NAMED_IN_FULL && passage >= NAMED_IN_FULL)
}

/** 汽车制造业增加值 of 规模以上工业 汽车制造业增加值: one of the asked words is the figure's name. */
function isTopicItself(topic: string, indicators: readonly Slot[]): boolean {
  const words = new Set(topic.split(' ').filter((word) => word.length >= 4))
  return indicators.some(({ text, canonical }) => words.has(text) || words.has(canonical))
}

/** True when no slot of the figure contradicts the question. */
export function fits({ agreements }: Weighed): boolean {
  return Object.values(agreements).every((agreement) => agreement !== 'other')
}
