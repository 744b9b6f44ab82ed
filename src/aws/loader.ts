import DataLoader from 'dataloader'
import pLimit from 'p-limit'
import { ReadError, saysNothingThere } from './errors.ts'

/** Reads one thing by its key; undefined where AWS says that it does not exist. */
export type Load<V> = (key: string) => Promise<V | undefined>

export interface BatchRead<V> {
  /** The most keys that one call takes. */
  size: number
  /** One BatchGet call: what AWS knows of these keys, by key; in any order, with any left out. */
  read: (keys: readonly string[]) => Promise<Map<string, V>>
  /** AWS error names that blame one key of the batch and not the call: the batch is halved until that key is alone. */
  blamesOneKey?: ReadonlySet<string>
  /** AWS error name that says there is nothing to read yet. */
  emptyOn?: string
  /** AWS error name that says only lists of one are taken here: the keys are read one by one, now and later. */
  onlyOneAtATime?: string
}

/** A loader over a real BatchGet operation: keys of one tick share calls, a key is read once. */
export function batched<V>({ size, read, blamesOneKey, emptyOn, onlyOneAtATime }: BatchRead<V>): Load<V> {
  let oneAtATime = false

  async function readAll(keys: readonly string[]): Promise<(V | undefined | Error)[]> {
    if (oneAtATime && keys.length > 1) return inParts(keys.map((key) => [key]))
    try {
      const found = await read(keys)
      return keys.map((key) => found.get(key))
    } catch (error) {
      if (!(error instanceof ReadError)) throw error
      const name = error.aws?.errorName
      const mayBeOneKey = keys.length > 1 && name !== undefined
      if (mayBeOneKey && name === onlyOneAtATime) {
        oneAtATime = true
        return readAll(keys)
      }
      if (!mayBeOneKey || !blamesOneKey?.has(name))
        return keys.map(() => (saysNothingThere(error, emptyOn) ? undefined : error))
      const half = Math.ceil(keys.length / 2)
      return inParts([keys.slice(0, half), keys.slice(half)])
    }
  }

  const inParts = async (parts: readonly (readonly string[])[]) => (await Promise.all(parts.map(readAll))).flat()

  const loader = new DataLoader(readAll, { maxBatchSize: size })
  return (key) => loader.load(key)
}

// Where AWS has no batch read, this many of one request's calls may be under way at once.
const CONCURRENT_READS = 10

/**
 * A loader where AWS has no batch read: one call per key, each key once, a bounded number at a time. `prime` puts in
 * what is known without a call.
 */
export function each<Key extends string[], V extends object>(
  read: (...key: Key) => Promise<V | undefined>,
): ((...key: Key) => Promise<V | undefined>) & { prime: (key: Key, value: V) => void } {
  const limit = pLimit(CONCURRENT_READS)
  const readOne = async (key: Key): Promise<V | undefined | Error> => {
    try {
      return await read(...key)
    } catch (error) {
      if (error instanceof ReadError) return saysNothingThere(error) ? undefined : error
      throw error
    }
  }
  const loader = new DataLoader<Key, V | undefined, string>(
    (keys) => Promise.all(keys.map((key) => limit(readOne, key))),
    {
      cacheKeyFn: JSON.stringify,
    },
  )
  return Object.assign((...key: Key) => loader.load(key), {
    prime: (key: Key, value: V) => void loader.prime(key, value),
  })
}

/** One value per key, made on first use: a loader per location, a loader per deployment. */
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
