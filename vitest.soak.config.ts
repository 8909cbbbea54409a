import { defineConfig } from 'vitest/config'

/** The full counts of the fault tests; `npm test` runs small counts of the same functions. One file after the other. */
export default defineConfig({
  test: {
    include: ['test/soak/**/*.soak.ts'],
    fileParallelism: false,
    testTimeout: 30 * 60_000,
    hookTimeout: 60_000,
  },
})
