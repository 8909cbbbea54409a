import { AutoModel, AutoTokenizer, env, Tensor } from '@xenova/transformers'
import type { PreTrainedModel, PreTrainedTokenizer } from '@xenova/transformers'
import { ModelError } from '../errors.ts'
import type { Embedder } from './embedder.ts'
import { prepareText } from './model-folder.ts'
import type { ModelDescription } from './model-folder.ts'
import { unitVector } from './similarity.ts'

/**
 * What a token may cost at most, in characters, before text is worth reading no further: the guard against texts of
 * megabytes, which would be tokenized whole only to be cut. Chinese costs one or two a token, Latin text four.
 */
const CHARACTERS_PER_TOKEN = 16

/**
 * Opens one session of one thread, from local files alone. Computing blocks the thread it runs in (4 ms for a question,
 * 90 ms for 512 tokens), so the product opens it in worker threads only.
 *
 * @throws {ModelError} when the runtime refuses the files; `readModelFolder` has found damage before.
 */
export async function openEmbedder(model: ModelDescription): Promise<Embedder> {
  env.allowRemoteModels = false
  env.useFSCache = false
  const { tokenizer, session } = await openSession(model)
  let closing: Promise<unknown> | undefined

  return {
    modelId: model.modelId,
    dimensions: model.dimensions,
    async embed(text, role = 'passage') {
      if (closing !== undefined) throw new Error('the embedder is closed')
      const head = text.slice(0, model.maxTokens * CHARACTERS_PER_TOKEN)
      const ids = fitTokens(tokenizer.encode(prepareText(model, head, role)), model.maxTokens)
      return embedTokens(ids, { model, session })
    },
    async close() {
      closing ??= session.dispose()
      await closing
    },
  }
}

interface Session {
  readonly tokenizer: PreTrainedTokenizer
  readonly session: PreTrainedModel
}

async function openSession({ directory, dtype }: ModelDescription): Promise<Session> {
  try {
    const tokenizer = await AutoTokenizer.from_pretrained(directory, { local_files_only: true })
    const session = await AutoModel.from_pretrained(directory, {
      local_files_only: true,
      device: 'cpu',
      dtype,
      session_options: { intraOpNumThreads: 1, interOpNumThreads: 1 },
    })
    return { tokenizer, session }
  } catch (cause) {
    throw new ModelError(`模型无法载入：${directory}。请检查 MODEL_DIR 是否为 transformers.js 布局的模型`, { cause })
  }
}

/**
 * Cuts from the middle end, so that the closing special token stays: transformers.js's own truncation drops `[SEP]`
 * past 512 tokens, where the reference tokenizer keeps it.
 */
function fitTokens(ids: readonly number[], maxTokens: number): readonly number[] {
  return ids.length <= maxTokens ? ids : [...ids.slice(0, maxTokens - 1), ...ids.slice(-1)]
}

interface Computation {
  readonly model: ModelDescription
  readonly session: PreTrainedModel
}

async function embedTokens(ids: readonly number[], { model, session }: Computation): Promise<Float32Array> {
  const shape = [1, ids.length]
  const inputs = {
    input_ids: new Tensor('int64', BigInt64Array.from(ids, BigInt), shape),
    attention_mask: new Tensor('int64', new BigInt64Array(ids.length).fill(1n), shape),
  }
  const outputs: unknown = await session(inputs)
  const tensors = tensorsOf(outputs)
  const states = tensors.get('last_hidden_state')?.data
  const pooled =
    states instanceof Float32Array && states.length === ids.length * model.dimensions && pool(states, model)
  for (const tensor of [...tensors.values(), ...Object.values(inputs)]) tensor.dispose()

  const vector = pooled ? unitVector(pooled) : undefined
  if (vector === undefined) {
    throw new ModelError(`模型 ${model.id} 没有给出 ${model.dimensions} 维的有效向量。请检查 model.json 与权重是否相符`)
  }
  return vector
}

function tensorsOf(outputs: unknown): Map<string, Tensor> {
  const entries = typeof outputs === 'object' && outputs !== null ? Object.entries(outputs) : []
  return new Map(entries.filter((entry): entry is [string, Tensor] => entry[1] instanceof Tensor))
}

/** The first token's state, or the mean of all; in an array of its own, since the states' memory is freed. */
function pool(states: Float32Array, { pooling, dimensions }: ModelDescription): Float32Array {
  if (pooling === 'cls') return states.slice(0, dimensions)
  const sum = new Float32Array(dimensions)
  for (let i = 0; i < states.length; i++) sum[i % dimensions] = (sum[i % dimensions] ?? 0) + (states[i] ?? 0)
  return sum
}
