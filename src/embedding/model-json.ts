/** How the weights were stored; decides which file of `onnx/` is read. */
type Dtype = keyof typeof WEIGHTS

/** What a model folder's model.json says. embeddings/README.md explains the fields to operators. */
export interface ModelJson {
  readonly id: string
  readonly dimensions: number
  /** How many tokens the model reads, the special ones at both ends included. */
  readonly maxTokens: number
  /** The longest window worth embedding, in UTF-16 units, context included. */
  readonly maxCharacters: number
  readonly dtype: Dtype
  readonly pooling: 'cls' | 'mean'
  readonly normalize: true
  readonly prefix: { readonly query: string; readonly passage: string }
  /** In order. */
  readonly preprocessing: readonly ('NFKC' | 'lowercase')[]
  /** SHA-256 in hexadecimal by path below the folder, with `/`. */
  readonly files: Readonly<Record<string, string>>
}

/** The file names of the transformers.js layout. */
const WEIGHTS = { q8: 'onnx/model_quantized.onnx', fp32: 'onnx/model.onnx', fp16: 'onnx/model_fp16.onnx' } as const

/** Reads the text of a model.json, or says in Chinese what is wrong with it. */
export function parseModelJson(text: string): ModelJson | string {
  const json = parseObject(text)
  if (json === undefined) return '不是 JSON 对象'
  const problems = CHECKS.filter(({ isRight }) => !isRight(json)).map(({ problem }) => problem)
  return problems.length === 0 && isModelJson(json) ? json : problems.join('；')
}

type Fields = Readonly<Record<string, unknown>>

/** Every field, in the order of the interface. Together they are what `isModelJson` promises. */
const CHECKS: readonly { readonly problem: string; readonly isRight: (json: Fields) => boolean }[] = [
  { problem: 'id 应为模型名称', isRight: ({ id }) => typeof id === 'string' && /^[\w.-]+$/.test(id) },
  { problem: 'dimensions 应为正整数', isRight: ({ dimensions }) => isCount(dimensions) },
  { problem: 'maxTokens 应为大于 2 的整数', isRight: ({ maxTokens }) => isCount(maxTokens) && maxTokens > 2 },
  { problem: 'maxCharacters 应为正整数', isRight: ({ maxCharacters }) => isCount(maxCharacters) },
  { problem: 'dtype 应为 q8、fp32 或 fp16', isRight: ({ dtype }) => isDtype(dtype) },
  { problem: 'pooling 应为 cls 或 mean', isRight: ({ pooling }) => pooling === 'cls' || pooling === 'mean' },
  { problem: 'normalize 应为 true', isRight: ({ normalize }) => normalize === true },
  { problem: 'prefix 应有 query 和 passage 两段文字', isRight: ({ prefix }) => isPrefix(prefix) },
  { problem: 'preprocessing 只能含 NFKC 和 lowercase', isRight: ({ preprocessing }) => isPreprocessing(preprocessing) },
  { problem: 'files 应为文件名与 SHA-256 的对照', isRight: ({ files }) => isChecksums(files) },
  { problem: 'files 缺少权重、tokenizer 或配置文件', isRight: namesNecessaryFiles },
]

function isModelJson(json: unknown): json is ModelJson {
  return isObject(json) && CHECKS.every(({ isRight }) => isRight(json))
}

function parseObject(text: string): Fields | undefined {
  try {
    const json: unknown = JSON.parse(text)
    return isObject(json) ? json : undefined
  } catch {
    return undefined
  }
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) > 0
}

function isDtype(value: unknown): value is Dtype {
  return typeof value === 'string' && Object.hasOwn(WEIGHTS, value)
}

function isPrefix(value: unknown): boolean {
  return isObject(value) && typeof value['query'] === 'string' && typeof value['passage'] === 'string'
}

function isPreprocessing(value: unknown): boolean {
  return Array.isArray(value) && value.every((step) => step === 'NFKC' || step === 'lowercase')
}

/** A path that leads out of the folder is refused with the malformed ones. */
function isChecksums(value: unknown): boolean {
  if (!isObject(value)) return false
  return Object.entries(value).every(
    ([file, sha256]) =>
      !/(?:^|\/)\.\.(?:\/|$)|^\//.test(file) && typeof sha256 === 'string' && /^[\da-f]{64}$/.test(sha256),
  )
}

/** All that transformers.js opens must be under a checksum, or damage to it would go unseen. */
function namesNecessaryFiles({ dtype, files }: Fields): boolean {
  if (!isDtype(dtype) || !isObject(files)) return true
  return ['config.json', 'tokenizer.json', 'tokenizer_config.json', WEIGHTS[dtype]].every((file) =>
    Object.hasOwn(files, file),
  )
}
