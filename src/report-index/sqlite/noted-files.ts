import type { Database } from './database.ts'
import type { ReportEntry } from './report-rows.ts'
import { readStored } from './rows.ts'

/** What the files of the reports folder held when they were read last, so that those that stayed need not be opened. */
export interface NotedFiles {
  /** The reports of a file that had this stamp then; undefined where it was another, or nothing is noted. */
  find(file: string, stamp: string): readonly ReportEntry[] | undefined
  /** Makes these the notes; none of other files is left. */
  replace(notes: readonly NotedFile[]): void
}

export interface NotedFile {
  readonly file: string
  readonly stamp: string
  readonly entries: readonly ReportEntry[]
}

interface Row {
  readonly file: string
  readonly stamp: string
  readonly entries: string
}

export function createNotedFiles(database: Database): NotedFiles {
  const insert = database.prepare(
    'INSERT OR REPLACE INTO noted_file (file, stamp, entries) VALUES (:file, :stamp, :entries)',
  )
  const remove = database.prepare('DELETE FROM noted_file WHERE file = ?')
  const rows = database.prepare<[], Row>('SELECT file, stamp, entries FROM noted_file').all()
  const noted = new Map(rows.map((row) => [row.file, row]))
  return {
    find(file, stamp) {
      const row = noted.get(file)
      return row?.stamp === stamp ? readStored((): ReportEntry[] => JSON.parse(row.entries)) : undefined
    },
    replace: database.transaction((notes: readonly NotedFile[]) => {
      const stay = new Set(notes.map(({ file }) => file))
      for (const file of noted.keys()) if (!stay.has(file)) remove.run(file)
      for (const { file, stamp, entries } of notes) {
        if (noted.get(file)?.stamp !== stamp) insert.run({ file, stamp, entries: JSON.stringify(entries) })
      }
    }),
  }
}
