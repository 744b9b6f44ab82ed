import type { MetadataBearer } from '@smithy/types'
import type { GatewayError } from '../../errors.ts'
import type { AwsCommand, AwsOperation, Call } from '../calls/call.ts'
import type { Lifetime } from './ttl.ts'

/** One page as AWS returned it: ids or names, or summaries. */
export interface AwsPage<T> {
  items: readonly T[]
  nextToken?: string
  /** AWS reports that the parent of the listing does not exist: the application of these groups, for one. */
  isMissing?: boolean
  /** AWS left out the list or some items, so other items may exist. */
  isIncomplete?: boolean
}

/**
 * How to read an AWS operation in one location, key by key or in batches: the description that a source gives, as data.
 * The keys of a list are its page tokens, '' for the first page.
 */
export interface Read<V> extends AwsOperation {
  /** The service, location, operation and everything else the keys share: reads with equal names are equal. */
  name: string
  /** The IAM action, such as codedeploy:BatchGetDeployments. */
  action: string
  /** The maximum number of keys per call. */
  size: number
  /** The SDK's command for these keys. */
  command(keys: readonly string[]): AwsCommand
  /** The values in its output by key, in any order; keys may be missing. An error applies to its key alone. */
  values(output: MetadataBearer, keys: readonly string[], call: Call): ReadonlyMap<string, V | GatewayError>
  /** How long an answer may be reused. */
  lifetime(value: V | undefined, now: number): Lifetime
  /**
   * AWS error names that may concern one key of the batch instead of the whole call: see `loadBatch` in batch-read.ts.
   */
  splitOn?: ReadonlySet<string>
  /** AWS error names that mean there is nothing to read. */
  emptyOn?: ReadonlySet<string>
  /** AWS error name that means only single keys are accepted: the keys are read one by one from then on. */
  singleKeyOn?: string
  /** The list of all keys; other keys do not exist. */
  existing?: () => Read<AwsPage<string>>
  /** Whether a value that another process stored is one of this key; without it, any value is. */
  isOf?(value: V, key: string): boolean
  /** Whether its values are pages of a list. */
  isList?: true
  /** For a read of all pages of a list as one, by the key '': the list. */
  pages?: Read<V>
  /** Whether other requests may share the answer, concurrently or later. Default: they may. */
  isShared?: boolean
  /** The names of its texts that scripts wrote, which may hold credentials; such an output is indexed. */
  writtenByScripts?: ReadonlySet<string>
  /** The remaining allowance of a request for keys that AWS refuses together. */
  refused: {
    /** How many more keys may be read alone. */
    singleReadsLeft: number
    /** The keys in `existing`, once they were listed. */
    existingKeys?: Promise<ReadonlySet<string>>
  }
}

/** A key and AWS's answer: undefined if nothing exists, an error if it could not be read. */
export type Answer<V> = [key: string, value: V | undefined | Error]
