import type { Client, MetadataBearer } from '@smithy/types'
import type { Caller, Endpoints, Sent } from '../calls/call.ts'
import type { AwsService, Clients } from '../calls/clients.ts'
import type { createLimits } from '../calls/queue.ts'
import type { Locations } from '../locations.ts'
import type { SharedReads } from '../shared/shared-reads.ts'
import { RequestReader } from './request-reader.ts'

/** The AWS runtime that all requests share. */
export interface AwsRuntime {
  clients: Clients
  /** Milliseconds since 1970. */
  clock: () => number
  locations: Locations
  limits: ReturnType<typeof createLimits>
  /** Called after every call. */
  observe: (sent: Sent) => void
  /** Shared by all requests; separate for each request if sharing is off. */
  reads: () => SharedReads
  /** Removes credentials from script output. */
  scrub: (text: string) => string
  /** Seconds for which a changeable thing may be reused, by service name. */
  cacheSeconds: Readonly<Record<string, number>>
  /** Seconds for which a whole list may be reused by `enumeration`. */
  enumerationSeconds: number
}

/** AWS as one request sees it: what its sources are made from. */
export class AwsRequest {
  readonly locations: Locations
  /** Removes credentials from script output. */
  readonly scrub: (text: string) => string
  readonly caller: Caller
  /** Milliseconds since 1970. */
  readonly clock: () => number
  /** Seconds for which a whole list may be reused. */
  readonly enumerationSeconds: number
  readonly #runtime: AwsRuntime
  readonly #reads: SharedReads

  constructor(runtime: AwsRuntime, caller: Caller, locations: Locations) {
    this.#runtime = runtime
    this.caller = caller
    this.#reads = runtime.reads()
    this.locations = locations
    this.scrub = runtime.scrub
    this.clock = runtime.clock
    this.enumerationSeconds = runtime.enumerationSeconds
  }

  /** State that lives as long as the answers that this request shares, with all requests or with none. One for each `make`. */
  readonly shared = <T extends object>(make: () => T): T => {
    const { states } = this.#reads
    const state = (states.get(make) as T | undefined) ?? make()
    states.set(make, state)
    return state
  }

  /** The reader of one service. */
  service<Input extends object, Output extends MetadataBearer, Config>(
    service: AwsService<Client<Input, Output, Config> & { destroy(): void; middlewareStack: unknown }>,
  ): RequestReader<Input, Output, Config> {
    const { clients, limits, cacheSeconds, enumerationSeconds, observe } = this.#runtime
    const endpoints: Endpoints = {
      service: service.name,
      clientAt: (location: string): Client<Input, Output, Config> => clients.at(service, location),
      limitAt: (location: string) => limits(service.name, location),
      observe,
    }
    return new RequestReader(endpoints, this.#reads, this.caller, cacheSeconds[service.name] ?? 0, enumerationSeconds)
  }
}
