import { afterAll, expect, test, vi } from 'vitest'
import { ReportError } from '../../../src/errors.ts'
import { openContainedReader } from '../../../src/report-index/reading/contained-reader.ts'
import { BAD_FILES, damagedFiles } from '../../support/bad-files.ts'
import { LEXICON_DIR } from '../../support/indexed-folder.ts'

/** As on a machine where no recognition is installed. */
vi.stubEnv('PATH', '')
const reader = openContainedReader(LEXICON_DIR)
afterAll(() => reader.close())

/** The refusal's reason, or empty for a file that was read. */
async function reasonOf(source: Parameters<typeof reader.read>[0]): Promise<string> {
  try {
    await reader.read(source)
    return ''
  } catch (error) {
    if (error instanceof ReportError) return error.reason
    throw error
  }
}

test.each(BAD_FILES.filter(({ isSlow }) => isSlow !== true))(
  '$what is refused with its reason, or read',
  async ({ file, bytes, metadata, refusal }) => {
    const reason = await reasonOf({ file, bytes: bytes(), ...(metadata === undefined ? {} : { metadata }) })
    expect(reason).toMatch(refusal ?? /^$|^\w* ?\p{Script=Han}{4}/u)
    expect(reason).not.toContain('超过')
  },
)

test('no bad file leaves anything behind in objects', async () => {
  const polluting = '{"__proto__":{"polluted":1}}'
  await reasonOf({ file: '__proto__.csv', bytes: Buffer.from(`__proto__,constructor\n${polluting},1\n`) })
  await reasonOf({
    file: 'a.txt',
    bytes: Buffer.from('增长5%。'),
    metadata: '__proto__:\n  title: 坏\nconstructor: 1\n',
  })
  const { document } = await reader.read({ file: 'b.txt', bytes: Buffer.from('2023年粮食产量40.4万吨。') })
  expect(document.title).toBe('b')
  expect(Object.keys(Object.prototype)).toEqual([])
})

test('50 damaged files of ten formats are each read or refused, and none ends the process', async () => {
  const { pid } = reader
  for (const damaged of damagedFiles(50, 5)) await reasonOf(damaged)
  expect(reader.pid).toBe(pid)
})
