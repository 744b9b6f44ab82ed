import type { Client, Command, MetadataBearer } from '@smithy/types'
import type { Clients } from './clients.ts'
import type { Enumerations } from './enumerations.ts'
import { ReadError, saysNothingThere, toReadError } from './errors.ts'
import type { createLimits } from './limits.ts'
import type { AwsPage, Listing } from './listing.ts'
import type { Locations } from './locations.ts'
import type { Receipt } from './receipt.ts'

/** What all requests share. */
export interface Shared {
  clients: Clients
  locations: Locations
  enumerations: Enumerations
  limits: ReturnType<typeof createLimits>
}

/** What the sources of one request share: the clients, the bill, and the signal that ends it all. */
export class Session {
  readonly clients: Clients
  readonly locations: Locations
  readonly enumerations: Enumerations
  readonly #receipt: Receipt
  readonly #limits: Shared['limits']
  readonly #signal: AbortSignal

  constructor(shared: Shared, receipt: Receipt, signal: AbortSignal) {
    this.clients = shared.clients
    this.locations = shared.locations.forRequest()
    this.enumerations = shared.enumerations
    this.#limits = shared.limits
    this.#receipt = receipt
    this.#signal = signal
  }

  /**
   * How a source talks to its service: `read(location, command)` sends one command through the SDK, retries included,
   * counts it, and throws ReadError whatever went wrong.
   */
  reader<ClientInput extends object, ClientOutput extends MetadataBearer, Config extends { serviceId: string }>(
    clientAt: (location: string) => Client<ClientInput, ClientOutput, Config>,
  ) {
    return async <Input extends ClientInput, Output extends ClientOutput>(
      location: string,
      command: Command<ClientInput, Input, ClientOutput, Output, Config>,
    ): Promise<Output> => {
      const client = clientAt(location)
      const service = client.config.serviceId.toLowerCase()
      const operation = command.constructor.name.replace(/Command$/, '')
      this.#receipt.begin(service, operation)
      let attempts: number | undefined
      try {
        const output = await this.#limits(
          service,
          location,
        )(() => {
          this.#signal.throwIfAborted() // it may have waited for its turn
          return client.send(command, { abortSignal: this.#signal })
        })
        attempts = output.$metadata.attempts
        return output
      } catch (thrown) {
        const error = toReadError(thrown, { service, operation, location })
        attempts = error.aws?.attempts
        throw error
      } finally {
        this.#receipt.end(attempts)
      }
    }
  }

  /**
   * A listing whose pages are read once in a request, however many fields walk it. It is empty when what it belongs
   * to does not exist, or when `emptyOn` names the AWS error.
   */
  listing<T>(
    location: string,
    name: string,
    idOf: Listing<T>['idOf'],
    read: Listing<T>['read'],
    emptyOn?: string,
  ): Listing<T> {
    const key = `${location} ${name}`
    const pages = this.#pages as Map<string, Promise<AwsPage<T>>> // one name, one kind of item
    return {
      key,
      location,
      idOf,
      read: (token) => {
        const pageKey = `${key}\n${token ?? ''}`
        const page = pages.get(pageKey) ?? this.#readPage(key, token, () => readOrEmpty(read, token, emptyOn))
        pages.set(pageKey, page)
        return page
      },
    }
  }

  // Which token a page gave to which: a listing that leads back to a page of its own would be read for ever.
  readonly #next = new Map<string, string>()

  async #readPage<T>(key: string, token = '', read: () => Promise<AwsPage<T>>): Promise<AwsPage<T>> {
    const page = await read()
    if (!page.nextToken) return page
    const asked = `${key}\n${token}`
    this.#next.set(asked, `${key}\n${page.nextToken}`)
    for (let at = this.#next.get(asked); at !== undefined; at = this.#next.get(at))
      if (at === asked) throw new ReadError('AWS_UNAVAILABLE', `AWS gave a page token a second time (${key}).`)
    return page
  }

  readonly #pages = new Map<string, Promise<AwsPage<unknown>>>()
}

async function readOrEmpty<T>(read: Listing<T>['read'], token?: string, emptyOn?: string): Promise<AwsPage<T>> {
  try {
    return await read(token)
  } catch (error) {
    if (error instanceof ReadError && saysNothingThere(error, emptyOn)) return { items: [] }
    throw error
  }
}
