import type { MetadataBearer } from '@smithy/types'
import type { Caller, Endpoints, Operation } from '../calls/call.ts'
import { perKey } from '../per-key.ts'
import type { AwsPage, Read } from '../shared/read.ts'
import type { SharedReads } from '../shared/shared-reads.ts'
import { lifetimeOf } from '../shared/ttl.ts'
import { BatchLoader, type Loaded } from './batch-loader.ts'
import { ListReads } from './list-reads.ts'
import type { AwsListing } from './listing.ts'
import type { BatchReadSpec, ListReadSpec, SingleReadSpec } from './read-spec.ts'
import { RequestReads } from './request-reads.ts'

/** Reads things by their scope and key. */
export interface Batched<Scope extends string[], V> {
  (location: string, ...path: [...scope: Scope, key: string]): Promise<V | undefined>
  /** Those of many keys, in their order. */
  all: (keys: readonly string[], location: string, ...scope: Scope) => Promise<Loaded<V>[]>
}

/**
 * Reads one AWS service for one request, each thing once: one BatchLoader per operation, location and scope, on top of
 * the reads that all requests share.
 */
export class RequestReader<ClientInput extends object, ClientOutput extends MetadataBearer, Config> {
  readonly #reads: RequestReads
  readonly #lists: ListReads<ClientInput, ClientOutput, Config>
  readonly #cacheSeconds: number

  /** `cacheSeconds`: how long a changeable thing may be reused; `enumerationSeconds`: how long an enumeration. */
  constructor(
    endpoints: Endpoints,
    shared: SharedReads,
    caller: Caller,
    cacheSeconds: number,
    enumerationSeconds: number,
  ) {
    this.#reads = new RequestReads(endpoints, shared, caller)
    this.#lists = new ListReads(this.#reads, cacheSeconds, enumerationSeconds)
    this.#cacheSeconds = cacheSeconds
  }

  /** A BatchGet operation of AWS: reads one thing by its scope and key; undefined if AWS does not know it. */
  batched<Scope extends string[], Input extends ClientInput, Output extends ClientOutput, V>(
    operation: Operation<ClientInput, ClientOutput, Config, Input, Output>,
    { input, values, idOf, isFinal, listing, ...spec }: BatchReadSpec<Scope, Input, Output, V>,
  ): Batched<Scope, V> {
    const loaderOf = perKey((json) => {
      const [location, ...scope] = JSON.parse(json) as [location: string, ...Scope]
      return this.#loader(
        this.#reads.read<V>(operation, location, scope, {
          command: (keys) => new operation(input([...keys], scope)),
          values: (output: Output, keys) => values(output, location, scope, keys),
          isOf: idOf && ((value, key) => idOf(value) === key),
          lifetime: this.#lifetime(isFinal),
          existing: listing && (() => listing(location, ...scope).pages),
          ...spec,
        }),
      )
    })
    const one = (...path: string[]) => {
      const key = path.pop() as string
      return loaderOf(JSON.stringify(path)).one(key)
    }
    return Object.assign(one, {
      all: (keys: readonly string[], ...path: string[]) => loaderOf(JSON.stringify(path)).all(keys),
    })
  }

  /** An operation that reads one thing by its key; undefined if AWS does not know it. */
  each<Key extends string[], Input extends ClientInput, Output extends ClientOutput, V extends object>(
    operation: Operation<ClientInput, ClientOutput, Config, Input, Output>,
    { input, value: toValue, idOf, isFinal, isShared }: SingleReadSpec<Key, Input, Output, V>,
  ): ((location: string, ...key: Key) => Promise<V | undefined>) & {
    /** Adds what this request has read by other means. */
    prime: (value: V, location: string, ...key: Key) => void
  } {
    const loaderAt = perKey((location) =>
      this.#loader(
        this.#reads.read<V>(operation, location, [], {
          size: 1,
          isShared,
          command: ([json = '[]']) => new operation(input(...(JSON.parse(json) as Key))),
          values: (output: Output, [json = '[]']) => {
            const value = toValue(output, location, ...(JSON.parse(json) as Key))
            return new Map(value && [[json, value]])
          },
          isOf: idOf && ((value, json) => idOf(value) === (JSON.parse(json) as Key).at(-1)),
          lifetime: this.#lifetime(isFinal),
        }),
      ),
    )
    return Object.assign((location: string, ...key: Key) => loaderAt(location).one(JSON.stringify(key)), {
      prime: (value: V, location: string, ...key: Key) => void loaderAt(location).prime(JSON.stringify(key), value),
    })
  }

  /** A List operation. */
  listing<Input extends ClientInput, Output extends ClientOutput, T>(
    operation: Operation<ClientInput, ClientOutput, Config, Input, Output>,
    location: string,
    spec: ListReadSpec<Input, Output, T>,
  ): AwsListing<T> {
    return this.#lists.listing(operation, location, spec)
  }

  /**
   * Every item of a list, as AWS has them now or had them up to ENUMERATION_SECONDS ago; once per request. An empty
   * list is remembered for this long only if `isEmptyKept`.
   */
  enumeration<T>(listing: AwsListing<T>, isEmptyKept = true): Promise<AwsPage<T>> {
    return this.#lists.enumeration(listing, isEmptyKept)
  }

  /** Whether a final answer is cached. */
  remembersFinal(operation: { readonly name: string }, location: string, ...path: string[]): boolean {
    const key = path.pop() as string
    return this.#reads.shared.remembered(this.#reads.nameOf(operation, location, path), key)?.final ?? false
  }

  /** How AWS was seen to answer an operation in a location, where it is not documented. */
  quirkOf(operation: { readonly name: string }, location: string): string | undefined {
    return this.#reads.shared.quirks.get(this.#reads.nameOf(operation, location))
  }

  /** The first to be seen holds. */
  rememberQuirk(operation: { readonly name: string }, location: string, quirk: string): void {
    if (this.quirkOf(operation, location) === undefined)
      this.#reads.shared.quirks.set(this.#reads.nameOf(operation, location), quirk)
  }

  #loader<V>(read: Read<V>): BatchLoader<V> {
    return new BatchLoader(read.size, (keys) => this.#reads.load(read, keys))
  }

  #lifetime<V>(isFinal: ((value: V, now: number) => boolean) | undefined): Read<V>['lifetime'] {
    return (value, now) => lifetimeOf(value, this.#cacheSeconds, value !== undefined && isFinal?.(value, now))
  }
}
