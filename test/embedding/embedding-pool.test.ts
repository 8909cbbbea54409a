import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Embedder } from '../../src/embedding/embedder.ts'
import { openEmbeddingPool } from '../../src/embedding/embedding-pool.ts'
import { readModelFolder } from '../../src/embedding/model-folder.ts'
import type { ModelDescription } from '../../src/embedding/model-folder.ts'
import { openEmbedder } from '../../src/embedding/transformers-embedder.ts'
import { ModelError } from '../../src/errors.ts'
import { MODEL_DIR } from '../support/model.ts'

describe('a pool of two sessions', () => {
  let model: ModelDescription
  let pool: Embedder
  beforeAll(async () => {
    model = await readModelFolder(MODEL_DIR)
    pool = await openEmbeddingPool({ model, sessions: 2 })
  })
  afterAll(() => pool.close())

  test('gives the vectors of a single session, in the order asked', async () => {
    const texts = Array.from({ length: 12 }, (_, i) => `第${i}季度工业增加值增长${i}.5%。`.repeat(1 + (i % 3)))
    const alone = await openEmbedder(model)
    const expected: Float32Array[] = []
    for (const text of texts) expected.push(await alone.embed(text))
    await alone.close()

    expect(await Promise.all(texts.map((text) => pool.embed(text)))).toEqual(expected)
    expect([pool.modelId, pool.dimensions]).toEqual([alone.modelId, alone.dimensions])
  })

  test('leaves the calling thread free while it computes', async () => {
    let ticks = 0
    const timer = setInterval(() => ticks++, 1)
    await Promise.all(Array.from({ length: 6 }, (_, i) => pool.embed(`${i}${'增长'.repeat(200)}`)))
    clearInterval(timer)
    expect(ticks).toBeGreaterThan(10)
  })

  test('gives up what still waits when it is closed', async () => {
    const other = await openEmbeddingPool({ model, sessions: 1 })
    const waiting = Promise.allSettled(Array.from({ length: 4 }, () => other.embed('增长'.repeat(200))))
    await other.close()
    await other.close()
    expect((await waiting).map(({ status }) => status)).toContain('rejected')
    await expect(other.embed('增长')).rejects.toThrow('closed')
  })
})

test('a pool whose model cannot be loaded says so when it is opened', async () => {
  const model = await readModelFolder(MODEL_DIR)
  const elsewhere = { ...model, directory: `${model.directory}-absent` }
  await expect(openEmbeddingPool({ model: elsewhere, sessions: 1 })).rejects.toThrow(ModelError)
})
