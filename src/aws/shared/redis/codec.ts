import { NormalizedSchema } from '@smithy/core/schema'
import { Packr } from 'msgpackr'
import { MAX_ANSWER_BYTES } from '../../calls/answer-body.ts'
import type { Call } from '../../calls/call.ts'
import { AWS_JSON } from '../../calls/codec.ts'
import { Indexed } from '../../calls/indexed/indexed.ts'
import { IndexedList } from '../../calls/indexed/indexed-list.ts'
import type { CachedAnswer } from '../answer-cache.ts'
import type { Read } from '../read.ts'

/** Part of every key: it changes with the format of values, so that no process reads those of another version. */
export const FORMAT = 1

// A larger one would not be stored within the time that a command has, and others would wait for it meanwhile.
export const MAX_VALUE_BYTES = 1_000_000

/** An answer in Redis; `askedAt` is when AWS was called for it, in milliseconds of the clock of Redis. */
export interface Stored<V> {
  answer: CachedAnswer<V>
  askedAt: number
  /** For how long it may be used from then; Infinity if it is final. */
  seconds: number
}

// An absence, an object, and an item of AWS's answer in the bytes that AWS sent, which are not parsed to be stored or used.
// Measured with 1,000 targets: a twentieth of the time of objects to store them, a fifth to use them.
const [ABSENT, OBJECT, SENT] = [0, 1, 2]

// Without records: the values of a batch are read one by one, and compiling the records of each takes four times as long as
// reading it. A value from elsewhere has nothing compiled either.
const packr = new Packr({ useRecords: false })

// By operation, and by read: a command is made for the first of its keys alone.
const indexedLists = new WeakMap<object, { of: IndexedList | undefined }>()

function indexedListFor<V>(read: Read<V>, key: string): IndexedList | undefined {
  if (!read.writtenByScripts) return undefined
  let known = indexedLists.get(read)
  if (!known) {
    const { schema } = read.command([key])
    known = indexedLists.get(schema) ?? {
      of: IndexedList.of(NormalizedSchema.of(schema[5]), { settings: AWS_JSON, scrubbed: read.writtenByScripts }),
    }
    indexedLists.set(schema, known).set(read, known)
  }
  return known.of
}

/** Texts that scripts wrote are stored as this process shows them: without credentials, unless SCRUB_LOGS is off. */
export function encode<V>({ writtenByScripts }: Read<V>, { answer, askedAt, seconds }: Stored<V>): Buffer {
  const { value, final, jsonBytes } = answer
  const isSent = value instanceof Indexed && writtenByScripts !== undefined && !value.place.mayHoldCredentials
  const kind = value === undefined ? ABSENT : isSent ? SENT : OBJECT
  const content = isSent ? value.place.sent : value instanceof Indexed ? value.toJSON() : value
  // Times of this size are doubles: their eight bytes begin at the fourth of all (answer-store.ts).
  return packr.pack([FORMAT, askedAt, seconds, final, jsonBytes, kind, content])
}

/** A value as it is stored. */
interface Frame {
  askedAt: number
  seconds: number
  final: boolean
  jsonBytes: number
  kind: number
  content: unknown
}

/**
 * The answers in the values of some keys, without anything that `encode` does not write for a key. The settings of this process
 * may allow less time for an answer than those of the process that stored it.
 */
export function decode<V>(read: Read<V>, values: ReadonlyMap<string, Buffer>, call: Call): Map<string, Stored<V>> {
  const frames = new Map<string, Frame>()
  const sent = new Map<string, Uint8Array>()
  for (const [key, bytes] of values) {
    const frame = frameOf(bytes)
    if (!frame) continue
    frames.set(key, frame)
    if (frame.kind === SENT && frame.content instanceof Uint8Array) sent.set(key, frame.content)
  }
  const items = sentValues(read, sent, call)
  const stored = new Map<string, Stored<V>>()
  for (const [key, frame] of frames) {
    const value = frame.kind === SENT ? items.get(key) : frame.kind === OBJECT ? frame.content : undefined
    const answer = attempt(() => storedOf(read, key, frame, value))
    if (answer) stored.set(key, answer)
  }
  return stored
}

/** Undefined for an error: a damaged value may cause any. */
function attempt<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch {
    return undefined
  }
}

function storedOf<V>(read: Read<V>, key: string, frame: Frame, content: unknown): Stored<V> | undefined {
  const { askedAt, seconds, final, jsonBytes, kind } = frame
  if (kind !== ABSENT && !isValue(read, key, content)) return undefined
  const value = content as V | undefined // as a process with the same format stored it
  const lifetime = read.lifetime(value, askedAt) // of a final one too: it throws if there is something else than a date
  return {
    answer: { value, final, jsonBytes },
    askedAt,
    seconds: final ? seconds : Math.min(seconds, lifetime.seconds),
  }
}

function frameOf(bytes: Buffer): Frame | undefined {
  if (bytes.length > MAX_VALUE_BYTES) return undefined
  const stored = attempt<unknown>(() => packr.unpack(bytes))
  if (!Array.isArray(stored) || stored.length !== 7) return undefined
  const [format, askedAt, seconds, final, jsonBytes, kind, content] = stored as unknown[]
  const isDated = isAmount(askedAt) && (isAmount(seconds) || seconds === Number.POSITIVE_INFINITY)
  const hasSize = isAmount(jsonBytes) && jsonBytes <= MAX_ANSWER_BYTES
  if (format !== FORMAT || !isDated || typeof final !== 'boolean' || !hasSize) return undefined
  if (kind !== ABSENT && kind !== OBJECT && kind !== SENT) return undefined
  return { askedAt, seconds, final, jsonBytes: Math.max(jsonBytes, bytes.length), kind, content } // what the cache counts
}

/** The values in items as AWS sent them: of all at once, or one by one if one of them is something else. */
function sentValues<V>(read: Read<V>, sent: ReadonlyMap<string, Uint8Array>, call: Call): ReadonlyMap<string, unknown> {
  const valuesOf = (keys: readonly string[], contents: readonly Uint8Array[]) =>
    attempt(() => {
      const output = indexedListFor(read, keys[0] ?? '')?.readItems(contents)
      return output && read.values({ $metadata: {}, ...output }, keys, call)
    })
  if (sent.size === 0) return new Map()
  const keys = [...sent.keys()]
  const all = valuesOf(keys, [...sent.values()])
  // In the same order: each value was stored for its key.
  if (all?.size === keys.length && [...all.keys()].every((key, index) => key === keys[index])) return all
  return new Map([...sent].map(([key, content]) => [key, valuesOf([key], [content])?.get(key)]))
}

const isAmount = (value: unknown): value is number =>
  typeof value === 'number' && value >= 0 && value <= Number.MAX_SAFE_INTEGER

/** References are read in the location of the value: one of another location would show what a caller may not see. */
function isValue<V>({ isList, isOf, location }: Read<V>, key: string, value: unknown): boolean {
  if (typeof value !== 'object' || value === null || !isOrLacks(location, value)) return false
  const { items, nextToken }: { items?: unknown; nextToken?: unknown } = value
  const isPage = Array.isArray(items) && typeof (nextToken ?? '') === 'string'
  if (isList && !(isPage && items.every((item) => isOrLacks(location, item)))) return false
  return !isOf || isOf(value as V, key)
}

const isOrLacks = (location: string, value: unknown): boolean =>
  typeof value !== 'object' || value === null || !('location' in value) || value.location === location
