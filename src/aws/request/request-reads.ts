import { type AwsOperation, type Caller, detailsOf, type Endpoints, operationName } from '../calls/call.ts'
import { toGatewayError } from '../calls/errors.ts'
import { MAX_CONCURRENT_CALLS } from '../calls/queue.ts'
import type { Read } from '../shared/read.ts'
import { MAX_SINGLE_READS } from '../shared/refused-batch.ts'
import { SharedReads } from '../shared/shared-reads.ts'
import { Semaphore } from './semaphore.ts'

/**
 * The shared reads from the viewpoint of one request: it gets its own errors, and cannot fill the queue that all
 * requests share. This is the only limit on the concurrent calls of a request.
 */
export class RequestReads {
  readonly endpoints: Endpoints
  readonly shared: SharedReads
  readonly caller: Caller
  #unshared: SharedReads | undefined
  readonly #limit = new Semaphore(MAX_CONCURRENT_CALLS)

  constructor(endpoints: Endpoints, shared: SharedReads, caller: Caller) {
    this.endpoints = endpoints
    this.shared = shared
    this.caller = caller
  }

  /** Reads with equal names are equal. */
  nameOf(operation: AwsOperation['operation'], location: string, scope: readonly unknown[] = []): string {
    return JSON.stringify([this.endpoints.service, operationName(operation), location, ...scope])
  }

  /** A read of this request: `scope` is what its keys have in common. */
  read<V>(
    operation: AwsOperation['operation'],
    location: string,
    scope: readonly unknown[],
    how: Omit<Read<V>, keyof AwsOperation | 'name' | 'action' | 'refused'>,
  ): Read<V> {
    return {
      endpoints: this.endpoints,
      operation,
      location,
      name: this.nameOf(operation, location, scope),
      action: `${this.endpoints.service}:${operationName(operation)}`,
      refused: { singleReadsLeft: MAX_SINGLE_READS },
      ...how,
    }
  }

  /** Loads keys, `read.size` at most. */
  async load<V>(read: Read<V>, keys: readonly string[]): Promise<(V | undefined | Error)[]> {
    const reads = read.isShared === false ? this.#unsharedReads() : this.shared
    const answers = await this.#limit.run(() => reads.load(read, keys, this.caller))
    const { aborted, reason } = this.caller.signal
    if (!aborted) return answers
    const ended = toGatewayError(reason, detailsOf(read))
    return answers.map((answer) => (answer === reason ? ended : answer))
  }

  /** Only for this request. Without a cache its clock is never read. */
  #unsharedReads(): SharedReads {
    this.#unshared ??= new SharedReads(0, Date.now)
    return this.#unshared
  }
}
