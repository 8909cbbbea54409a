import type { Logger } from '../../src/logger.ts'

/** One line of a log. */
export interface Recorded {
  readonly level: keyof Logger
  readonly event: string
  readonly fields: object
}

/** A log that keeps what it is told, of all levels. */
export function createRecordingLog(): { readonly log: Logger; readonly recorded: readonly Recorded[] } {
  const recorded: Recorded[] = []
  const at = (level: keyof Logger) => (fields: object, event: string) => void recorded.push({ level, event, fields })
  return { log: { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') }, recorded }
}
