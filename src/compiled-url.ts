/**
 * The compiled file of a module of src/: `src/a/b.ts` becomes `dist/a/b.js`, and a module that is compiled already is
 * itself. Worker threads and child processes are started from files, and Node 20 starts no `.ts` file; the tests run
 * the sources, so a worker named beside `import.meta.url` has to be looked up in dist/ (built before the tests).
 *
 * @example new Worker(compiledUrl(new URL('./embedding-worker.ts', import.meta.url)))
 */
export function compiledUrl(module: URL): URL {
  const root = new URL('..', import.meta.url).href
  const inside = module.href.slice(root.length).replace(/^(?:src|dist)\//, '')
  return new URL(`dist/${inside.replace(/\.ts$/, '.js')}`, root)
}
