import type { MetadataBearer } from '@smithy/types'
import { type AwsOperation, detailsOf, type Operation } from '../calls/call.ts'
import { ownFailure } from '../calls/errors.ts'
import { isRefusedToken, refusedToken, repeatedToken } from '../shared/page-errors.ts'
import type { AwsPage, Read } from '../shared/read.ts'
import { lifetimeOfPage } from '../shared/ttl.ts'
import { READ_TIME_SHARE, withinShare } from '../time-share.ts'
import type { AwsListing } from './listing.ts'
import { Pages } from './pages.ts'
import type { ListReadSpec } from './read-spec.ts'
import type { RequestReads } from './request-reads.ts'

// If the last attempt got no answer, a request waits this long, measured from its start and over all its reads there.
// An answer that arrives later is used by the next request.
const SILENT_SHARE_MS = 1_000
// The minimum wait of such a read, for an answer already on its way.
const MIN_SHARE_MS = 100

/** The List operations of a service in one request; each page is read once. */
export class ListReads<ClientInput extends object, ClientOutput extends MetadataBearer, Config> {
  readonly #reads: RequestReads
  readonly #cacheSeconds: number
  readonly #enumerationSeconds: number
  readonly #startedAt = performance.now()
  readonly #pages = new Pages()

  constructor(reads: RequestReads, cacheSeconds: number, enumerationSeconds: number) {
    this.#reads = reads
    this.#cacheSeconds = cacheSeconds
    this.#enumerationSeconds = enumerationSeconds
  }

  /**
   * A list operation. The list is empty if its parent does not exist (`isMissing`), or if AWS returns an error in
   * `emptyOn`.
   */
  listing<Input extends ClientInput, Output extends ClientOutput, T>(
    operation: Operation<ClientInput, ClientOutput, Config, Input, Output>,
    location: string,
    { input, page, idOf, emptyOn, isFinal, seen }: ListReadSpec<Input, Output, T>,
  ): AwsListing<T> {
    const pages = this.#reads.read<AwsPage<T>>(operation, location, [input(undefined)], {
      size: 1,
      isList: true,
      emptyOn,
      command: ([token]) => new operation(input(token || undefined)),
      values: (output: Output, [token = ''], call) => {
        const items = page(output)
        if (items.isIncomplete) call.isComplete = false
        return new Map([[token, call.isComplete ? items : Object.assign({}, items, { isIncomplete: true })]])
      },
      isOf: ({ items }) => items.every((item) => typeof idOf(item) === 'string'),
      lifetime: (value, now) => lifetimeOfPage(value, this.#cacheSeconds, value && isFinal?.(now)),
    })
    return {
      key: pages.name,
      location,
      idOf,
      seen,
      pages,
      read: (token = '') => {
        const load = () => this.#load(pages, token, seen)
        return this.#pages.page(pages.name, token, load, () => repeatedToken(pages))
      },
    }
  }

  /** Every item of a list, in one page. Where `isEmptyKept`, also that there are none is reused for ENUMERATION_SECONDS. */
  enumeration<T>({ pages, seen }: AwsListing<T>, isEmptyKept: boolean): Promise<AwsPage<T>> {
    const whole = Object.assign({}, pages, {
      name: `${pages.name} whole`,
      pages,
      lifetime: (page: AwsPage<T> | undefined) =>
        page && (isEmptyKept || page.items.length > 0)
          ? { seconds: this.#enumerationSeconds, final: false }
          : lifetimeOfPage(page, this.#cacheSeconds),
    })
    const isCached = this.#reads.shared.remembered(whole.name, '') !== undefined
    // Items that were read some time ago do not count as seen by this request.
    const load = () => this.#load(whole, '', isCached ? undefined : seen)
    return this.#pages.page(whole.name, '', load, () => repeatedToken(pages))
  }

  async #load<T>(read: Read<AwsPage<T>>, token: string, seen: AwsListing<T>['seen']): Promise<AwsPage<T>> {
    const loading = this.#reads.load(read, [token])
    const [page = { items: [], isMissing: read.emptyOn === undefined }] = await this.#withinShare(loading, read)
    if (page instanceof Error) throw this.#withoutStaleToken(page, read, token)
    if (seen) page.items.forEach(seen)
    return page
  }

  /**
   * Handles a token that AWS refuses although it issued it: the page with the token is forgotten, so that a retry
   * works.
   */
  #withoutStaleToken(error: Error, listing: Read<unknown>, token: string): Error {
    const previousToken = this.#pages.previousToken(listing.name, token)
    if (previousToken === undefined || !isRefusedToken(error)) return error
    this.#reads.shared.forget(listing, previousToken)
    return refusedToken(error)
  }

  /** The time limit of a page: pages of other listings have to be read before the request is answered. */
  #withinShare<T>(loading: Promise<T>, list: AwsOperation): Promise<T> {
    const { caller, endpoints } = this.#reads
    const share = caller.timeoutMs * READ_TIME_SHARE
    const left = Math.max(SILENT_SHARE_MS - (performance.now() - this.#startedAt), MIN_SHARE_MS)
    const isSilent = endpoints.limitAt(list.location).breaker.isSilent()
    return withinShare(loading, isSilent ? Math.min(left, share) : share, () =>
      ownFailure(detailsOf(list), 'AWS_TIMEOUT', 'TimeoutError', 'did not answer in time.'),
    )
  }
}
