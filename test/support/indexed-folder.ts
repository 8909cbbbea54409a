import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Embedder } from '../../src/embedding/embedder.ts'
import type { Lexicon } from '../../src/lexicon/lexicon.ts'
import { readLexicon } from '../../src/lexicon/read-lexicon.ts'
import { indexReports } from '../../src/report-index/indexing.ts'
import type { IndexingOptions, IndexingSummary } from '../../src/report-index/indexing.ts'
import type { OpenIndex, ReportIndex } from '../../src/report-index/report-index.ts'
import { openIndex } from '../../src/report-index/sqlite/open-index.ts'
import { fakeEmbedder } from './fake-embedder.ts'

/** The tables that the project ships. */
export const LEXICON_DIR = fileURLToPath(new URL('../../data/lexicon', import.meta.url))

let lexicon: Lexicon | undefined

/** The project's own lexicon, read once a test file. */
export function realLexicon(): Lexicon {
  lexicon ??= readLexicon(LEXICON_DIR)
  return lexicon
}

/** A model for indexing that remembers every text it was given. */
export interface CountingModel extends NonNullable<IndexingOptions['model']> {
  readonly embedded: readonly string[]
  readonly opened: () => number
}

export function countingModel(
  modelId = 'fake',
  options: { readonly maxCharacters?: number; readonly onText?: (count: number) => unknown } = {},
): CountingModel {
  const embedded: string[] = []
  let opened = 0
  const embedder = fakeEmbedder(modelId)
  return {
    modelId,
    dimensions: embedder.dimensions,
    maxCharacters: options.maxCharacters ?? 480,
    embedded,
    opened: () => opened,
    async open(): Promise<Embedder> {
      opened++
      return {
        ...embedder,
        embed(text, role) {
          embedded.push(text)
          options.onText?.(embedded.length)
          return embedder.embed(text, role)
        },
      }
    },
  }
}

/** Folders of reports and index in a temporary place. */
export interface IndexedFolder {
  readonly reportsDir: string
  readonly indexDir: string
  write(file: string, content: string | Uint8Array): void
  remove(file: string): void
  rename(from: string, to: string): void
  /** Indexes with the model, or without one for `undefined`. */
  index(model: IndexingOptions['model'], options?: Partial<IndexingOptions>): Promise<IndexingSummary>
  /** Opens the index for reading with a model of that name; closed with the folder. */
  open(modelId?: string): OpenIndex
  /** Reads the newest generation; fails where there is none. */
  read<T>(use: (index: ReportIndex) => T, modelId?: string): T
  dispose(): void
}

export function createIndexedFolder(): IndexedFolder {
  const root = mkdtempSync(path.join(tmpdir(), 'reports-'))
  const reportsDir = path.join(root, 'reports')
  const indexDir = path.join(root, 'index')
  mkdirSync(reportsDir)
  const opened: OpenIndex[] = []
  const folder: IndexedFolder = {
    reportsDir,
    indexDir,
    write(file, content) {
      mkdirSync(path.dirname(path.join(reportsDir, file)), { recursive: true })
      writeFileSync(path.join(reportsDir, file), content)
    },
    remove: (file) => rmSync(path.join(reportsDir, file)),
    rename: (from, to) => renameSync(path.join(reportsDir, from), path.join(reportsDir, to)),
    index: (model, options) => indexReports({ reportsDir, indexDir, lexicon: realLexicon(), model, ...options }),
    open(modelId = 'fake') {
      const index = openIndex(indexDir, fakeEmbedder(modelId))
      opened.push(index)
      return index
    },
    read(use, modelId) {
      const result = folder.open(modelId).read((index) => ({ value: use(index) }))
      if (result === undefined) throw new Error('nothing was indexed')
      return result.value
    },
    dispose() {
      for (const index of opened) index.close()
      rmSync(root, { recursive: true, force: true })
    },
  }
  return folder
}

/** A short report with one figure, in Markdown. */
export function report(title: string, ...paragraphs: readonly string[]): string {
  return `# ${title}\n\n${paragraphs.join('\n\n')}\n`
}
