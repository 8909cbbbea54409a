import type { Ask, Question } from '../../src/retrieval/question.ts'

/** A question as the tables of tests write it; test/retrieval/questions.txt explains the marks. */
export function shown({ asks, wantsAll }: Pick<Question, 'asks' | 'wantsAll'>): string {
  return asks.map(shownAsk).join(' ； ') + (wantsAll ? ' all' : '')
}

function shownAsk({ indicator, topic, place, period, yardstick, measure, unit, wantsAmount, isPlan }: Ask): string {
  const words = topic === '' ? '' : `“${topic}”`
  const thing = [indicator?.canonical, words].filter(Boolean).join('+')
  return [
    thing === '' ? '–' : thing,
    marked('@', place?.text),
    marked('#', period?.text),
    marked('/', yardstick?.text),
    measure,
    marked('=', unit?.text),
    wantsAmount ? '?' : '',
    isPlan ? 'plan' : '',
  ]
    .filter(Boolean)
    .join(' ')
}

function marked(mark: string, text: string | undefined): string {
  return text === undefined ? '' : mark + text
}
