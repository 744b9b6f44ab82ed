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

  /** The token by which this request came to a token; undefined where it was given by the client. */
  giverOf(listing: string, token: string): string | undefined {
    for (const [asked, next] of this.#next) if (next === `${listing}\n${token}`) return asked.slice(listing.length + 1)
    return undefined
  }

  async #read<T>(
    listing: string,
    asked: string,
    read: () => Promise<AwsPage<T>>,
    leadsBack: () => Error,
  ): Promise<AwsPage<T>> {
    const page = await read()
    if (!page.nextToken) return page
    this.#next.set(asked, `${listing}\n${page.nextToken}`)
    for (let at = this.#next.get(asked); at !== undefined; at = this.#next.get(at)) if (at === asked) throw leadsBack()
    return page
  }
}
