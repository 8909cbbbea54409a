import { readdirSync } from 'node:fs'
import path from 'node:path'
import { HuggingFaceTransformersEmbeddings } from '@langchain/community/embeddings/huggingface_transformers'
import { HNSWLib } from '@langchain/community/vectorstores/hnswlib'
import { env } from '@huggingface/transformers'
import { paragraphsOf } from './ingest.js'
import { readFolders, report } from './ingest-side.js'

const { reportsDir, modelDir } = readFolders()
env.allowRemoteModels = false
env.localModelPath = path.dirname(modelDir)
const texts = paragraphsOf(reportsDir, readdirSync(reportsDir))
const startedAt = performance.now()
const embeddings = new HuggingFaceTransformersEmbeddings({
  model: path.basename(modelDir),
  pretrainedOptions: { dtype: 'q8' },
})
await HNSWLib.fromTexts(
  texts,
  texts.map((_, id) => ({ id })),
  embeddings,
)
report(texts.length, startedAt)
