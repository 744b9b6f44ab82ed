import type { AwsPage } from './listing.ts'

/** The pages that a request has read of its listings: each once, however many fields walk them. */
export class Pages {
  readonly #pages = new Map<string, Promise<AwsPage<unknown>>>()
  // Which token a page gave to which: a listing that leads back to a page of its own would be read forever.
  readonly #next = new Map<string, string>()

  /** Rejects with `leadsBack()` where the page's token leads to a page that led to it. */
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
