import type { Article, Document, ParagraphKind } from '../document/document.ts'
import type { ScopedObservation } from '../observation/observation.ts'

export type DocumentFacts = Omit<Document, 'articles'>
export type ArticleFacts = Omit<Article, 'paragraphs'>

/** A paragraph as it lies in the index, with what stands around it. */
export interface Passage {
  /** Its number in this generation of the index; holds no longer than that. */
  readonly row: number
  /** The paragraph's id: the same in every generation in which its text stands. */
  readonly id: string
  readonly kind: ParagraphKind
  readonly text: string
  readonly path: readonly string[]
  readonly repaired: boolean
  /** Read from a picture of the page. */
  readonly recognised: boolean
  /** Place among the body paragraphs of its article, from 1; null for headings, captions and rows. */
  readonly number: number | null
  /** Page of the file, from 1; null where the format has none. */
  readonly page: number | null
  readonly article: ArticleFacts
  readonly document: DocumentFacts
}

/** An observation and the row of the passage it stands in. */
export interface IndexedObservation {
  readonly row: number
  readonly passage: number
  readonly observation: ScopedObservation
}

/** A passage found by one leg; higher is better, scores of different legs cannot be compared. */
export interface ScoredRow {
  readonly row: number
  readonly score: number
}

export interface IndexStatus {
  readonly generation: number
  /** ISO time of the last change. */
  readonly builtAt: string
  readonly documents: number
  readonly paragraphs: number
  readonly observations: number
  /** Whose vectors the generation has; null for none. */
  readonly model: string | null
  /** Null when vectors serve; otherwise one Chinese sentence that says why they do not and what to do. */
  readonly vectorsMissing: string | null
  /** False when the graph is missing or damaged and vectors are searched one by one. */
  readonly graph: boolean
}

/** What the figure asked for is like, as far as the question says. */
export interface Likely {
  /** Of one of these canonical places; `names` are all the words by which a passage may call them. */
  readonly places?: { readonly canonicals: readonly string[]; readonly names: readonly string[] }
  /** ISO dates; a figure of any stretch that they touch may be meant. */
  readonly dates?: { readonly from: string; readonly to: string }
}

export interface AboutOptions {
  /** Where there are more than so many, at most so many of the likely ones: of the asked place first, then the newest. */
  readonly limit?: number
  /** Rules out no observation that the question may mean: undated ones and those without a place always are likely. */
  readonly likely?: Likely
}

/** How much of a report there is to search; headings are not counted. */
export interface ReportSize {
  readonly paragraphs: number
  readonly figures: number
}

/** One generation of the index, read only. Everything is synchronous; lists are empty where nothing is found. */
export interface ReportIndex {
  status(): IndexStatus
  /** The folder whose reports it holds, absolute. */
  reportsDir(): string
  documents(): readonly DocumentFacts[]
  /** The newest date that a document states or reports on (ISO, as exact as stated); null without any. */
  newestDate(): string | null
  /** Of the report with this name; zeros where there is none. */
  sizeOf(file: string): ReportSize
  /** The passages of the reports with these names. */
  rowsOf(files: readonly string[]): number[]
  passage(row: number): Passage | undefined
  /** Those of the rows that there are, in the order of the rows. */
  passages(rows: readonly number[]): Passage[]
  /** By the stable id; the document's id decides between equal paragraphs of two documents. */
  passageById(paragraphId: string, documentId?: string): Passage | undefined
  /** The paragraph before (-1) or after (1) in its article, headings skipped. */
  neighbour(row: number, step: -1 | 1): Passage | undefined
  /** Where a passage stands among those of its kind in its article; `number` counts from 1. */
  position(row: number): { readonly number: number; readonly total: number }
  observationsOf(rows: readonly number[]): IndexedObservation[]
  /** Observations with one of these canonical indicators, all of them without a limit. */
  observationsAbout(indicators: readonly string[], options?: AboutOptions): IndexedObservation[]
  /** The canonical indicators of all observations and how often each occurs, commonest first. */
  indicators(): { readonly canonical: string; readonly count: number }[]
  /** The words leg: passages that hold the rarest of the tokens, best first. */
  byWords(tokens: readonly string[], limit: number): ScoredRow[]
  /** In how many passages each token stands; absent when in none. */
  frequencies(tokens: readonly string[]): Map<string, number>
  /** Which of the tokens each passage holds, its header included. */
  tokensHeld(tokens: readonly string[], rows: readonly number[]): Map<number, ReadonlySet<string>>
  /** The vector leg; empty when vectors do not serve. */
  byVector(vector: Float32Array, limit: number): ScoredRow[]
  /** The cosine of each passage's best window; a passage without vectors is absent. */
  cosines(vector: Float32Array, rows: readonly number[]): Map<number, number>
}

/** An index that other processes may rebuild meanwhile. */
export interface OpenIndex {
  /** Runs `use` on the newest generation, the same for all its look-ups; undefined while nothing was indexed yet. */
  read<T>(use: (index: ReportIndex) => T): T | undefined
  close(): void
}
