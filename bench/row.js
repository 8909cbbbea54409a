/**
 * A measured figure with the level it has to reach, if any. A value of undefined was not measured, and `note` says why.
 *
 * @param {string} name
 * @param {number | undefined} value
 * @param {{ least?: number, most?: number, unit: string, note?: string }} level
 * @returns {import('./main.js').Row}
 */
export function row(name, value, { note = '', ...level }) {
  return { name, value, ...level, note }
}

/**
 * Imports a package of bench/package.json; undefined where it is not installed.
 *
 * @template T
 * @param {() => Promise<T>} load
 * @returns {Promise<T | undefined>}
 */
export async function ifInstalled(load) {
  try {
    return await load()
  } catch (error) {
    if (error.code === 'ERR_MODULE_NOT_FOUND') return undefined
    throw error
  }
}

/** For the note of a race that was not run. */
export const NOT_INSTALLED = '未测：先运行 npm ci --prefix bench'
