import type { GatewayError } from '../../errors.ts'
import type { Receipt } from '../receipt.ts'
import type { Lifetime } from './ttl.ts'

/** A request that reads: its receipt, and the signal that ends it. */
export interface Caller {
  /** How many milliseconds the request may take. */
  timeoutMs: number
  receipt: Receipt
  signal: AbortSignal
}

/** What the AWS calls of one answer share: the receipt they are counted on, what ends them, and what they returned. */
export interface Call extends Omit<Caller, 'timeoutMs'> {
  jsonBytes: number
  /** Whether every answer had what was asked for: see `isComplete` of calls/check-output.ts. */
  isComplete: boolean
}

/** How an operation of AWS is read at one location, key by key or in batches. */
export interface BatchSpec<V> {
  /** The service, location, operation and whatever else all keys share: equal names are equal reads. */
  name: string
  /** The IAM action, such as codedeploy:BatchGetDeployments. */
  action: string
  /** The name of the location. */
  location: string
  /** The most keys that one call takes. */
  size: number
  /** One call: what AWS knows of these keys, by key; in any order, with any left out. An error is of its key alone. */
  read: (keys: readonly string[], call: Call) => Promise<ReadonlyMap<string, V | GatewayError>>
  /** For how long an answer may be used again. */
  lifetime: (value: V | undefined, now: number) => Lifetime
  /** AWS error names that may blame one key of the batch and not the call: see `loadBatch` of batch-read.ts. */
  splitOn?: ReadonlySet<string>
  /** The keys that AWS lists: what is not among them does not exist. */
  existing?: () => Promise<ReadonlySet<string>>
  /** AWS error names that say there is nothing to read. */
  emptyOn?: ReadonlySet<string>
  /** How many of its keys may still be read alone because AWS refuses them together. */
  singleReadsLeft: number
  /** AWS error name that says only lists of one are taken here: the keys are read one by one, now and later. */
  singleKeyOn?: string
}

/** A key and what AWS says of it: undefined where there is nothing, an error where it could not be read. */
export type Answer<V> = [key: string, value: V | undefined | Error]
