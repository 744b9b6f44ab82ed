import DataLoader from 'dataloader'
import pLimit from 'p-limit'

// Where AWS has no batch read, this many of one request's calls may be under way at once.
const CONCURRENT_READS = 10

/**
 * Loads each key of a request once. Keys of one tick are read together, `size` at a time; where AWS has no batch read
 * (a size of 1) a bounded number of reads are under way.
 */
export function loader<V>(
  size: number,
  read: (keys: readonly string[]) => Promise<(V | undefined | Error)[]>,
): DataLoader<string, V | undefined> {
  if (size > 1) return new DataLoader(read, { maxBatchSize: size })
  const limit = pLimit(CONCURRENT_READS)
  return new DataLoader(async (keys) => (await Promise.all(keys.map((key) => limit(read, [key])))).flat())
}

/** One value per key, made on first use: a client per location, a loader per deployment. */
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
