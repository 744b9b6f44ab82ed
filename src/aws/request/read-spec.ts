import type { GatewayError } from '../../errors.ts'
import type { BatchSpec } from '../shared/batch-spec.ts'
import type { AwsPage, Listing } from './listing.ts'

interface Sharing {
  /** Whether other requests may be given the answer, at the same time or later. Left out: they may. */
  isShared?: boolean
}

/** A BatchGet operation. */
export interface BatchReadSpec<Scope extends string[], Input, Output, V>
  extends Pick<BatchSpec<V>, 'size' | 'splitOn' | 'emptyOn' | 'singleKeyOn'>,
    Sharing {
  /** `scope` is what the keys of one call share, such as their deployment. */
  input: (keys: string[], scope: Scope) => Input
  /** By key; in any order, with any left out. An error is of its key alone. */
  values: (
    output: Output,
    location: string,
    scope: Scope,
    keys: readonly string[],
  ) => ReadonlyMap<string, V | GatewayError>
  /** Whether it cannot change any more; `now` in milliseconds since 1970. Left out: it always can. */
  isFinal?: (value: V, now: number) => boolean
  /** All keys, where AWS lists them. */
  listing?: (location: string, ...scope: Scope) => Listing<string>
}

/** A Get operation: one thing by its key. */
export interface SingleReadSpec<Key extends string[], Input, Output, V> extends Sharing {
  input: (...key: Key) => Input
  value: (output: Output, location: string, ...key: Key) => V | undefined
  /** As of a batch read. */
  isFinal?: (value: V, now: number) => boolean
}

/** A List operation. */
export interface ListReadSpec<Input, Output, T> extends Pick<BatchSpec<T>, 'emptyOn'> {
  input: (nextToken: string | undefined) => Input
  page: (output: Output) => AwsPage<T>
  idOf: Listing<T>['idOf']
  /** Whether no item can be added or removed any more. */
  isFinal?: (now: number) => boolean
  /** Is given each item that this request reads. */
  seen?: (item: T) => void
}
