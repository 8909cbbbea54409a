import { describe, expect, test } from 'vitest'
import { decodeText } from '../../src/document/encoding.ts'
import { createRandom, writeParagraphs } from '../support/prose.ts'
import { encodeLegacy } from '../support/legacy-encoding.ts'

const SIMPLIFIED = writeParagraphs(60, 1).join('')
const TRADITIONAL =
  '本年度全市經濟運行總體平穩，規模以上工業增加值較上年增長百分之八，財政收入實現兩位數增長。' +
  '在學校與圖書館的建設方面，政府投入經費三億元，為學生提供電腦與書籍。交通建設也取得進展，' +
  '新闢公車路線十二條，鐵路客運量創歷史新高。環境品質持續改善，河川水質達到標準的比例為九成。'

const utf16 = (text: string) => Buffer.from(text, 'utf16le')
const swapped = (bytes: Buffer) => Buffer.from(bytes).swap16()
const FORMS: readonly [string, string, (text: string) => Uint8Array][] = [
  ['UTF-8', 'utf-8', (text) => Buffer.from(text)],
  ['UTF-8 with a mark', 'utf-8', (text) => Buffer.from(`\uFEFF${text}`)],
  ['UTF-16LE with a mark', 'utf-16le', (text) => utf16(`\uFEFF${text}`)],
  ['UTF-16BE with a mark', 'utf-16be', (text) => swapped(utf16(`\uFEFF${text}`))],
  ['UTF-16LE', 'utf-16le', (text) => utf16(text)],
  ['UTF-16BE', 'utf-16be', (text) => swapped(utf16(text))],
  ['GB18030', 'gb18030', (text) => encodeLegacy('gb18030', text)],
]

/** Windows of the text, short and long, at places of all kinds. */
function windows(text: string, count: number): string[] {
  const random = createRandom(count)
  return Array.from({ length: count }, () => {
    const start = Math.floor(random() * (text.length - 20))
    return text.slice(start, start + 20 + Math.floor(random() * random() * 300))
  })
}

describe('a Chinese text of 20 characters or more is decoded', () => {
  test.each(FORMS)('from %s', (_, encoding, encode) => {
    for (const text of windows(SIMPLIFIED, 300)) expect(decodeText(encode(text))).toEqual({ text, encoding })
  })

  test.each(['big5', 'gb18030'] as const)('from %s when it is traditional', (encoding) => {
    for (const text of windows(TRADITIONAL, 120)) {
      expect(decodeText(encodeLegacy(encoding, text))).toEqual({ text, encoding })
    }
  })

  test('with characters that GB 18030 writes with four bytes', () => {
    const text = '当事人㑇氏与𠀀氏签订合同，约定在年底前付清全部货款。'
    expect(decodeText(encodeLegacy('gb18030', text))?.text).toBe(text)
  })
})

describe('bytes that are no text are refused', () => {
  test.each([
    ['noise', Uint8Array.from({ length: 4000 }, (_, at) => (at * 7919 + at * at * 31) % 256)],
    ['NUL bytes in ASCII', Buffer.from('GDP\0 4000\0')],
    ['NUL bytes alone', new Uint8Array(64)],
    ['UTF-8 cut in the middle of Latin letters', Buffer.from([0x63, 0x61, 0x66, 0xe9, 0x20, 0x6e, 0xe9, 0x65])],
    ['a lone surrogate in UTF-16', swapped(utf16('\uFEFF全市生产总值\uD800增长'))],
  ])('%s', (_, bytes) => {
    expect(decodeText(bytes)).toBeNull()
  })
})
