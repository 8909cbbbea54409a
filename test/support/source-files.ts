import { readdirSync } from 'node:fs'
import path from 'node:path'

/** The project's folder. */
export const ROOT = path.resolve(import.meta.dirname, '../..')

/** An import or re-export as it stands in a module. */
export interface Import {
  /** As written: `./span.ts`, `node:fs`, `@scope/package/part`. */
  readonly from: string
  /** False for `import type`, which leaves nothing behind when compiled. */
  readonly atRuntime: boolean
}

/** `import a from 'b'`, `import type`, `import 'b'`, `export … from 'b'`, over several lines too. */
const STATEMENT = /^(?:import|export)\b(?<type>\s+type\b(?!\s+from))?(?:[^'";]*?\bfrom)?\s*'(?<from>[^']+)'/gm

/** `import('b')`, `require('b')`. */
const CALL = /\b(?:import|require)\(\s*'(?<from>[^']+)'\s*\)/g

/** Everything a module imports, in no promised order. */
export function importsOf(source: string): Import[] {
  const found: Import[] = []
  for (const { groups } of source.matchAll(STATEMENT)) {
    found.push({ from: groups?.['from'] ?? '', atRuntime: groups?.['type'] === undefined })
  }
  for (const { groups } of source.matchAll(CALL)) found.push({ from: groups?.['from'] ?? '', atRuntime: true })
  return found
}

/** The modules below `src/`, named from there with `/`: `answer/quote.ts`. */
export function sourceFiles(): string[] {
  return readdirSync(path.join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.[jt]s$/.test(file))
    .map((file) => file.split(path.sep).join('/'))
    .toSorted()
}
