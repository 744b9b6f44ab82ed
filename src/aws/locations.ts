import { LRUCache } from 'lru-cache'
import type { LocationConfig } from '../config/locations.ts'
import { GatewayError, inputError, quote } from '../errors.ts'
import { withinShare } from './time-share.ts'

// Locations of natural keys: two short strings each, so 10,000 of them stay well below 10 MB.
const REMEMBERED_KEYS = 10_000

// A key without a known location is looked up in all of them: 1,000 keys in 5 locations, or 100 in 50.
const MAX_LOOKUPS = 5_000

// The default request timeout; each request passes its own.
const MAX_SEARCH_MS = 25_000

const lateIn = (location: string) => new GatewayError('AWS_TIMEOUT', `AWS in ${location} did not answer in time.`)

/** The AWS accounts and regions of this gateway in configured order, and the locations of keys found so far. */
export class Locations {
  readonly all: readonly LocationConfig[]
  readonly #remembered?: LRUCache<string, string>
  /**
   * Callers share what was found only if they see the same locations: with others, a different location may be the
   * first.
   */
  readonly #scope: string
  /** How long a search waits for one location. */
  readonly #searchMs: number
  readonly #searches = new Map<string, Promise<string | undefined>>()
  /** The keys that this request has searched for: a second search uses answers that were already read. */
  readonly #searched = new Set<string>()

  constructor(
    all: readonly LocationConfig[],
    remember: boolean | LRUCache<string, string>,
    { scope = '', searchMs = MAX_SEARCH_MS } = {},
  ) {
    this.all = all
    this.#searchMs = searchMs
    this.#scope = scope
    if (remember) this.#remembered = remember === true ? new LRUCache({ max: REMEMBERED_KEYS }) : remember
  }

  /** The location of that name. Throws a GatewayError BAD_USER_INPUT that lists the known names. */
  named(name: string): LocationConfig {
    const location = this.all.find((candidate) => candidate.name === name)
    if (location) return location
    const expected = this.all.map((one) => `"${one.name}"`).join(', ')
    throw inputError(`Unknown location ${quote(name)}: ${expected ? `expected one of ${expected}` : 'there is none'}.`)
  }

  /** The locations of a list: the named one, or all. */
  covering(name?: string | null): readonly LocationConfig[] {
    return name == null ? this.all : [this.named(name)]
  }

  /** The names of the locations of a list. */
  namesOf(name?: string | null): string[] {
    return this.covering(name).map((location) => location.name)
  }

  /**
   * The same locations and remembered keys for one request, with its own search limit; or only those in `names`, as if
   * there were no others.
   */
  forRequest(names?: ReadonlySet<string>, searchMs = MAX_SEARCH_MS): Locations {
    if (!names) return new Locations(this.all, this.#remembered ?? false, { searchMs })
    const some = this.all.filter(({ name }) => names.has(name))
    return new Locations(some, this.#remembered ?? false, {
      scope: JSON.stringify(some.map(({ name }) => name)),
      searchMs,
    })
  }

  /**
   * Finds one thing by a key that does not name a location. All locations are queried in parallel; the first one in
   * configured order that has the key wins and is the only one queried from then on. Concurrent searches for the same
   * key wait for the result. If no location has the key, a location that failed is an error, since the thing may be
   * there.
   * `part` distinguishes several things with the same key, which share a location.
   * Throws BAD_USER_INPUT when the request has searched too often.
   */
  async find<T>(
    key: readonly string[],
    name: string | null | undefined,
    read: (location: string) => Promise<T | undefined>,
    part: readonly string[] = [],
  ): Promise<T | undefined> {
    const [single, ...others] = this.covering(name)
    if (single && others.length === 0) return read(single.name)
    const text = this.#scope + JSON.stringify(key)
    const searching = this.#searches.get(text)
    const remembered = (searching && (await searching)) ?? this.#remembered?.get(text)
    const there = remembered && (await read(remembered))
    if (there) return there
    const search = this.#search(text, read, JSON.stringify([key, part]))
    const where = search
      .then(
        (result) => result?.location,
        () => undefined,
      )
      .finally(() => this.#searches.get(text) === where && this.#searches.delete(text))
    this.#searches.set(text, where)
    return (await search)?.thing
  }

  async #search<T>(key: string, read: (location: string) => Promise<T | undefined>, thing: string) {
    if (!this.#searched.has(thing) && (this.#searched.size + 1) * this.all.length > MAX_LOOKUPS)
      throw inputError(
        `This request looks for too much in every location, ${MAX_LOOKUPS} look-ups at most: ask by id, or name the location.`,
      )
    this.#searched.add(thing)
    const answers = this.all.map(async ({ name }) => ({
      location: name,
      thing: await withinShare(read(name), this.#searchMs, () => lateIn(name)),
    }))
    for (const answer of answers) answer.catch(() => undefined)
    let failure: unknown
    for (const answer of answers) {
      try {
        const { location, thing } = await answer
        if (thing === undefined) continue
        if (!failure) this.#remembered?.set(key, location) // an earlier location may have it too
        return { location, thing }
      } catch (error) {
        failure ??= error
      }
    }
    if (failure) throw failure
    return undefined
  }
}
