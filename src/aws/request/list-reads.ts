import type { MetadataBearer } from '@smithy/types'
import { GatewayError } from '../../errors.ts'
import { callAws, type Endpoints, type Operation, operationName } from '../calls/call.ts'
import { lifetimeOfPage } from '../shared/ttl.ts'
import type { AwsPage, Listing } from './listing.ts'
import { Pages } from './pages.ts'
import type { ListReadSpec } from './read-spec.ts'
import type { RequestReads } from './request-reads.ts'
import { READ_TIME_SHARE, withinShare } from './share.ts'

// If the last attempt got no answer, a request waits this long, measured from its start and over all its reads there.
// An answer that arrives later is used by the next request.
const SILENT_SHARE_MS = 1_000
// The minimum wait of such a read, for an answer already on its way.
const MIN_SHARE_MS = 100

/** The List operations of a service in one request; each page is read once. */
export class ListReads<ClientInput extends object, ClientOutput extends MetadataBearer, Config> {
  readonly #endpoints: Endpoints<ClientInput, ClientOutput, Config>
  readonly #reads: RequestReads<ClientInput, ClientOutput, Config>
  readonly #cacheSeconds: number
  readonly #startedAt = performance.now()
  readonly #pages = new Pages()

  constructor(
    endpoints: Endpoints<ClientInput, ClientOutput, Config>,
    reads: RequestReads<ClientInput, ClientOutput, Config>,
    cacheSeconds: number,
  ) {
    this.#endpoints = endpoints
    this.#reads = reads
    this.#cacheSeconds = cacheSeconds
  }

  /**
   * A list operation. The list is empty if its parent does not exist (`isMissing`), or if AWS returns an error in
   * `emptyOn`.
   */
  listing<Input extends ClientInput, Output extends ClientOutput, T>(
    operation: Operation<ClientInput, ClientOutput, Config, Input, Output>,
    location: string,
    { input, page, idOf, emptyOn, isFinal, seen }: ListReadSpec<Input, Output, T>,
  ): Listing<T> {
    const name = this.#reads.nameOf(operation, location, [input(undefined)])
    const load = this.#reads.of<AwsPage<T>>(operation, location, {
      size: 1,
      name,
      emptyOn,
      lifetime: (value, now) => lifetimeOfPage(value, this.#cacheSeconds, value && isFinal?.(now)),
      read: ([token = ''], call) =>
        callAws(this.#endpoints, operation, location, input(token || undefined), call, (output) => {
          const items = page(output)
          if (items.isIncomplete) call.isComplete = false
          return new Map([[token, call.isComplete ? items : { ...items, isIncomplete: true }]])
        }),
    })
    const late = () =>
      this.#reads.failure(operation, location, 'AWS_TIMEOUT', 'TimeoutError', 'did not answer in time.')
    const again = `repeated a page token of ${operationName(operation)}, so the list cannot be read to its end.`
    const leadsBack = () => this.#reads.failure(operation, location, 'AWS_UNAVAILABLE', 'RepeatedPageToken', again)
    const read = async (token: string, isWithinRead: boolean): Promise<AwsPage<T>> => {
      const loading = load([token], isWithinRead)
      const [answer = { items: [], isMissing: emptyOn === undefined }] = await withinShare(
        loading,
        this.#shareOf(location),
        late,
      )
      if (answer instanceof Error) throw this.#withoutStaleToken(answer, name, token)
      if (seen) answer.items.forEach(seen)
      return answer
    }
    return {
      key: name,
      location,
      idOf,
      read: (token = '', isWithinRead = false) => {
        const pages = isWithinRead ? `${name} within a read` : name
        return this.#pages.page(pages, token, () => read(token, isWithinRead), leadsBack)
      },
    }
  }

  /**
   * Handles a token that AWS refuses although it issued it: the page with the token is forgotten, so that a retry
   * works.
   */
  #withoutStaleToken(error: Error, listing: string, token: string): Error {
    const previousToken = this.#pages.previousToken(listing, token)
    if (previousToken === undefined || !(error instanceof GatewayError) || error.code !== 'BAD_USER_INPUT') return error
    this.#reads.forget(listing, previousToken)
    return new GatewayError('AWS_UNAVAILABLE', `AWS refuses a page token that it gave: ${error.message}`, {
      aws: error.aws,
      cause: error,
    })
  }

  /** The time limit of a page: pages of other listings have to be read before the request is answered. */
  #shareOf(location: string): number {
    const share = this.#reads.caller.timeoutMs * READ_TIME_SHARE
    if (!this.#endpoints.limitAt(location).breaker.isSilent()) return share
    const left = SILENT_SHARE_MS - (performance.now() - this.#startedAt)
    return Math.min(Math.max(left, MIN_SHARE_MS), share)
  }
}
