import type { Span } from '../span.ts'
import { adminPressFor, parseAdminPress } from './admin-press.ts'
import type { AccessPress, ExportPress, SettingsPress } from './admin-press.ts'
import { libraryPressFor, parseLibraryPress } from './library/library-press.ts'
import type { LibraryPress } from './library/library-press.ts'

/** What a button of ours asks for. It holds all it needs, so that old buttons work after a restart and a reindex. */
export type Press =
  | PassagePress
  | { readonly kind: 'wrong'; readonly asked: number }
  | AnswerPress<'option' | 'list'>
  | AdminPress

/** What only admins may press. */
export type AdminPress = AccessPress | LibraryPress | AnswerPress<'why'> | SettingsPress | ExportPress

/**
 * The surroundings of a figure, in a new message or (`page`) in place of the one pressed; a quotation to copy; the
 * other places that tell the fact of a figure. An empty span points at no figure.
 */
export interface PassagePress extends Span {
  readonly kind: (typeof PASSAGE_KINDS)[number]
  readonly paragraphId: string
  /** Tells equal paragraphs of two reports apart; absent in buttons made before it was carried. */
  readonly documentId?: string
}

/** Of the answer of that number an option of its question back, a page of its list, or of how it came about; `at` counts from 0. */
export interface AnswerPress<Kind extends AnswerKind = AnswerKind> {
  readonly kind: Kind
  readonly asked: number
  readonly at: number
}

/** A press as the text that a button carries: Telegram takes at most 64 bytes, and no press comes near. */
export function pressFor(press: Press): string {
  if ('paragraphId' in press) return passagePressFor(press)
  if ('at' in press) return `${press.kind}:${press.asked}:${press.at}`
  switch (press.kind) {
    case 'wrong':
      return `wrong:${press.asked}`
    case 'access':
    case 'settings':
    case 'export':
      return adminPressFor(press)
    case 'upload':
    case 'docs':
      return libraryPressFor(press)
  }
}

function passagePressFor({ kind, paragraphId, documentId, start, end }: PassagePress): string {
  const document = documentId === undefined ? '' : `@${documentId}`
  return `${kind}:${paragraphId}:${start}-${end}${document}`
}

const PASSAGE_KINDS = ['context', 'page', 'copy', 'also'] as const
const PASSAGE_PRESS =
  /^(?<name>[a-z]+):(?<paragraphId>[\da-f]{1,32}):(?<start>\d{1,7})-(?<end>\d{1,7})(?:@(?<documentId>[\da-f]{1,32}))?$/
const WRONG_PRESS = /^wrong:(?<asked>\d{1,15})$/
const ANSWER_KINDS = ['option', 'list', 'why'] as const
type AnswerKind = (typeof ANSWER_KINDS)[number]
const ANSWER_PRESS = /^(?<name>[a-z]+):(?<asked>\d{1,15}):(?<at>\d{1,3})$/

/** Reads a press back; undefined for anything that no button of ours carries. */
export function parsePress(text: string): Press | undefined {
  const wrong = WRONG_PRESS.exec(text)?.groups?.['asked']
  if (wrong !== undefined) return { kind: 'wrong', asked: Number(wrong) }
  return parsePassagePress(text) ?? parseAnswerPress(text) ?? parseAdminPress(text) ?? parseLibraryPress(text)
}

/** Of the buttons of admins each kind is named, so that a new one is not forgotten here. */
const ADMIN_KINDS: ReadonlySet<Press['kind']> = new Set<AdminPress['kind']>([
  'access',
  'export',
  'settings',
  'upload',
  'docs',
  'why',
])

/** True for a button that only admins may press, whoever's message it stands under. */
export function isPressForAdmins(press: Press): press is AdminPress {
  return ADMIN_KINDS.has(press.kind)
}

function parseAnswerPress(text: string): AnswerPress | undefined {
  const { name, asked, at } = ANSWER_PRESS.exec(text)?.groups ?? {}
  const kind = ANSWER_KINDS.find((known) => known === name)
  return kind && { kind, asked: Number(asked), at: Number(at) }
}

function parsePassagePress(text: string): PassagePress | undefined {
  const { name, paragraphId = '', start, end, documentId } = PASSAGE_PRESS.exec(text)?.groups ?? {}
  const kind = PASSAGE_KINDS.find((known) => known === name)
  const document = documentId === undefined ? {} : { documentId }
  return kind && { kind, paragraphId, start: Number(start), end: Number(end), ...document }
}
