import { readFolders, report } from './ingest-side.js'
import { readModelFolder } from '../dist/embedding/model-folder.js'
import { openEmbeddingPool } from '../dist/embedding/embedding-pool.js'
import { readLexicon } from '../dist/lexicon/read-lexicon.js'
import { indexReports } from '../dist/report-index/indexing.js'

const folders = readFolders()
const model = await readModelFolder(folders.modelDir)
let startedAt
let texts = 0
await indexReports({
  ...folders,
  lexicon: readLexicon(folders.lexiconDir),
  model: {
    ...model,
    // Reading is over when the model is opened; opening it counts, as on the other side.
    open() {
      startedAt = performance.now()
      return openEmbeddingPool({ model, sessions: 2 })
    },
  },
  onProgress({ phase, total }) {
    if (phase === 'embedding') texts = total
  },
})
report(texts, startedAt)
