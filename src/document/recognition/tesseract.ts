import { execFile } from 'node:child_process'

/** A page as a picture: so many dots on its longer side. */
export interface PagePicture {
  readonly pdf: Uint8Array
  /** Counts from 1. */
  readonly number: number
  readonly dots: number
}

/**
 * How tesseract looks for lines: in columns of any size (4), which keeps tables, or in one block (6), which reads marks
 * better.
 */
export type Segmentation = 4 | 6

const LANGUAGE = 'chi_sim'
/** A page takes one to eight seconds. */
const TIMEOUT_MS = 60_000
const MAX_OUTPUT = 64 * 1024 * 1024

let installed: Promise<boolean> | undefined

/** True where poppler and tesseract with simplified Chinese are on this machine; looked up once. */
export function canRecognise(): Promise<boolean> {
  installed ??= Promise.all([run('pdftoppm', ['-v']), run('tesseract', ['--list-langs'])]).then(
    ([, languages]) => languages.toString().split(/\s+/u).includes(LANGUAGE),
    () => false,
  )
  return installed
}

/** What tesseract reads on a page, as the tab-separated values that it writes. */
export async function recognise({ pdf, number, dots }: PagePicture, segmentation: Segmentation): Promise<string> {
  const page = ['-f', `${number}`, '-l', `${number}`, '-scale-to', `${dots}`, '-gray']
  const picture = await run('pdftoppm', [...page, '-'], pdf)
  const settings = ['-l', LANGUAGE, '--psm', `${segmentation}`, 'tsv']
  return (await run('tesseract', ['stdin', 'stdout', ...settings], picture)).toString()
}

/** True where a program ended by itself and found fault with the page; false where it was ended, or never began. */
export function isRefusal(error: unknown): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'number'
}

function run(program: string, given: readonly string[], input: Uint8Array = new Uint8Array()): Promise<Buffer> {
  const options = {
    encoding: 'buffer' as const,
    timeout: TIMEOUT_MS,
    killSignal: 'SIGKILL' as const,
    maxBuffer: MAX_OUTPUT,
    // Its threads gain little and would take the cores from the bot.
    env: { ...process.env, OMP_THREAD_LIMIT: '1' },
  }
  return new Promise((resolve, reject) => {
    const child = execFile(program, given, options, (error, output) =>
      error === null ? resolve(output) : reject(error),
    )
    // A program that ends before it has read everything is told by its own error.
    child.stdin?.on('error', () => {}).end(input)
  })
}
