import type { SlotName } from '../answer/answer.ts'
import type { Database } from '../report-index/sqlite/database.ts'
import { createPersonKey } from './person-key.ts'

/** A question with its answer, as it is kept for the admin. */
export interface Asked {
  readonly question: string
  readonly answer: string
  readonly kind: string
}

/** A question as it can be answered again, and what a question about its answer leans on. */
export interface AskedAgain {
  readonly question: string
  /** What it took its missing parts from, as JSON; undefined for nothing. */
  readonly leanedOn: string | undefined
  readonly leaves: string | undefined
}

/** What the reports lack to answer a question. */
export interface Gap {
  readonly slot: SlotName
  readonly missing: string
}

/** A question on its way into the log. */
export interface ToLog extends Asked, AskedAgain {
  /** Who asked, by the channel's id; what is kept of it names nobody. */
  readonly person: string
  readonly gaps: readonly Gap[]
}

/** Something that was missing, and in how many questions. */
export interface CountedGap extends Gap {
  readonly count: number
}

/** A question as it is exported. */
export interface LoggedQuestion extends Asked {
  readonly number: number
  /** ISO time. */
  readonly askedAt: string
  readonly isWrong: boolean
  /** What was missing, joined by 、; '' for nothing. */
  readonly missing: string
}

/** The questions with their answers, without names. */
export interface QuestionLog {
  /** Keeps a question with its answer and gives its number. */
  keep(asked: ToLog): number
  /** Undefined where it is not kept any more. */
  asked(number: number): AskedAgain | undefined
  /** Notes that somebody holds an answer to be wrong; false where it is not kept any more. */
  markWrong(number: number, person: string): boolean
  /** The answers marked as wrong, newest first. */
  wrong(): Asked[]
  /** What was missing, commonest first. */
  gaps(): CountedGap[]
  /** The questions that nothing answered, newest first. */
  unanswered(): Asked[]
  /** All of them, newest first. */
  all(): LoggedQuestion[]
  /** Deletes what a person asked and marked, and gives how much that was. */
  forget(person: string): { readonly questions: number; readonly marks: number }
}

interface AskedRow {
  readonly question: string
  readonly leaned_on: string | null
  readonly leaves: string | null
}

/** wrong = 1 is of the time before marks were kept apart. */
const IS_WRONG = '(wrong = 1 OR number IN (SELECT asked FROM mark))'

/** Creates the log that a state file keeps. `at` gives the present time in ISO form. */
export function createQuestionLog(database: Database, at: () => string): QuestionLog {
  const keyOf = createPersonKey(database)
  return {
    ...askedIn(database, keyOf, at),
    ...reviewOf(database),
    markWrong(number, person) {
      if (database.prepare('SELECT 1 FROM asked WHERE number = ?').get(number) === undefined) return false
      database.prepare('INSERT OR IGNORE INTO mark (asked, person) VALUES (?, ?)').run(number, keyOf(person))
      return true
    },
    forget: database.transaction((person: string) => {
      const key = keyOf(person)
      database.prepare('DELETE FROM answered WHERE asked IN (SELECT number FROM asked WHERE person = ?)').run(key)
      const marks = database.prepare('DELETE FROM mark WHERE person = ?').run(key).changes
      return { questions: database.prepare('DELETE FROM asked WHERE person = ?').run(key).changes, marks }
    }),
  }
}

type KeyOf = ReturnType<typeof createPersonKey>

function askedIn(database: Database, keyOf: KeyOf, at: () => string): Pick<QuestionLog, 'keep' | 'asked'> {
  const insert = database.prepare(
    `INSERT INTO asked (question, answer, kind, leaned_on, leaves, person, asked_at) VALUES (?, ?, ?, ?, ?, ?, ?)`,
  )
  const insertGap = database.prepare('INSERT INTO gap (asked, slot, missing) VALUES (?, ?, ?)')
  return {
    keep: database.transaction(({ question, answer, kind, leanedOn, leaves, person, gaps }: ToLog) => {
      const row = [question, answer, kind, leanedOn ?? null, leaves ?? null, keyOf(person), at()]
      const number = Number(insert.run(...row).lastInsertRowid)
      for (const { slot, missing } of gaps) insertGap.run(number, slot, missing)
      return number
    }),
    asked(number) {
      const row = database
        .prepare<[number], AskedRow>('SELECT question, leaned_on, leaves FROM asked WHERE number = ?')
        .get(number)
      return row && { question: row.question, leanedOn: row.leaned_on ?? undefined, leaves: row.leaves ?? undefined }
    },
  }
}

interface LoggedRow extends Omit<LoggedQuestion, 'isWrong'> {
  readonly isWrong: number
}

function reviewOf(database: Database): Pick<QuestionLog, 'wrong' | 'gaps' | 'unanswered' | 'all'> {
  const select = (where: string) =>
    database.prepare<[], Asked>(`SELECT question, answer, kind FROM asked WHERE ${where} ORDER BY number DESC`)
  return {
    wrong: () => select(IS_WRONG).all(),
    unanswered: () => select("kind = 'not-found'").all(),
    gaps: () =>
      database
        .prepare<[], CountedGap>(
          'SELECT slot, missing, count(*) AS count FROM gap GROUP BY slot, missing ORDER BY count DESC, max(asked) DESC',
        )
        .all(),
    all: () =>
      database
        .prepare<[], LoggedRow>(
          `SELECT number, asked_at AS askedAt, question, kind, answer, ${IS_WRONG} AS isWrong,
            coalesce((SELECT group_concat(missing, '、') FROM gap WHERE gap.asked = number), '') AS missing
           FROM asked ORDER BY number DESC`,
        )
        .all()
        .map(({ isWrong, ...row }) => Object.assign(row, { isWrong: isWrong === 1 })),
  }
}
