/** Remembers what was made for a key, for the `limit` keys used last: for what is asked for again and again out of much. */
export interface BoundedCache<Key, Value> {
  readonly get: (key: Key) => Value
}

/** `make` is called for a key that is not remembered; what it throws is passed on and not remembered. */
export function createBoundedCache<Key, Value>(limit: number, make: (key: Key) => Value): BoundedCache<Key, Value> {
  const remembered = new Map<Key, { readonly value: Value }>()
  return {
    get(key) {
      const known = remembered.get(key) ?? { value: make(key) }
      // A map keeps the order in which keys came in: taken out and put in again, a key is the newest.
      remembered.delete(key)
      remembered.set(key, known)
      if (remembered.size > limit) forgetOldest(remembered)
      return known.value
    },
  }
}

function forgetOldest(remembered: Map<unknown, unknown>): void {
  for (const oldest of remembered.keys()) {
    remembered.delete(oldest)
    return
  }
}
