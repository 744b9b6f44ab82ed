import type { MetadataBearer } from '@smithy/types'
import pLimit from 'p-limit'
import { GatewayError } from '../../errors.ts'
import { type Endpoints, operationName } from '../calls/call.ts'
import { toGatewayError } from '../calls/errors.ts'
import { MAX_CONCURRENT_CALLS } from '../calls/queue.ts'
import type { BatchSpec, Caller } from '../shared/batch-spec.ts'
import { MAX_SINGLE_READS } from '../shared/refused-batch.ts'
import { SharedReads } from '../shared/shared-reads.ts'

type Operation = { readonly name: string }

/** The parts of a read besides its operation and location. */
type Spec<V> = Omit<BatchSpec<V>, 'action' | 'location' | 'singleReadsLeft'> & { isShared?: boolean }

/** Loads keys; `isWithinRead`: for a read within another one, which already holds one of the request's slots. */
export type Load<V> = (keys: readonly string[], isWithinRead?: boolean) => Promise<(V | undefined | Error)[]>

/**
 * The shared reads from the viewpoint of one request: it gets its own errors, and cannot fill the queue that all
 * requests share. This is the only limit on the concurrent calls of a request.
 */
export class RequestReads<ClientInput extends object, ClientOutput extends MetadataBearer, Config> {
  readonly #endpoints: Endpoints<ClientInput, ClientOutput, Config>
  readonly #shared: SharedReads
  #unshared: SharedReads | undefined
  readonly caller: Caller
  readonly #limit = pLimit(MAX_CONCURRENT_CALLS)

  constructor(endpoints: Endpoints<ClientInput, ClientOutput, Config>, shared: SharedReads, caller: Caller) {
    this.#endpoints = endpoints
    this.#shared = shared
    this.caller = caller
  }

  /** Reads with equal names are equal. */
  nameOf(operation: Operation, location: string, scope: readonly unknown[] = []): string {
    return JSON.stringify([this.#endpoints.service, operationName(operation), location, ...scope])
  }

  of<V>(operation: Operation, location: string, { isShared = true, ...spec }: Spec<V>): Load<V> {
    const { service } = this.#endpoints
    const name = operationName(operation)
    const reads = isShared ? this.#shared : this.#unsharedReads()
    const read = { ...spec, location, action: `${service}:${name}`, singleReadsLeft: MAX_SINGLE_READS }
    return async (keys, isWithinRead = false) => {
      const load = () => reads.load(read, keys, this.caller)
      const answers = await (isWithinRead ? load() : this.#limit(load))
      const { aborted, reason } = this.caller.signal
      if (!aborted) return answers
      const ended = toGatewayError(reason, { service, operation: name, location })
      return answers.map((answer) => (answer === reason ? ended : answer))
    }
  }

  forget(name: string, key: string): void {
    this.#shared.forget(name, key)
  }

  remembersFinal(name: string, key: string): boolean {
    return this.#shared.remembersFinal(name, key)
  }

  quirkOf(name: string): string | undefined {
    return this.#shared.quirks.get(name)
  }

  /** The first to be seen holds. */
  rememberQuirk(name: string, quirk: string): void {
    if (this.quirkOf(name) === undefined) this.#shared.quirks.set(name, quirk)
  }

  /** An error that the gateway itself detects in an operation's answer. */
  failure(
    operation: Operation,
    location: string,
    code: 'AWS_TIMEOUT' | 'AWS_UNAVAILABLE',
    errorName: string,
    what: string,
  ): GatewayError {
    const { service } = this.#endpoints
    const aws = { service, operation: operationName(operation), location, errorName }
    return new GatewayError(code, `${service} in ${location} ${what}`, { aws })
  }

  /** Only for this request. Without a cache its clock is never read. */
  #unsharedReads(): SharedReads {
    this.#unshared ??= new SharedReads(0, Date.now)
    return this.#unshared
  }
}
