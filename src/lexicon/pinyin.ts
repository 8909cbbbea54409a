import { pinyin } from 'pinyin-pro'

/** The door to pinyin-pro: the toneless syllable of each character, read as in this word (重庆: chong, qing). */
export function syllablesOf(word: string): string[] {
  return pinyin(word, { toneType: 'none', type: 'array' })
}

/** All toneless readings of one character (行: xing, hang, heng); a character that is not Chinese reads as itself. */
export function readingsOf(character: string): string[] {
  return pinyin(character, { toneType: 'none', type: 'array', multiple: true })
}
