import { createHash, randomInt } from 'node:crypto'
import type { Database } from '../report-index/sqlite/database.ts'

/** One-time codes by which admins let people in whose id they do not know. */
export interface Pairing {
  /** A new code, such as `K7QM-R4XT`. It lets one person in, within `CODE_MINUTES`. */
  issue(): string
  /** True when the text is a code that is good now; it is used up by that. */
  redeem(text: string): boolean
}

/** How long a code is good: time enough to pass it on, too little to be found lying about. */
export const CODE_MINUTES = 30

/** Letters and digits that nobody mistakes for each other. Eight of them are 32⁸ ≈ 10¹² codes. */
const ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'
const CODE_LENGTH = 8
const CODE = new RegExp(`^[${ALPHABET}]{${CODE_LENGTH}}$`)

/** Codes kept at once; beyond that the oldest is void. */
const MAX_CODES = 50

/** Creates the codes that a state file keeps. `now` gives milliseconds since 1970. */
export function createPairing(database: Database, now: () => number): Pairing {
  const expire = () => void database.prepare('DELETE FROM pairing WHERE expires_at <= ?').run(iso(now()))
  return {
    issue() {
      expire()
      const code = Array.from({ length: CODE_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')
      const expiresAt = iso(now() + CODE_MINUTES * 60_000)
      database.prepare('INSERT OR REPLACE INTO pairing (code, expires_at) VALUES (?, ?)').run(hashOf(code), expiresAt)
      database
        .prepare('DELETE FROM pairing WHERE code NOT IN (SELECT code FROM pairing ORDER BY expires_at DESC LIMIT ?)')
        .run(MAX_CODES)
      return `${code.slice(0, CODE_LENGTH / 2)}-${code.slice(CODE_LENGTH / 2)}`
    },
    redeem(text) {
      const code = codeIn(text)
      if (code === undefined) return false
      expire()
      return database.prepare('DELETE FROM pairing WHERE code = ?').run(hashOf(code)).changes === 1
    },
  }
}

/** The code that a text consists of, as it was typed off: in small letters, with blanks; undefined for other texts. */
export function codeIn(text: string): string | undefined {
  const code = text
    .normalize('NFKC')
    .replace(/[\s\-—–]/g, '')
    .toUpperCase()
  return CODE.test(code) ? code : undefined
}

function iso(ms: number): string {
  return new Date(ms).toISOString()
}

function hashOf(code: string): string {
  return createHash('sha256').update(code).digest('base64url')
}
