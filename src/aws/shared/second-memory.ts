import type { Call } from '../calls/call.ts'
import type { AnswerCache, CachedAnswer } from './answer-cache.ts'
import type { Read } from './read.ts'

/** An answer, when AWS was called for it in time of `AnswerCache.now`, and for how many seconds it may be used from then. */
export interface DatedAnswer<V> {
  answer: CachedAnswer<V>
  requestedAt: number
  seconds: number
}

/** An answer that another process has read, and when it called AWS, in time of `AnswerCache.now`. */
export type RememberedAnswer<V> = CachedAnswer<V> & { requestedAt: number }

export type Answers<V> = Map<string, DatedAnswer<V>>

/** The shared knowledge of all processes about some keys. */
export interface Claim<V> {
  /** The answers that are remembered. */
  found: Answers<V>
  /** The keys that this process is to read. */
  own: ReadonlySet<string>
  /** Waits for the answers that another process is reading. Those still missing then are not coming. */
  others: (signal: AbortSignal) => Promise<Answers<V>>
  /** Keeps what was read, and lets other processes read the rest. */
  keep: (answers: Answers<V>) => void
}

/** A memory that several processes share. It never fails: without it, everything is read from AWS. */
export interface SecondMemory {
  holds: (read: Read<unknown>) => boolean
  /** `now` is the time of `AnswerCache.now`; `call` belongs to the read that needs the keys. */
  claim: <V>(read: Read<V>, keys: readonly string[], now: () => number, call: Call) => Promise<Claim<V>>
  /** Removes an answer that turned out to be unusable. */
  forget: (read: Pick<Read<unknown>, 'location' | 'name'>, key: string) => void
}

/** Keys, by the caller that was the first to request them. */
export type Groups = readonly (readonly string[])[]

/**
 * Reads keys from the second memory, and from AWS those that it lacks. Answers found there go to the cache too; `ask` reads
 * from AWS and adds to `fresh` what may be kept.
 */
export async function throughMemory<V, Result>(
  memory: SecondMemory,
  cache: AnswerCache,
  read: Read<V>,
  groups: Groups,
  call: Call,
  ask: (groups: Groups, call: Call, fresh: Answers<V>) => Promise<Map<string, Result>>,
): Promise<Map<string, Result | RememberedAnswer<V>>> {
  const { found, own, others, keep } = await memory.claim(read, groups.flat(), cache.now, call)
  const results = new Map<string, Result | RememberedAnswer<V>>()
  const use = (answers: Answers<V>) => {
    for (const [key, { answer, requestedAt, seconds }] of answers) {
      call.receipt.remembered(read.action)
      cache.set(read.name, key, answer, requestedAt, seconds)
      results.set(key, { ...answer, requestedAt })
    }
  }
  const askFor = async (isWanted: (key: string) => boolean): Promise<void> => {
    const wanted = groups.map((keys) => keys.filter(isWanted)).filter((keys) => keys.length > 0)
    const fresh: Answers<V> = new Map()
    try {
      if (wanted.length === 0) return
      const asked = await ask(wanted, { ...call, jsonBytes: 0, isComplete: true }, fresh)
      for (const [key, result] of asked) results.set(key, result)
    } finally {
      keep(fresh)
    }
  }
  use(found)
  await Promise.all([askFor((key) => own.has(key)), others(call.signal).then(use)])
  if (groups.some((keys) => keys.some((key) => !results.has(key) && !own.has(key))))
    await askFor((key) => !results.has(key) && !own.has(key))
  return results
}
