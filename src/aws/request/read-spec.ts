import type { GatewayError } from '../../errors.ts'
import type { AwsPage, Read } from '../shared/read.ts'
import type { AwsListing, Listing } from './listing.ts'

/** A BatchGet operation. */
export interface BatchReadSpec<Scope extends string[], Input, Output, V>
  extends Pick<Read<V>, 'size' | 'splitOn' | 'emptyOn' | 'singleKeyOn' | 'isShared' | 'writtenByScripts'> {
  /** `scope` is what the keys of one call have in common, such as their deployment. */
  input: (keys: string[], scope: Scope) => Input
  /** The values by key, in any order; keys may be missing. An error applies to its key alone. */
  values: (
    output: Output,
    location: string,
    scope: Scope,
    keys: readonly string[],
  ) => ReadonlyMap<string, V | GatewayError>
  /** The key of a value, if each has its own in it. */
  idOf?: (value: V) => string | undefined
  /** Whether the value is final; `now` in milliseconds since 1970. Default: never. */
  isFinal?: (value: V, now: number) => boolean
  /** All existing keys, if AWS can list them. */
  listing?: (location: string, ...scope: Scope) => AwsListing<string>
}

/** A Get operation, which reads one thing by its key. */
export interface SingleReadSpec<Key extends string[], Input, Output, V> extends Pick<Read<V>, 'isShared'> {
  input: (...key: Key) => Input
  value: (output: Output, location: string, ...key: Key) => V | undefined
  /** The last part of the key of a value, if each has its own in it. */
  idOf?: (value: V) => string | undefined
  /** As for a batch read. */
  isFinal?: (value: V, now: number) => boolean
}

/** A List operation. */
export interface ListReadSpec<Input, Output, T> extends Pick<Read<T>, 'emptyOn'> {
  input: (nextToken: string | undefined) => Input
  page: (output: Output) => AwsPage<T>
  idOf: Listing<T>['idOf']
  /** Whether items can no longer be added or removed. */
  isFinal?: (now: number) => boolean
  /** Called with each item that this request reads. */
  seen?: (item: T) => void
}
