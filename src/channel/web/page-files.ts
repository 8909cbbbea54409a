import { readFile } from 'node:fs/promises'

/** One file of the page as it is served. */
export interface PageFile {
  readonly path: string
  readonly type: string
  readonly body: string
}

/**
 * The script of the page, beside which its other files lie. They stay in `src/`: the compiler copies none.
 * `src/channel/web/` and `dist/channel/web/` lie equally deep, so the same way up leads to the package from both.
 */
const PAGE = new URL('../../../src/channel/web/page/page.js', import.meta.url)

const SCRIPT = 'text/javascript; charset=utf-8'

/** Path on the server, file name, media type. Nothing outside this table is ever served. */
const FILES = [
  ['/', 'index.html', 'text/html; charset=utf-8'],
  ['/page.css', 'page.css', 'text/css; charset=utf-8'],
  ['/icon.svg', 'icon.svg', 'image/svg+xml'],
  ['/page.js', 'page.js', SCRIPT],
  ['/conversation.js', 'conversation.js', SCRIPT],
  ['/turn.js', 'turn.js', SCRIPT],
  ['/reply.js', 'reply.js', SCRIPT],
  ['/clipboard.js', 'clipboard.js', SCRIPT],
  ['/save-file.js', 'save-file.js', SCRIPT],
  ['/message-view.js', 'message-view.js', SCRIPT],
  ['/blocks.js', 'blocks.js', SCRIPT],
] as const

/** Reads the page, about 20 KB in all. */
export function readPageFiles(): Promise<PageFile[]> {
  return Promise.all(
    FILES.map(async ([path, name, type]) => ({ path, type, body: await readFile(new URL(name, PAGE), 'utf8') })),
  )
}
