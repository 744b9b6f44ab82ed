import type { Call } from '../calls/call.ts'
import type { AnswerCache, Answers, RequestedAnswer } from './answer-cache.ts'
import type { Read } from './read.ts'

/** An answer that another process has read. */
export type RememberedAnswer<V> = RequestedAnswer<V> & { isElsewhere: true }

/** The shared knowledge of all processes about some keys. */
export interface Claim<V> {
  /** The answers that are remembered. */
  found: Answers<V>
  /** The keys that this process is to read. */
  own: ReadonlySet<string>
  /** Waits for the answers that other processes are reading: what is known about those keys then. */
  others?: (signal: AbortSignal) => Promise<Claim<V>>
  /** Keeps what was read of this process's keys, and lets other processes read the rest. */
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

/** Reads from AWS, and adds to `fresh` what may be kept. */
export type Ask<V, Result> = (groups: Groups, call: Call, fresh: Answers<V>) => Promise<Map<string, Result>>

interface Through<V, Result> {
  memory: SecondMemory
  cache: AnswerCache
  read: Read<V>
  ask: Ask<V, Result>
}

/**
 * Reads keys from the second memory, and from AWS those that it lacks. Answers found there go to the cache too. `release`
 * is called with keys as soon as they are read.
 */
export async function throughMemory<V, Result>(
  { memory, cache, read, ask }: Through<V, Result>,
  groups: Groups,
  call: Call,
  release: (keys: Iterable<string>) => void,
): Promise<Map<string, Result | RememberedAnswer<V>>> {
  const results = new Map<string, Result | RememberedAnswer<V>>()
  const use = (claim: Claim<V>): Claim<V> => {
    cache.set(read.name, claim.found)
    for (const [key, { answer, requestedAt }] of claim.found) {
      const { value, final, jsonBytes } = answer // a spread takes ten times as long
      call.receipt.remembered(read.action)
      results.set(key, { value, final, jsonBytes, requestedAt, isElsewhere: true })
    }
    return claim
  }
  const askFor = async (isWanted: (key: string) => boolean, keep?: Claim<V>['keep']): Promise<void> => {
    const wanted = groups.map((keys) => keys.filter(isWanted)).filter((keys) => keys.length > 0)
    const fresh: Answers<V> = new Map()
    try {
      if (wanted.length === 0) return
      const asked = await ask(wanted, Object.assign({}, call, { jsonBytes: 0, isComplete: true }), fresh)
      for (const [key, result] of asked) results.set(key, result)
    } finally {
      keep?.(fresh)
    }
  }
  const settle = async (claimed: Promise<Claim<V>>): Promise<void> => {
    // No error of the memory fails a request.
    const claim = await claimed.then(use).catch(() => undefined)
    if (!claim) return
    const { found, own, others, keep } = claim
    release(found.keys())
    const asked = askFor((key) => own.has(key), keep).finally(() => release(own))
    await Promise.all([asked, others && settle(others(call.signal))])
  }
  await settle(memory.claim(read, groups.flat(), cache.now, call))
  await askFor((key) => !results.has(key))
  return results
}
