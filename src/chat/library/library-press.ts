import { REPORT_FIELDS } from './report-field.ts'

/** What a button asks for that stands under a file that was sent (`upload`), or in the list of reports (`docs`). */
export type LibraryPress = UploadPress | DocsPress

/** `id` is that of the file; every file that waits is meant by `accept-all`, whatever the id. */
export interface UploadPress {
  readonly kind: 'upload'
  readonly verb: (typeof UPLOAD_VERBS)[number]
  readonly id: string
}

/** `key` is the hash of a report's name, or for `list` the number of a page, counted from 0; else it means nothing. */
export interface DocsPress {
  readonly kind: 'docs'
  readonly verb: (typeof DOCS_VERBS)[number]
  readonly key: string
}

const UPLOAD_VERBS = ['accept', 'accept-all', 'discard', ...REPORT_FIELDS] as const
const DOCS_VERBS = ['list', 'pending', 'show', 'remove', 'remove-now', 'reindex', ...REPORT_FIELDS] as const
const LIBRARY_PRESS = /^(?<kind>upload|docs):(?<name>[a-z-]{1,12}):(?<key>[\da-f]{1,16})$/

/** A press as the text that a button carries: at most 36 bytes. */
export function libraryPressFor(press: LibraryPress): string {
  return `${press.kind}:${press.verb}:${press.kind === 'upload' ? press.id : press.key}`
}

/** Reads a press back; undefined for anything that no button of ours carries. */
export function parseLibraryPress(text: string): LibraryPress | undefined {
  const { kind, name, key = '' } = LIBRARY_PRESS.exec(text)?.groups ?? {}
  if (kind === 'upload') {
    const verb = UPLOAD_VERBS.find((known) => known === name)
    return verb && { kind, verb, id: key }
  }
  const verb = DOCS_VERBS.find((known) => known === name)
  return verb && { kind: 'docs', verb, key }
}
