import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Embedder } from '../../src/embedding/embedder.ts'
import { readModelFolder } from '../../src/embedding/model-folder.ts'
import type { ModelDescription } from '../../src/embedding/model-folder.ts'
import { dot } from '../../src/embedding/similarity.ts'
import { openEmbedder } from '../../src/embedding/transformers-embedder.ts'
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

  async function cosine(a: string, b: string): Promise<number> {
    return dot(await embedder.embed(a), await embedder.embed(b))
  }

  test.each([
    ['capital letters', 'GDP增长', 'gdp增长'],
    ['full width', '增长１７.４％', '增长17.4%'],
  ])('%s make no difference', async (_, printed, plain) => {
    expect(await embedder.embed(printed)).toEqual(await embedder.embed(plain))
  })

  test('GDP, R&D, PM2.5 and 5G are words to it, not the same unknown token', async () => {
    expect(await cosine('GDP', 'R&D')).toBeLessThan(0.9)
    expect(await cosine('PM2.5', '5G')).toBeLessThan(0.9)
  })

  test('a text past its 512 tokens keeps its end mark, so the 510th character is the last that counts', async () => {
    const body = '粮食产量稳步增长'.repeat(80)
    const read = await embedder.embed(body.slice(0, 510))
    expect(await embedder.embed(body)).toEqual(read)
    expect(await embedder.embed(body.slice(0, 509))).not.toEqual(read)
  })

  test('after closing it computes nothing more', async () => {
    const other = await openEmbedder(model)
    await other.close()
    await expect(other.embed('增长')).rejects.toThrow('closed')
  })
})
