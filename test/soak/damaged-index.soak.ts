import { expect, test } from 'vitest'
import { createDamageableIndex, damageOften } from '../support/damaged-index.ts'

test('1,080 damages to the files of an index: all found before a byte of them is used, no crash', async () => {
  const index = await createDamageableIndex()
  try {
    expect(damageOften(index, { truncated: 20, flipped: 200, zeroed: 50 }, 11)).toBe(4 * 270)
  } finally {
    index.folder.dispose()
  }
})
