import { expect, test } from 'vitest'
import { compiledUrl } from '../src/compiled-url.ts'

const ROOT = new URL('..', import.meta.url).href

test('a module of src/ is found where it is compiled to', () => {
  expect(compiledUrl(new URL('src/a/b.ts', ROOT)).href).toBe(`${ROOT}dist/a/b.js`)
})

test('seen from a compiled module, a worker named with .ts is its compiled neighbour', () => {
  expect(compiledUrl(new URL('dist/a/b.ts', ROOT)).href).toBe(`${ROOT}dist/a/b.js`)
})
