import type { AwsPage } from '../shared/read.ts'

/** The pages that a request has read of its listings: each is read once, however many fields use it. */
export class Pages {
  readonly #pages = new Map<string, Promise<AwsPage<unknown>>>()
  // The next page of each page: a listing that leads back to one of its own pages would be read forever.
  readonly #next = new Map<string, string>()

  /** Rejects with `leadsBack()` if the page's token leads to an earlier page. */
  page<T>(
    listing: string,
    token: string | undefined,
    read: () => Promise<AwsPage<T>>,
    leadsBack: () => Error,
  ): Promise<AwsPage<T>> {
    const key = `${listing}\n${token ?? ''}`
    const page = (this.#pages.get(key) as Promise<AwsPage<T>> | undefined) ?? this.#read(listing, key, read, leadsBack)
    this.#pages.set(key, page)
    return page
  }

  /** The token whose page gave this token; undefined if the client sent it. */
  previousToken(listing: string, token: string): string | undefined {
    for (const [pageKey, next] of this.#next)
      if (next === `${listing}\n${token}`) return pageKey.slice(listing.length + 1)
    return undefined
  }

  async #read<T>(
    listing: string,
    pageKey: string,
    read: () => Promise<AwsPage<T>>,
    leadsBack: () => Error,
  ): Promise<AwsPage<T>> {
    const page = await read()
    if (!page.nextToken) return page
    this.#next.set(pageKey, `${listing}\n${page.nextToken}`)
    for (let at = this.#next.get(pageKey); at !== undefined; at = this.#next.get(at))
      if (at === pageKey) throw leadsBack()
    return page
  }
}
