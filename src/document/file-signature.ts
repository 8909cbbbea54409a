/** Formats known by their first bytes. They are refused whatever the file is called: read as text they are noise. */
const SIGNATURES: readonly { readonly bytes: readonly number[]; readonly reason: string }[] = [
  { bytes: [0x50, 0x4b, 0x05, 0x06], reason: '这是空的压缩包' },
  { bytes: [...Buffer.from('{\\rtf')], reason: '这是 RTF 文件，暂不支持。请先转成文本' },
  { bytes: [0x1f, 0x8b], reason: '这是 gzip 压缩文件。请先解压' },
  { bytes: [...Buffer.from('Rar!')], reason: '这是 RAR 压缩包。请先解压' },
  { bytes: [0x37, 0x7a, 0xbc, 0xaf], reason: '这是 7z 压缩包。请先解压' },
  { bytes: [0x89, 0x50, 0x4e, 0x47], reason: '这是图片，里面没有可读的文字' },
  { bytes: [0xff, 0xd8, 0xff], reason: '这是图片，里面没有可读的文字' },
  { bytes: [...Buffer.from('GIF8')], reason: '这是图片，里面没有可读的文字' },
  { bytes: [0x7f, 0x45, 0x4c, 0x46], reason: '这是程序，不是报告' },
  { bytes: [0x4d, 0x5a, 0x90], reason: '这是程序，不是报告' },
]

/** Why a file cannot be text, in Chinese; null when nothing speaks against it. */
export function refusalOf(bytes: Uint8Array): string | null {
  const match = SIGNATURES.find((signature) => signature.bytes.every((byte, at) => bytes[at] === byte))
  return match?.reason ?? null
}
