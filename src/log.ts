import { pino } from 'pino'
import type { LogLevel } from './config.ts'
import type { Logger } from './logger.ts'
import { createRedactor } from './redaction.ts'

/**
 * JSON lines on standard error, each an event with fields. The secrets are taken out of every line, whatever field or
 * error they came in by.
 */
export function createLog({ level, secrets }: { level: LogLevel; secrets: readonly string[] }): Logger {
  const redact = createRedactor(secrets)
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    { write: (line: string) => void process.stderr.write(redact(line)) },
  )
}
