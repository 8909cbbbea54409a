import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Embedder } from '../../src/embedding/embedder.ts'
import { readModelFolder } from '../../src/embedding/model-folder.ts'
import type { ModelDescription } from '../../src/embedding/model-folder.ts'
import { dot } from '../../src/embedding/similarity.ts'
import { openEmbedder } from '../../src/embedding/transformers-embedder.ts'
import { ModelError } from '../../src/errors.ts'
import { embedderContract } from '../contract/embedder.ts'
import { fakeEmbedder } from '../support/fake-embedder.ts'
import { MODEL_DIR } from '../support/model.ts'

embedderContract('the fake', {
  create: async () => fakeEmbedder(),
  graded: [
    {
      question: '全市固定资产投资增长多少',
      passages: ['全市固定资产投资同比增长9.1%。', '固定资产折旧按年计提。', '晚会在广场举行。'],
    },
  ],
})

embedderContract('the committed model', {
  create: async () => openEmbedder(await readModelFolder(MODEL_DIR)),
  graded: [
    {
      question: '河州市GDP是多少',
      // the figure asked for; the same indicator of a part; another indicator of the economy; something else
      passages: [
        '初步核算，全年全市地区生产总值（GDP）3120.6亿元。',
        '其中第二产业增加值1290.3亿元，增长6.1%。',
        '社会消费品零售总额比上年下降0.4%。',
        '运动员在雪地上完成了训练。',
      ],
    },
    {
      question: '去年收了多少粮食',
      // reworded, without a common word but 粮; the neighbour in the farming chapter; another subject
      passages: ['全年粮食总产量达到486.2万吨。', '年末生猪存栏210万头。', '新增5G基站1800个。'],
    },
  ],
})

describe('the committed model', () => {
  let model: ModelDescription
  let embedder: Embedder
  beforeAll(async () => {
    model = await readModelFolder(MODEL_DIR)
    embedder = await openEmbedder(model)
  })
  afterAll(() => embedder.close())

  test.each([
    ['capital letters', 'GDP增长', 'gdp增长'],
    ['full width', '增长１７.４％', '增长17.4%'],
  ])('%s make no difference', async (_, printed, plain) => {
    expect(await embedder.embed(printed)).toEqual(await embedder.embed(plain))
  })

  test('GDP, CPI, R&D, PM2.5 and 5G are different words to it, not one unknown', async () => {
    const vectors: Float32Array[] = []
    for (const word of ['GDP', 'CPI', 'IPO', 'R&D', 'PM2.5', 'PM10', '5G', '4G'])
      vectors.push(await embedder.embed(word))
    const cosines = vectors.flatMap((a, i) => vectors.slice(0, i).map((b) => dot(a, b)))
    expect(Math.max(...cosines)).toBeLessThan(0.99)
  })

  test('a text past its 512 tokens keeps its end mark, so the 510th character is the last that counts', async () => {
    const body = '粮食产量稳步增长'.repeat(80)
    const read = await embedder.embed(body.slice(0, 510))
    expect(await embedder.embed(body)).toEqual(read)
    expect(await embedder.embed(body.slice(0, 509))).not.toEqual(read)
  })

  test('a model that pools by the mean gets the mean, of unit length', async () => {
    const other = await openEmbedder({ ...model, pooling: 'mean' })
    const [byMean, byFirst] = [await other.embed('粮食产量'), await embedder.embed('粮食产量')]
    await other.close()
    expect(dot(byMean, byMean)).toBeCloseTo(1, 5)
    expect(dot(byMean, byFirst)).toBeLessThan(0.99)
  })

  test('each role has its own prefix', async () => {
    const other = await openEmbedder({ ...model, prefix: { query: '查询：', passage: '' } })
    const asked = await other.embed('粮食产量', 'query')
    expect(asked).toEqual(await embedder.embed('查询：粮食产量'))
    expect(await other.embed('粮食产量', 'passage')).toEqual(await embedder.embed('粮食产量'))
    await other.close()
  })

  test('a model.json that names other dimensions than the weights have is refused', async () => {
    const other = await openEmbedder({ ...model, dimensions: 256 })
    await expect(other.embed('增长')).rejects.toThrow(ModelError)
    await other.close()
  })

  test('weights that are not there are refused when it is opened', async () => {
    await expect(openEmbedder({ ...model, dtype: 'fp32' })).rejects.toThrow(ModelError)
  })

  test('after closing it computes nothing more', async () => {
    const other = await openEmbedder(model)
    await other.close()
    await expect(other.embed('增长')).rejects.toThrow('closed')
  })
})
