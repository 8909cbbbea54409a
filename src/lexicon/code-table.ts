/**
 * Turns a change of single characters into one of UTF-16 code units that works each of them out once. A change that
 * would make a character longer is not made, so that offsets hold.
 */
export function createCodeTable(change: (character: string) => string): (code: number) => number {
  const known = new Uint32Array(0x10000) // the changed code plus one; 0 until it was asked for
  return (code) => {
    const found = known[code] ?? 0
    if (found > 0) return found - 1
    const character = String.fromCharCode(code)
    const changed = change(character)
    const result = changed.length === 1 ? changed.charCodeAt(0) : code
    known[code] = result + 1
    return result
  }
}

/** Applies a code table to a text; the result is as long as the text, and the text itself when nothing changes. */
export function mapCodes(text: string, change: (code: number) => number): string {
  let changed = ''
  let copied = 0
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    const result = change(code)
    if (result === code) continue
    changed += text.slice(copied, index) + String.fromCharCode(result)
    copied = index + 1
  }
  return copied === 0 ? text : changed + text.slice(copied)
}
