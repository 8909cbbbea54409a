import type { ParagraphKind } from '../../document/document.ts'
import { createBoundedCache } from '../bounded-cache.ts'
import { contextHeader } from '../context-header.ts'
import type { ArticleFacts, DocumentFacts, Passage } from '../report-index.ts'
import { tokensOf } from '../tokens.ts'
import type { Database } from './database.ts'
import { DamagedError } from './database.ts'
import { readStored } from './rows.ts'

/** Passages of one generation, and the words they hold. Lists keep the order of the rows asked for. */
export interface PassageRows {
  /** Those of the rows that there are. */
  readonly passages: (rows: readonly number[]) => Passage[]
  readonly byId: (paragraphId: string, documentId: string) => Passage | undefined
  readonly neighbour: (row: number, step: -1 | 1) => Passage | undefined
  readonly position: (row: number) => Position
  /** Which of the tokens each passage holds, its header included; a row that is not there is absent. */
  readonly held: (tokens: readonly string[], rows: readonly number[]) => Map<number, ReadonlySet<string>>
}

/** Where a passage stands among those of its kind in its article; `number` counts from 1, 0 of 0 where it is not. */
interface Position {
  readonly number: number
  readonly total: number
}

/** Articles whose facts and words are kept at hand: passages of one article are asked for together. Some 3 KB each. */
const ARTICLES_AT_HAND = 2000

export function createPassageRows(database: Database): PassageRows {
  const find = prepare(database)
  const articles = createBoundedCache(ARTICLES_AT_HAND, (row: number) => readArticle(find.article.get(row)))
  const passageFrom = (row: PassageRow | undefined) => row && toPassage(row, articles.get(row.article))
  const inOrder = (rows: readonly number[]) => {
    const found = new Map(find.byRows.all(JSON.stringify(rows)).map((row) => [row.row, row]))
    return rows.flatMap((row) => found.get(row) ?? [])
  }
  return {
    passages: (rows) => inOrder(rows).map((row) => toPassage(row, articles.get(row.article))),
    byId: (paragraphId, documentId) =>
      passageFrom(find.byIds.get(paragraphId, documentId) ?? find.byId.get(paragraphId)),
    neighbour: (row, step) => passageFrom(find.neighbour[step].get(row, row)),
    position: (row) => find.position.get(row, row) ?? { number: 0, total: 0 },
    held: (tokens, rows) =>
      new Map(inOrder(rows).map((row) => [row.row, heldBy(row, articles.get(row.article), tokens)])),
  }
}

/** `path` is a list as JSON, written by this program. */
interface PassageRow {
  readonly row: number
  readonly article: number
  readonly id: string
  readonly kind: ParagraphKind
  readonly number: number | null
  readonly page: number | null
  readonly repaired: number
  readonly recognised: number
  readonly path: string
  readonly text: string
}

interface ArticleRow {
  readonly article: string
  readonly document: string
}

/** What the passages of an article have in common. */
interface ArticleAtHand {
  readonly article: ArticleFacts
  readonly document: DocumentFacts
  readonly tokens: ReadonlySet<string>
}

const PASSAGE = 'SELECT row, article, id, kind, number, page, repaired, recognised, path, text FROM paragraph'

/** Prepared once a generation: preparing takes longer than most of the look-ups. Lists come in as JSON arrays. */
function prepare(database: Database) {
  const passage = (where: string) => database.prepare<(string | number)[], PassageRow>(`${PASSAGE} WHERE ${where}`)
  const sameArticle = `kind <> 'heading' AND article = (SELECT article FROM paragraph WHERE row = ?)`
  return {
    byRows: passage('row IN (SELECT value FROM json_each(?))'),
    byId: passage('id = ? ORDER BY row LIMIT 1'),
    byIds: passage(
      'id = ? AND article IN (SELECT row FROM article WHERE report IN (SELECT row FROM report WHERE id = ?)) ORDER BY row LIMIT 1',
    ),
    neighbour: {
      [-1]: passage(`row < ? AND ${sameArticle} ORDER BY row DESC LIMIT 1`),
      1: passage(`row > ? AND ${sameArticle} ORDER BY row LIMIT 1`),
    },
    position: database.prepare<[number, number], Position>(
      `SELECT count(*) AS total, count(*) FILTER (WHERE other.row <= ?) AS number
       FROM paragraph AS one JOIN paragraph AS other USING (article, kind) WHERE one.row = ?`,
    ),
    article: database.prepare<[number], ArticleRow>(
      `SELECT article.facts AS article, report.facts AS document
       FROM article JOIN report ON report.row = article.report WHERE article.row = ?`,
    ),
  }
}

function readArticle(row: ArticleRow | undefined): ArticleAtHand {
  if (row === undefined) throw new DamagedError('a paragraph without its article')
  return readStored(() => {
    const article: ArticleFacts = JSON.parse(row.article)
    const document: DocumentFacts = JSON.parse(row.document)
    return { article, document, tokens: new Set(tokensOf(contextHeader(document, article, []))) }
  })
}

function toPassage({ path, repaired, recognised, ...row }: PassageRow, { article, document }: ArticleAtHand): Passage {
  const marks = { repaired: repaired === 1, recognised: recognised === 1 }
  return { ...row, path: readPath(path), ...marks, article, document }
}

function readPath(json: string): string[] {
  return json === '[]' ? [] : readStored(() => JSON.parse(json))
}

/** Word by word what was indexed: no token reaches over the border of two parts of header, path and text. */
function heldBy({ path, text }: PassageRow, article: ArticleAtHand, tokens: readonly string[]): Set<string> {
  const own = new Set(tokensOf(`${readPath(path).join(' ')}\n${text}`))
  return new Set(tokens.filter((token) => own.has(token) || article.tokens.has(token)))
}
