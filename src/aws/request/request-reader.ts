import type { MetadataBearer } from '@smithy/types'
import type { GatewayError } from '../../errors.ts'
import { callAws, type Endpoints, type Operation } from '../calls/call.ts'
import { unreadableIn } from '../calls/unreadable.ts'
import type { Caller } from '../shared/batch-spec.ts'
import type { SharedReads } from '../shared/shared-reads.ts'
import { lifetimeOf } from '../shared/ttl.ts'
import { ListReads } from './list-reads.ts'
import { type Listing, readAll } from './listing.ts'
import { loader, perKey } from './loader.ts'
import type { BatchReadSpec, ListReadSpec, SingleReadSpec } from './read-spec.ts'
import { RequestReads } from './request-reads.ts'

const NOT_LISTED = 'refuses these ids together, and did not list which of them exist.'

/**
 * Reads one AWS service for one request, each thing once: one DataLoader per operation, location and scope, on top of
 * the reads that all requests share.
 */
export class RequestReader<ClientInput extends object, ClientOutput extends MetadataBearer, Config> {
  readonly #endpoints: Endpoints<ClientInput, ClientOutput, Config>
  readonly #reads: RequestReads<ClientInput, ClientOutput, Config>
  readonly #lists: ListReads<ClientInput, ClientOutput, Config>
  readonly #cacheSeconds: number

  /** `cacheSeconds`: how long a changeable thing may be reused. */
  constructor(
    endpoints: Endpoints<ClientInput, ClientOutput, Config>,
    shared: SharedReads,
    caller: Caller,
    cacheSeconds: number,
  ) {
    this.#endpoints = endpoints
    this.#reads = new RequestReads(endpoints, shared, caller)
    this.#lists = new ListReads(endpoints, this.#reads, cacheSeconds)
    this.#cacheSeconds = cacheSeconds
  }

  /** A BatchGet operation of AWS: reads one thing by its scope and key; undefined if AWS does not know it. */
  batched<Scope extends string[], Input extends ClientInput, Output extends ClientOutput, V>(
    operation: Operation<ClientInput, ClientOutput, Config, Input, Output>,
    { input, values, isFinal, listing, ...spec }: BatchReadSpec<Scope, Input, Output, V>,
  ): (location: string, ...path: [...scope: Scope, key: string]) => Promise<V | undefined> {
    const loaderOf = perKey((json) => {
      const [location, ...scope] = JSON.parse(json) as [location: string, ...Scope]
      let existing: Promise<ReadonlySet<string>> | undefined
      const load = this.#reads.of<V>(operation, location, {
        ...spec,
        name: this.#reads.nameOf(operation, location, scope),
        existing:
          listing &&
          (() => {
            existing ??= this.#listedKeys(operation, location, listing(location, ...scope))
            return existing
          }),
        lifetime: (value, now) => lifetimeOf(value, this.#cacheSeconds, value !== undefined && isFinal?.(value, now)),
        read: (keys, call) => {
          const valuesByKey = (output: Output, errorOf: (why: Error) => GatewayError) => {
            const readable = values(output, location, scope, keys)
            const why = unreadableIn(output) ?? unreadableIn([readable])
            // It is unknown which of the other keys belong to the unreadable items.
            return why ? new Map(keys.map((key) => [key, readable.get(key) ?? errorOf(why)])) : readable
          }
          return callAws(this.#endpoints, operation, location, input([...keys], scope), call, valuesByKey, true)
        },
      })
      return loader(spec.size, load)
    })
    return (...path) => {
      const key = path.pop() as string
      return loaderOf(JSON.stringify(path)).load(key)
    }
  }

  /** An operation that reads one thing by its key; undefined if AWS does not know it. */
  each<Key extends string[], Input extends ClientInput, Output extends ClientOutput, V extends object>(
    operation: Operation<ClientInput, ClientOutput, Config, Input, Output>,
    { input, value: toValue, isFinal, isShared }: SingleReadSpec<Key, Input, Output, V>,
  ): ((location: string, ...key: Key) => Promise<V | undefined>) & {
    /** Adds what this request has read by other means. */
    prime: (value: V, location: string, ...key: Key) => void
  } {
    const loaderAt = perKey((location) => {
      const load = this.#reads.of<V>(operation, location, {
        size: 1,
        isShared,
        name: this.#reads.nameOf(operation, location),
        lifetime: (value, now) => lifetimeOf(value, this.#cacheSeconds, value !== undefined && isFinal?.(value, now)),
        read: ([json = '[]'], call) => {
          const key = JSON.parse(json) as Key
          return callAws(this.#endpoints, operation, location, input(...key), call, (output) => {
            const value = toValue(output, location, ...key)
            return new Map(value && [[json, value]])
          })
        },
      })
      return loader(1, load)
    })
    return Object.assign((location: string, ...key: Key) => loaderAt(location).load(JSON.stringify(key)), {
      prime: (value: V, location: string, ...key: Key) => void loaderAt(location).prime(JSON.stringify(key), value),
    })
  }

  /** A List operation. */
  listing<Input extends ClientInput, Output extends ClientOutput, T>(
    operation: Operation<ClientInput, ClientOutput, Config, Input, Output>,
    location: string,
    spec: ListReadSpec<Input, Output, T>,
  ): Listing<T> {
    return this.#lists.listing(operation, location, spec)
  }

  /** Whether a final answer is cached. */
  remembersFinal(operation: { readonly name: string }, location: string, ...path: string[]): boolean {
    const key = path.pop() as string
    return this.#reads.remembersFinal(this.#reads.nameOf(operation, location, path), key)
  }

  /** How AWS was seen to answer an operation in a location, where it is not documented. */
  quirkOf(operation: { readonly name: string }, location: string): string | undefined {
    return this.#reads.quirkOf(this.#reads.nameOf(operation, location))
  }

  rememberQuirk(operation: { readonly name: string }, location: string, quirk: string): void {
    this.#reads.rememberQuirk(this.#reads.nameOf(operation, location), quirk)
  }

  /** All keys that exist; rejects where AWS left some out, since the others may exist too. */
  async #listedKeys(operation: { readonly name: string }, location: string, { read }: Listing<string>) {
    const keys = await readAll(async (token) => {
      const page = await read(token, true)
      if (page.isIncomplete)
        throw this.#reads.failure(operation, location, 'AWS_UNAVAILABLE', 'MissingList', NOT_LISTED)
      return page
    })
    return new Set(keys)
  }
}
