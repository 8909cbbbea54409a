import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { InputError } from '../errors.ts'
import type { Lexicon } from './lexicon.ts'
import { parseLexicon } from './parse-lexicon.ts'
import type { LexiconTable } from './table.ts'

/**
 * Reads the tables of a folder, once, at start: every `.tsv`, so that an operator's own `indicators-own.tsv` stands
 * beside ours and survives an update. Throws InputError when the folder holds no table or one of them is malformed.
 */
export function readLexicon(dir: string): Lexicon {
  const files = tableFiles(dir)
  if (files.length === 0) throw new InputError(`词表文件夹 ${dir} 里没有 .tsv 表，请检查安装是否完整`)
  return parseLexicon(files.map((file) => readTable(dir, file)))
}

function tableFiles(dir: string): string[] {
  try {
    return readdirSync(dir).filter((file) => file.endsWith('.tsv'))
  } catch (cause) {
    throw new InputError(`无法打开词表文件夹 ${dir}，请检查安装是否完整`, { cause })
  }
}

function readTable(dir: string, file: string): LexiconTable {
  const bytes = readFileSync(path.join(dir, file))
  try {
    return { file, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) }
  } catch (cause) {
    throw new InputError(`${file} 不是 UTF-8 编码，请另存为 UTF-8 后再试`, { cause })
  }
}
