import type { GatewayError } from '../../errors.ts'
import type { Receipt } from '../receipt.ts'
import type { Lifetime } from './ttl.ts'

/** A request that reads: its time limit, its receipt, and the signal that ends it. */
export interface Caller {
  /** The request's time limit in milliseconds. */
  timeoutMs: number
  receipt: Receipt
  signal: AbortSignal
  /** Whether AWS is asked for everything that can still change, whatever is cached. */
  rereads?: boolean
}

/**
 * What the AWS calls of one answer share: the receipt that counts them, the signal that ends them, and what they
 * returned.
 */
export interface Call extends Omit<Caller, 'timeoutMs' | 'rereads'> {
  jsonBytes: number
  /** Whether every output had the expected members: see `isComplete` in calls/check-output.ts. */
  isComplete: boolean
}

/** How to read an AWS operation at one location, key by key or in batches. */
export interface BatchSpec<V> {
  /** The service, location, operation and everything else the keys share: specs with equal names are equal. */
  name: string
  /** The IAM action, such as codedeploy:BatchGetDeployments. */
  action: string
  /** The name of the location. */
  location: string
  /** The maximum number of keys per call. */
  size: number
  /** One call: AWS's values by key, in any order; keys may be missing. An error applies to its key alone. */
  read: (keys: readonly string[], call: Call) => Promise<ReadonlyMap<string, V | GatewayError>>
  /** How long an answer may be reused. */
  lifetime: (value: V | undefined, now: number) => Lifetime
  /**
   * AWS error names that may concern one key of the batch instead of the whole call: see `loadBatch` in batch-read.ts.
   */
  splitOn?: ReadonlySet<string>
  /** All keys that AWS lists; other keys do not exist. */
  existing?: () => Promise<ReadonlySet<string>>
  /** AWS error names that mean there is nothing to read. */
  emptyOn?: ReadonlySet<string>
  /** How many more keys may be read alone because AWS refuses them together. */
  singleReadsLeft: number
  /** AWS error name that means only single keys are accepted: the keys are read one by one from then on. */
  singleKeyOn?: string
}

/** A key and AWS's answer: undefined if nothing exists, an error if it could not be read. */
export type Answer<V> = [key: string, value: V | undefined | Error]
