import { expect, test } from 'vitest'
import { createIndexedFolder } from '../support/indexed-folder.ts'
import { killOften } from '../support/killed-indexing.ts'

test('200 kills of a reindex at random moments lose nothing, and the served generation never goes back', async () => {
  const folder = createIndexedFolder()
  try {
    const { killed, readsMeanwhile } = await killOften(folder, { kills: 200, seed: 7 })
    expect(killed).toBe(200)
    expect(readsMeanwhile).toBeGreaterThan(400)
  } finally {
    folder.dispose()
  }
})
