import type { Modality, PeriodSlot, Slot, Stage } from './observation.ts'
import type { PeriodUse } from './period-uses.ts'
import type { PlaceUse } from './place-uses.ts'
import { WORLD } from './self-places.ts'

/** An indicator as it was read: the printed words and the name they stand for. */
export interface ReadIndicator {
  readonly text: string
  /** The printed words without verb and scope. */
  readonly name: string
  /** Where the words end. */
  readonly end: number
  readonly canonical: string
}

/** What the figure before was about: a bare 增长5% takes it over. */
export interface Subject {
  /** One, or several where figures were distributed over a list. */
  readonly indicators: readonly ReadIndicator[]
  /** True when the list has a figure for every indicator, so that the next list of figures goes the same way. */
  readonly isDistributed: boolean
  /** Base unit of its level; null when none was printed. */
  readonly unit: string | null
  /** One for each figure of the list, or one for all. */
  readonly places: readonly (Slot | null)[]
  readonly periods: readonly (PeriodSlot | null)[]
  readonly modality: Modality
  readonly stage: Stage
  /** Number of the clause it was read in. */
  readonly clause: number
}

/** What a reader keeps in mind while going through a paragraph. */
export interface Topic {
  readonly sentence: number
  /** 其中, 分行业看: the sentence goes on with parts of what the one before was about. */
  readonly isContinuation: boolean
  /** True from 其中 on: what follows in the sentence are parts of what it began with. */
  readonly isOfParts: boolean
  readonly place: PlaceUse | null
  /** The place that an earlier sentence gave figures to. */
  readonly paragraphPlace: PlaceUse | null
  readonly period: PeriodUse | null
  readonly periodIsEarlier: boolean
  readonly subject: Subject | null
  /** The indicators that figures of the sentence were named by, one for each, up to now. */
  readonly named: readonly ReadIndicator[]
  /** The name that shortened names of a list are completed by (粮食产量 for 夏粮); null for none. */
  readonly model: string | null
  /** The printed words of the sentence that a bare side goes on with (普通高中招生 for 在校生); null for none. */
  readonly sideModel: string | null
  /** The model of the sentences before, for 支出 after 政府性基金收入. */
  readonly earlierModel: string | null
  /** Base unit of the model's level; null when none was printed. */
  readonly modelUnit: string | null
  /** 市本级 and the like; empty for the whole. */
  readonly scope: string
  /** The scope that a sentence of the paragraph began with: it holds until another begins with another. */
  readonly paragraphScope: string
  readonly modality: Modality | null
  /** Where the noun behind the last figure ended: it names nothing more. */
  readonly readTo: number
  /** The company or enterprises whose accounts are reported; empty for none. */
  readonly owner: string
}

/** Before the first sentence. `scope` and `account` (政府性基金收入) are what the headings set. */
export function openingTopic(scope: string, account: string | null): Topic {
  return {
    sentence: 0,
    isContinuation: false,
    isOfParts: false,
    place: null,
    paragraphPlace: null,
    period: null,
    periodIsEarlier: false,
    subject: null,
    named: [],
    model: null,
    sideModel: null,
    earlierModel: account,
    paragraphScope: scope,
    modelUnit: null,
    scope,
    modality: null,
    readTo: 0,
    owner: '',
  }
}

/** 二是…: a list that the first item dates. */
const NEXT_ITEM = /^[\s“”]*(?:[二三四五六七八九]是|[二三四五六七八九]、)/
const OF_WHICH = /^[\s“”]*其中/
const CONTINUATION = /^[\s“”]*(?:其中|分.{1,12}看|按.{1,12}[分看]|从.{1,12}看|在.{1,16}中，|其他|以上)/

/** At the start of a sentence: what the one before leaves behind. `words` are those of the new one. */
export function nextSentence(topic: Topic, sentence: number, words: string): Topic {
  const isContinuation = CONTINUATION.test(words)
  const kept = isContinuation ? topic : { place: null, model: null, sideModel: null, modality: null }
  return {
    ...topic,
    place: kept.place,
    model: kept.model,
    sideModel: kept.sideModel,
    modality: kept.modality,
    sentence,
    isContinuation,
    isOfParts: isContinuation,
    paragraphPlace: paragraphPlaceAfter(topic),
    period: isContinuation || NEXT_ITEM.test(words) || isTitle(topic) ? topic.period : null,
    periodIsEarlier: true,
    subject: null,
    named: [],
    earlierModel: topic.sideModel ?? topic.earlierModel,
    scope: OF_WHICH.test(words) ? topic.scope : topic.paragraphScope,
  }
}

/** 二是支出有力保障。 was the title of what follows. */
function isTitle({ subject, periodIsEarlier }: Topic): boolean {
  return subject === null && periodIsEarlier
}

/** A place that got no figure was only mentioned, and of several places none goes on; the world is told of in passing. */
function paragraphPlaceAfter({ subject, place, paragraphPlace }: Topic): PlaceUse | null {
  if (place?.canonical === WORLD) return paragraphPlace
  return subject === null || subject.places.length > 1 ? paragraphPlace : (place ?? paragraphPlace)
}
