/** A name is shown in lists and messages, not read to its end. */
const MAX_CHARACTERS = 100

const NAMELESS = '未命名文件'

/**
 * What a file that somebody sent is called, for showing alone: without folders, and without what would not be seen or
 * would turn the words around it (control characters, U+202E and its like, halves of surrogate pairs).
 */
export function originalName(given: string): string {
  const own = given.split(/[/\\]/u).findLast((part) => part.trim() !== '') ?? ''
  const shown = visible(own).replace(/\s+/gu, ' ').trim()
  return shown === '' ? NAMELESS : Array.from(shown).slice(0, MAX_CHARACTERS).join('')
}

/** A name without what would not be seen or would turn the words around it. */
export function visible(name: string): string {
  return name.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '')
}

/** The ending of a name, by which readers tell plain texts apart; `txt` where there is none of letters and digits. */
export function extensionOf(given: string): string {
  return /\.(?<extension>[a-z0-9]{1,5})$/iu.exec(given)?.groups?.['extension']?.toLowerCase() ?? 'txt'
}
