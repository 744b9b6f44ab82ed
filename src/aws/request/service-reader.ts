import type { MetadataBearer } from '@smithy/types'
import pLimit from 'p-limit'
import { GatewayError } from '../../errors.ts'
import { type Endpoints, type Operation, operationName, send } from '../calls/call.ts'
import { toGatewayError } from '../calls/errors.ts'
import { CALLS_AT_ONCE } from '../calls/queue.ts'
import { unreadableIn } from '../calls/unreadable.ts'
import { type BatchSpec, type Caller, MAX_SINGLE_READS } from '../shared/batch-read.ts'
import { SharedReads } from '../shared/shared-reads.ts'
import { lifetimeOf, lifetimeOfPage } from '../shared/ttl.ts'
import { type AwsPage, type Listing, readAll } from './listing.ts'
import { loader, perKey } from './loader.ts'
import { Pages } from './pages.ts'
import { SHARE_OF_A_READ, withinShare } from './share.ts'

interface Sharing {
  /** Whether other requests may be given the answer, at the same time or later. Left out: they may. */
  isShared?: boolean
}

export interface BatchRead<Scope extends string[], Input, Output, V>
  extends Pick<BatchSpec<V>, 'size' | 'splitOn' | 'emptyOn' | 'singleKeyOn'>,
    Sharing {
  /** `scope` is what the keys of one call share, their deployment for one. */
  input: (keys: string[], scope: Scope) => Input
  /** By key; in any order, with any left out. An error is of its key alone. */
  found: (
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

export interface SingleRead<Key extends string[], Input, Output, V> extends Sharing {
  input: (...key: Key) => Input
  found: (output: Output, location: string, ...key: Key) => V | undefined
  /** As of a batch read. */
  isFinal?: (value: V, now: number) => boolean
}

export interface ListRead<Input, Output, T> extends Pick<BatchSpec<T>, 'emptyOn'> {
  input: (nextToken: string | undefined) => Input
  page: (output: Output) => AwsPage<T>
  idOf: Listing<T>['idOf']
  /** Whether nothing can come or go any more. */
  isFinal?: (now: number) => boolean
  /** Hears of each item that this request is given. */
  seen?: (item: T) => void
}

const NOT_LISTED = 'refuses these ids together, and did not list which of them exist.'

// Where the last attempt was met with silence, a request waits for so long from its start, over all that it reads there;
// an answer that comes later is used by the next request.
const SILENT_SHARE_MS = 1_000
// What such a read has in any case: an answer that is on its way.
const LEAST_SHARE_MS = 100

/**
 * One AWS service as one request sees it. What a request reads, it reads once; what several requests read at a time
 * they read together, and what was read before is remembered for as long as it may be: see Reads.
 */
export class ServiceReader<ClientInput extends object, ClientOutput extends MetadataBearer, Config> {
  readonly #endpoints: Endpoints<ClientInput, ClientOutput, Config>
  readonly #startedAt = performance.now()
  readonly #reads: SharedReads
  #own: SharedReads | undefined
  readonly #caller: Caller
  readonly #cacheSeconds: number
  readonly #pages = new Pages()
  // One request alone must not fill the queue in which the calls of all of them wait.
  readonly #turn = pLimit(CALLS_AT_ONCE)

  /** `cacheSeconds`: for how long a thing that can still change is used again. */
  constructor(
    endpoints: Endpoints<ClientInput, ClientOutput, Config>,
    reads: SharedReads,
    caller: Caller,
    cacheSeconds: number,
  ) {
    this.#endpoints = endpoints
    this.#reads = reads
    this.#caller = caller
    this.#cacheSeconds = cacheSeconds
  }

  /** A real BatchGet operation: reads one thing by its scope and key; undefined when AWS does not know it. */
  batched<Scope extends string[], Input extends ClientInput, Output extends ClientOutput, V>(
    operation: Operation<ClientInput, ClientOutput, Config, Input, Output>,
    { input, found, isFinal, listing, ...batch }: BatchRead<Scope, Input, Output, V>,
  ): (location: string, ...path: [...scope: Scope, key: string]) => Promise<V | undefined> {
    const loaderOf = perKey((json) => {
      const [location, ...scope] = JSON.parse(json) as [location: string, ...Scope]
      let existing: Promise<ReadonlySet<string>> | undefined
      const listKeys = async ({ read }: Listing<string>) =>
        new Set(
          await readAll(async (token) => {
            const page = await read(token, true)
            if (page.isIncomplete)
              throw this.#failure(operation, location, 'AWS_UNAVAILABLE', 'MissingList', NOT_LISTED)
            return page
          }),
        )
      return loader(
        batch.size,
        this.#asker<V>(operation, location, {
          ...batch,
          name: this.#nameOf(operation, location, scope),
          existing:
            listing &&
            (() => {
              existing ??= listKeys(listing(location, ...scope))
              return existing
            }),
          lifetime: (value, now) => lifetimeOf(value, this.#cacheSeconds, value !== undefined && isFinal?.(value, now)),
          read: (keys, call) => {
            const read = (output: Output, errorOf: (why: Error) => GatewayError) => {
              const known = found(output, location, scope, keys)
              const why = unreadableIn(output) ?? unreadableIn([known])
              // Which of the other keys stand for the items that could not be read, nobody can tell.
              return why ? new Map(keys.map((key) => [key, known.get(key) ?? errorOf(why)])) : known
            }
            return send(this.#endpoints, operation, location, input([...keys], scope), call, read, true)
          },
        }),
      )
    })
    return (...path) => {
      const key = path.pop() as string
      return loaderOf(JSON.stringify(path)).load(key)
    }
  }

  /** An operation that reads one thing by its key; undefined when AWS does not know it. */
  each<Key extends string[], Input extends ClientInput, Output extends ClientOutput, V extends object>(
    operation: Operation<ClientInput, ClientOutput, Config, Input, Output>,
    { input, found, isFinal, isShared }: SingleRead<Key, Input, Output, V>,
  ): ((location: string, ...key: Key) => Promise<V | undefined>) & {
    /** Puts in what this request knows already. */
    prime: (value: V, location: string, ...key: Key) => void
  } {
    const loaderAt = perKey((location) =>
      loader(
        1,
        this.#asker<V>(operation, location, {
          size: 1,
          isShared,
          name: this.#nameOf(operation, location),
          lifetime: (value, now) => lifetimeOf(value, this.#cacheSeconds, value !== undefined && isFinal?.(value, now)),
          read: ([json = '[]'], call) => {
            const key = JSON.parse(json) as Key
            return send(this.#endpoints, operation, location, input(...key), call, (output) => {
              const value = found(output, location, ...key)
              return new Map(value && [[json, value]])
            })
          },
        }),
      ),
    )
    return Object.assign((location: string, ...key: Key) => loaderAt(location).load(JSON.stringify(key)), {
      prime: (value: V, location: string, ...key: Key) => void loaderAt(location).prime(JSON.stringify(key), value),
    })
  }

  /**
   * A list operation. It is empty when what it belongs to does not exist (`isMissing`), or when `emptyOn` has the AWS
   * error.
   */
  listing<Input extends ClientInput, Output extends ClientOutput, T>(
    operation: Operation<ClientInput, ClientOutput, Config, Input, Output>,
    location: string,
    { input, page, idOf, emptyOn, isFinal, seen }: ListRead<Input, Output, T>,
  ): Listing<T> {
    const name = this.#nameOf(operation, location, [input(undefined)])
    const asked = this.#asker<AwsPage<T>>(operation, location, {
      size: 1,
      name,
      emptyOn,
      lifetime: (value, now) => lifetimeOfPage(value, this.#cacheSeconds, value && isFinal?.(now)),
      read: ([token = ''], call) =>
        send(this.#endpoints, operation, location, input(token || undefined), call, (output) => {
          const read = page(output)
          if (read.isIncomplete) call.isComplete = false
          return new Map([[token, call.isComplete ? read : { ...read, isIncomplete: true }]])
        }),
    })
    const late = () => this.#failure(operation, location, 'AWS_TIMEOUT', 'TimeoutError', 'did not answer in time.')
    const again = `repeated a page token of ${operationName(operation)}, so the list cannot be read to its end.`
    const leadsBack = () => this.#failure(operation, location, 'AWS_UNAVAILABLE', 'RepeatedPageToken', again)
    return {
      key: name,
      location,
      idOf,
      read: (token = '', isWithinRead = false) =>
        this.#pages.page(
          isWithinRead ? `${name} within a read` : name,
          token,
          async () => {
            const reading = asked([token], isWithinRead)
            const [answer = { items: [], isMissing: emptyOn === undefined }] = await withinShare(
              reading,
              this.#shareOf(location),
              late,
            )
            if (answer instanceof Error) throw this.#withoutStaleToken(answer, name, token)
            if (seen) answer.items.forEach(seen)
            return answer
          },
          leadsBack,
        ),
    }
  }

  /** Whether something is remembered that cannot change any more. */
  remembersFinal(operation: { readonly name: string }, location: string, ...path: string[]): boolean {
    const key = path.pop() as string
    return this.#reads.remembersFinal(this.#nameOf(operation, location, path), key)
  }

  /** What was learnt of how AWS answers an operation in a location. */
  learnt(operation: { readonly name: string }, location: string): string | undefined {
    return this.#reads.lessons.get(this.#nameOf(operation, location))
  }

  /** Keeps it, for as long as answers are kept; the first to be learnt holds. */
  learn(operation: { readonly name: string }, location: string, lesson: string): void {
    if (this.learnt(operation, location) === undefined)
      this.#reads.lessons.set(this.#nameOf(operation, location), lesson)
  }

  /** A token that AWS refuses although it gave it: the page it came with is of no more use, so that the next try works. */
  #withoutStaleToken(error: Error, listing: string, token: string): Error {
    const giver = this.#pages.giverOf(listing, token)
    if (giver === undefined || !(error instanceof GatewayError) || error.code !== 'BAD_USER_INPUT') return error
    this.#reads.forget(listing, giver)
    return new GatewayError('AWS_UNAVAILABLE', `AWS refuses a page token that it gave: ${error.message}`, {
      aws: error.aws,
      cause: error,
    })
  }

  /** How long a page may take: those of other listings shall be there, too, before the request has to be answered. */
  #shareOf(location: string): number {
    const share = this.#caller.timeoutMs * SHARE_OF_A_READ
    if (!this.#endpoints.limitAt(location).breaker.isSilent()) return share
    const left = SILENT_SHARE_MS - (performance.now() - this.#startedAt)
    return Math.min(Math.max(left, LEAST_SHARE_MS), share)
  }

  /** What this gateway itself finds wrong with an operation. */
  #failure(
    operation: { readonly name: string },
    location: string,
    code: 'AWS_TIMEOUT' | 'AWS_UNAVAILABLE',
    errorName: string,
    what: string,
  ): GatewayError {
    const { service } = this.#endpoints
    const aws = { service, operation: operationName(operation), location, errorName }
    return new GatewayError(code, `${service} in ${location} ${what}`, { aws })
  }

  /** Of this request alone: without a memory nothing is asked of their clock. */
  #ownReads(): SharedReads {
    this.#own ??= new SharedReads(0, Date.now)
    return this.#own
  }

  #nameOf(operation: { readonly name: string }, location: string, scope: readonly unknown[] = []): string {
    return JSON.stringify([this.#endpoints.service, operationName(operation), location, ...scope])
  }

  /** Asks for this request's caller, who may leave before there is an answer. */
  #asker<V>(
    operation: { readonly name: string },
    location: string,
    { isShared = true, ...asked }: Omit<BatchSpec<V>, 'action' | 'location' | 'singleReadsLeft'> & Sharing,
  ) {
    const { service } = this.#endpoints
    const reads = isShared ? this.#reads : this.#ownReads()
    const name = operationName(operation)
    const question = { ...asked, location, action: `${service}:${name}`, singleReadsLeft: MAX_SINGLE_READS }
    return async (keys: readonly string[], isWithinRead = false): Promise<(V | undefined | Error)[]> => {
      const read = () => reads.answers(question, keys, this.#caller)
      const answers = await (isWithinRead ? read() : this.#turn(read))
      const { aborted, reason } = this.#caller.signal
      if (!aborted) return answers
      const left = toGatewayError(reason, { service, operation: name, location })
      return answers.map((answer) => (answer === reason ? left : answer))
    }
  }
}
