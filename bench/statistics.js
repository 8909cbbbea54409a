/** @param {readonly number[]} values */
export function median(values) {
  return percentile(values, 0.5)
}

/**
 * The value below which that share of the values lies; of a small number of them the next larger one.
 *
 * @param {readonly number[]} values
 * @param {number} share
 */
export function percentile(values, share) {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]
}
