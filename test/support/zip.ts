import { crc32, deflateRawSync } from 'node:zlib'

/** A part of a zip; `declared` is the size it claims to have, where that is false. */
export interface ZipPart {
  /** Bytes for a name in another encoding than UTF-8, or none of it. */
  readonly name: string | Uint8Array
  readonly content: string | Uint8Array
  readonly declared?: number
}

/** Writes a zip as office programs do: parts deflated one behind the other, and a directory at the end. */
export function zip(parts: readonly ZipPart[]): Uint8Array {
  const local: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, content, declared } of parts) {
    const [plain, fileName] = [Buffer.from(content), Buffer.from(name)]
    const packed = deflateRawSync(plain)
    const facts = Buffer.alloc(20)
    facts.writeUInt16LE(8, 0)
    facts.writeUInt32LE(crc32(plain), 6)
    facts.writeUInt32LE(packed.length, 10)
    facts.writeUInt32LE(declared ?? plain.length, 14)
    facts.writeUInt16LE(fileName.length, 18)
    const entry = Buffer.concat([facts, Buffer.alloc(2), fileName])
    local.push(Buffer.from('PK\u0003\u0004\u0014\0\0\0', 'latin1'), entry, packed)
    const where = Buffer.alloc(14)
    where.writeUInt32LE(offset, 10)
    directory.push(Buffer.from('PK\u0001\u0002\u0014\0\u0014\0\0\0', 'latin1'), entry.subarray(0, 22), where, fileName)
    offset += 8 + entry.length + packed.length
  }
  const size = directory.reduce((sum, { length }) => sum + length, 0)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(parts.length, 4)
  end.writeUInt16LE(parts.length, 6)
  end.writeUInt32LE(size, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([...local, ...directory, Buffer.from('PK\u0005\u0006', 'latin1'), end])
}
