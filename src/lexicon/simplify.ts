import { Converter } from 'opencc-js/t2cn'
import { createCodeTable, mapCodes } from './code-table.ts'

/** The door to opencc-js. It makes some rare characters two units long; the table leaves those as they are. */
const simplifyCode = createCodeTable(Converter({ from: 't', to: 'cn' }))

/**
 * Traditional characters as simplified ones, for search keys only: character by character and as long as the text, so
 * that offsets hold. Without context 乾隆 becomes 干隆: good for comparing keys with keys, never for showing.
 */
export function simplify(text: string): string {
  return mapCodes(text, simplifyCode)
}
