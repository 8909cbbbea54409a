/** Encoders that JavaScript lacks, made by decoding every code once. */
const encoders = new Map<string, ReadonlyMap<string, readonly number[]>>()

/** Throws for a character that the encoding does not have. */
export function encodeLegacy(encoding: 'gb18030' | 'big5', text: string): Uint8Array {
  const codes = encoders.get(encoding) ?? twoByteCodes(encoding)
  encoders.set(encoding, codes)
  return Uint8Array.from(
    Array.from(text).flatMap((character) => {
      if (character < '\u0080') return [character.charCodeAt(0)]
      const code = codes.get(character) ?? (encoding === 'gb18030' ? fourBytes(character) : undefined)
      if (code === undefined) throw new Error(`${encoding} has no ${character}`)
      return code
    }),
  )
}

function twoByteCodes(encoding: string): ReadonlyMap<string, readonly number[]> {
  const decoder = new TextDecoder(encoding)
  const codes = new Map<string, readonly number[]>()
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      const character = decoder.decode(Uint8Array.of(lead, trail))
      const isOne = Array.from(character).length === 1 && character !== '\uFFFD'
      if (isOne && !codes.has(character)) codes.set(character, [lead, trail])
    }
  }
  return codes
}

/** GB 18030 numbers what its two bytes leave out; the supplementary planes begin at 90 30 81 30. */
function fourBytes(character: string): readonly number[] {
  const decoder = new TextDecoder('gb18030')
  const code = character.codePointAt(0) ?? 0
  if (code >= 0x1_00_00) return bytesOf(189_000 + code - 0x1_00_00)
  for (let index = 0; index < 39_420; index++) {
    if (decoder.decode(Uint8Array.from(bytesOf(index))) === character) return bytesOf(index)
  }
  throw new Error(`GB 18030 has no ${character}`)
}

function bytesOf(index: number): readonly number[] {
  return [
    0x81 + Math.floor(index / 12_600),
    0x30 + (Math.floor(index / 1260) % 10),
    0x81 + (Math.floor(index / 10) % 126),
    0x30 + (index % 10),
  ]
}
