import { describe, expect, test } from 'vitest'

import { readPageFiles } from '../../../src/channel/web/page-files.ts'
import { compiledUrl } from '../../../src/compiled-url.ts'

const files = await readPageFiles()

describe('the files of the page', () => {
  test('are found by the compiled program too', async () => {
    const source = new URL('../../../src/channel/web/page-files.ts', import.meta.url)
    const compiled = (await import(compiledUrl(source).href)) as { readPageFiles: typeof readPageFiles }
    expect(await compiled.readPageFiles()).toEqual(files)
  })

  test.each(files)('$path names nothing outside the page', ({ body }) => {
    const addresses = body.match(/\b(?:https?:)?\/\/[\w.]+/g) ?? []
    expect(addresses.filter((address) => address !== 'http://www.w3.org')).toEqual([])
  })

  test('import and link only each other', () => {
    const served = new Set(files.map(({ path }) => path))
    const named = files.flatMap(({ body }) =>
      Array.from(body.matchAll(/(?:from '\.|href="|src=")(\/[^'"]*)/g), ([, path = '']) => path),
    )
    expect(named.length).toBeGreaterThan(5)
    expect(named.filter((path) => !served.has(path))).toEqual([])
  })

  test.each(files.filter(({ path }) => path.endsWith('.js')))('$path never turns text into markup', ({ body }) => {
    expect(body).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|setHTML|DOMParser|srcdoc|eval\(/)
  })

  test('hold no script or style inside the HTML', () => {
    const html = files.find(({ path }) => path === '/')?.body ?? ''
    expect(html).toContain('<html lang="zh-Hans">')
    expect(html).not.toMatch(/<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)/i)
  })
})
