/** The folders that the race passes to each side. */
export function readFolders() {
  return JSON.parse(process.argv[2])
}

/**
 * Tells the race how a side did, and ends it. The peak is of the whole process, threads included.
 *
 * @param {number} texts
 * @param {number} startedAt of performance.now()
 */
export function report(texts, startedAt) {
  const seconds = (performance.now() - startedAt) / 1000
  process.stdout.write(`${JSON.stringify({ texts, seconds, megabytes: process.resourceUsage().maxRSS / 1024 })}\n`)
}
