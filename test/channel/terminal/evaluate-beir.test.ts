import { expect, test, vi } from 'vitest'
import { evaluateBeir } from '../../../src/channel/terminal/evaluate-beir.ts'
import { parseConfig } from '../../../src/config.ts'
import { InputError } from '../../../src/errors.ts'
import { temporaryFolder } from '../../support/command-line.ts'
import { ROOT } from '../../support/source-files.ts'

const CORPUS = `{"_id":"p1","title":"","text":"全年粮食总产量201.3万吨，比上年增长1.2%。"}
{"_id":"p2","title":"旅游","text":"全年接待游客3200万人次。"}
{"_id":"p3","text":"年末共有卫生机构412个。"}
`

const QUERIES = `{"_id":"q1","text":"粮食总产量"}
{"_id":"q2","text":"接待游客"}
{"_id":"q3","text":"没有评判的问题"}
`

/** Words alone: what is measured here is the way there and back, not the model. */
const config = (model: string) => ({ ...parseConfig({}, ROOT), modelDir: model })

test('ranks the documents of a BEIR folder', async () => {
  await using folder = await temporaryFolder()
  await folder.write({
    'corpus.jsonl': CORPUS,
    'queries.jsonl': QUERIES,
    'qrels/test.tsv': 'query-id\tcorpus-id\tscore\nq1\tp1\t1\nq2\tp2\t1\n',
  })
  const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  const scores = await evaluateBeir(config(folder.at('model')), folder.path)
  stderr.mockRestore()
  expect(scores).toMatchObject({ queries: 2, 'MRR@10': 1, 'nDCG@10': 1 })
})

test.each([
  ['that lacks its documents', {}, /corpus\.jsonl.*--beir/],
  ['with a broken line', { 'corpus.jsonl': '{"_id":\n' }, /corpus\.jsonl.*不是 JSON/],
])('names the file of a folder %s', async (_, files, message) => {
  await using folder = await temporaryFolder()
  await folder.write(files)
  const evaluated = evaluateBeir(config(folder.at('model')), folder.path)
  await expect(evaluated).rejects.toThrow(InputError)
  await expect(evaluated).rejects.toThrow(message)
})
