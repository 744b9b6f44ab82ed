import { LRUCache } from 'lru-cache'
import type { LocationConfig } from '../location-config.ts'
import { inputError } from './errors.ts'

// Where a natural key was found: two short strings each, so 10,000 of them stay well below 10 MB.
const REMEMBERED_KEYS = 10_000

/** The AWS accounts and regions of this gateway, in the order of the configuration, and where things were found. */
export class Locations {
  readonly all: readonly LocationConfig[]
  readonly #found?: LRUCache<string, string>

  constructor(all: readonly LocationConfig[], remember: boolean) {
    this.all = all
    if (remember) this.#found = new LRUCache({ max: REMEMBERED_KEYS })
  }

  /** The location of that name. Throws a ReadError BAD_USER_INPUT that lists the known names. */
  named(name: string): LocationConfig {
    const location = this.all.find((candidate) => candidate.name === name)
    if (!location)
      throw inputError(
        `Unknown location "${name}": expected one of ${this.all.map((known) => `"${known.name}"`).join(', ')}.`,
      )
    return location
  }

  /** The locations a list covers: the named one, or all. */
  covering(name?: string | null): readonly LocationConfig[] {
    return name == null ? this.all : [this.named(name)]
  }

  /**
   * Finds one thing by a key that does not say where it lives. All locations are asked at once, the first in the
   * order of the configuration that knows it wins and is asked alone from then on. Where nobody knows it, a location
   * that could not be asked is an error: the thing may be there.
   */
  async find<T>(
    key: readonly string[],
    name: string | null | undefined,
    read: (location: string) => Promise<T | undefined>,
  ): Promise<T | undefined> {
    if (name != null) return read(this.named(name).name)
    const remembered = this.#found?.get(JSON.stringify(key))
    const there = remembered && (await read(remembered))
    if (there) return there
    const answers = this.all.map(async (location) => ({ location: location.name, thing: await read(location.name) }))
    for (const answer of answers) answer.catch(() => undefined)
    let failure: unknown
    for (const answer of answers) {
      try {
        const { location, thing } = await answer
        if (thing === undefined) continue
        if (!failure) this.#found?.set(JSON.stringify(key), location) // an earlier location may know it too
        return thing
      } catch (error) {
        failure ??= error
      }
    }
    if (failure) throw failure
    return undefined
  }
}
