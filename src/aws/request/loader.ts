import DataLoader from 'dataloader'
import pLimit from 'p-limit'

// Maximum concurrent calls of one request to an operation without a batch read.
const CONCURRENT_READS = 10

/**
 * Loads each key of a request once. Keys of the same tick are read together, `size` at a time; if AWS has no batch read
 * (a size of 1), the number of concurrent reads is limited.
 */
export function loader<V>(
  size: number,
  read: (keys: readonly string[]) => Promise<(V | undefined | Error)[]>,
): DataLoader<string, V | undefined> {
  if (size > 1) return new DataLoader(read, { maxBatchSize: size })
  const limit = pLimit(CONCURRENT_READS)
  return new DataLoader(async (keys) => (await Promise.all(keys.map((key) => limit(read, [key])))).flat())
}

/** One value per key, created on first use: a client per location, a loader per deployment. */
export function perKey<V>(make: (key: string) => V): (key: string) => V {
  const made = new Map<string, V>()
  return (key) => {
    let value = made.get(key)
    if (value === undefined) {
      value = make(key)
      made.set(key, value)
    }
    return value
  }
}
