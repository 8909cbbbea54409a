import { describe, expect, test } from 'vitest'
import { unpack } from '../../../src/document/archive/unpack.ts'
import { ReportError } from '../../../src/errors.ts'
import { encodeLegacy } from '../../support/legacy-encoding.ts'
import { docx } from '../../support/docx.ts'
import { zip, type ZipPart } from '../../support/zip.ts'

const TEXT = '2023年，青禾县粮食产量达到40.4万吨。'

function open(parts: readonly ZipPart[], metadata?: string) {
  return unpack({ file: '年报.zip', bytes: zip(parts), ...(metadata === undefined ? {} : { metadata }) })
}

async function names(...given: ZipPart['name'][]): Promise<string[]> {
  const found = await open(given.map((name) => ({ name, content: TEXT })))
  return (found ?? []).map(({ file }) => file)
}

describe('an archive', () => {
  test('holds its reports under its own name, without folders, hidden files and readmes', async () => {
    const found = await names('2023/公报.txt', '2023/', 'README.md', '.DS_Store', '__MACOSX/._公报.txt', '说明.md')
    expect(found).toEqual(['年报.zip/2023/公报.txt', '年报.zip/说明.md'])
  })

  test('gives every report the metadata beside it, else its own', async () => {
    const found = await open(
      [
        { name: '甲.txt', content: TEXT },
        { name: '甲.meta.yaml', content: 'publisher: 青禾县统计局' },
        { name: '乙.txt', content: TEXT },
      ],
      'publisher: 市统计局',
    )
    expect(found?.map((one) => ('metadata' in one ? one.metadata : null))).toEqual([
      'publisher: 青禾县统计局',
      'publisher: 市统计局',
    ])
  })

  test('goes on where one of its files is damaged, and says which', async () => {
    const found = await open([
      { name: '短.txt', content: TEXT, declared: 3 },
      { name: '好.txt', content: TEXT },
    ])
    expect(found?.map((one) => ('reason' in one ? one.reason : one.file))).toEqual([
      expect.stringContaining('已损坏'),
      '年报.zip/好.txt',
    ])
  })

  test('leaves archives in it closed, and says how they can be read', async () => {
    const found = await open([{ name: '内.zip', content: zip([{ name: '公报.txt', content: TEXT }]) }])
    expect(found).toEqual([{ file: '年报.zip/内.zip', reason: '压缩包里的压缩包不会打开，请解压后再放进来' }])
  })

  test('leaves out files that it holds twice under one name', async () => {
    const found = await open([
      { name: '公报.txt', content: TEXT },
      { name: './公报.txt', content: '另一份' },
    ])
    expect(found).toEqual([{ file: '年报.zip/公报.txt', reason: '压缩包里有多个文件叫这个名字' }])
  })

  test('is no archive when it is an office file', async () => {
    expect(await unpack({ file: '公报.zip', bytes: docx([TEXT]) })).toBeNull()
    expect(await unpack({ file: '公报.txt', bytes: Buffer.from(TEXT) })).toBeNull()
  })

  test('is an archive although an office file lies in it as it is', async () => {
    const found = await open([{ name: '公报.docx', content: docx([TEXT]) }])
    expect(found?.map(({ file }) => file)).toEqual(['年报.zip/公报.docx'])
  })

  test.each([
    ['without a report', [{ name: 'a.meta.yaml', content: 'title: 公报' }], '压缩包里没有可读的报告'],
    ['of too many files', Array.from({ length: 2001 }, (_, at) => ({ name: `${at}.txt`, content: '' })), '解压后过大'],
    ['that inflates a thousandfold', [{ name: 'a.txt', content: ' '.repeat(4_000_000) }], '解压后过大'],
    ['that declares 300 MB', [{ name: 'a.txt', content: TEXT, declared: 300_000_000 }], '解压后过大'],
  ])('%s is refused', async (_, parts, reason) => {
    await expect(open(parts)).rejects.toThrow(ReportError)
    await expect(open(parts)).rejects.toThrow(reason)
  })
})

test.each([
  ['UTF-8 that does not say so', '统计公报.txt', '统计公报.txt'],
  ['GB 18030', encodeLegacy('gb18030', '统计公报.txt'), '统计公报.txt'],
  ['GB 18030, two characters', encodeLegacy('gb18030', '联通.txt'), '联通.txt'],
  ['backslashes', '2023\\公报.txt', '2023/公报.txt'],
  ['a way up', '../../etc/公报.txt', 'etc/公报.txt'],
  ['a way up with backslashes', '..\\..\\公报.txt', '公报.txt'],
  ['a root', '/etc/公报.txt', 'etc/公报.txt'],
  ['a drive', 'C:\\公报.txt', 'C:/公报.txt'],
  ['NUL', '公报.txt\0.txt', '公报.txt.txt'],
  ['a turned direction', '公报\u202Etxt.md', '公报txt.md'],
  ['a line break', '公\n报.txt', '公报.txt'],
])('a name with %s is shown clean', async (_, name, shown) => {
  expect(await names(name)).toEqual([`年报.zip/${shown}`])
})
