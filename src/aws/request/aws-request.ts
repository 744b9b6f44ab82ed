import type { MetadataBearer } from '@smithy/types'
import type { Endpoints, Sent } from '../calls/call.ts'
import type { Clients } from '../calls/clients.ts'
import type { createLimits } from '../calls/queue.ts'
import type { Locations } from '../locations.ts'
import type { Caller } from '../shared/batch-read.ts'
import type { Enumerations } from '../shared/enumerations.ts'
import type { Reads } from '../shared/shared-reads.ts'
import { Service } from './service-reader.ts'

/** What all requests share. */
export interface Shared {
  clients: Clients
  locations: Locations
  enumerations: Enumerations
  limits: ReturnType<typeof createLimits>
  /** Is told of every call. */
  observe: (sent: Sent) => void
  /** Those of all requests; those of one where nothing is shared. */
  reads: () => Reads
  /** Takes credentials out of what scripts wrote. */
  scrub: (text: string) => string
  /** For how many seconds a thing that can still change is used again, by service. */
  cacheSeconds: Record<ServiceName, number>
}

type ServiceName = keyof Omit<Clients, 'destroy'>

/** What the sources of one request share: AWS, service by service, each made when its source is. */
export class Session {
  readonly locations: Locations
  /** Takes credentials out of what scripts wrote. */
  readonly scrub: (text: string) => string
  readonly #shared: Shared
  readonly #caller: Caller
  readonly #reads: Reads

  constructor(shared: Shared, caller: Caller, locations: Locations) {
    this.#shared = shared
    this.#caller = caller
    this.#reads = shared.reads()
    this.locations = locations
    this.scrub = shared.scrub
  }

  get codedeploy() {
    return this.#service('codedeploy', this.#shared.clients.codedeploy)
  }

  get appconfig() {
    return this.#service('appconfig', this.#shared.clients.appconfig)
  }

  get imagebuilder() {
    return this.#service('imagebuilder', this.#shared.clients.imagebuilder)
  }

  /** What `read` gives, or gave a while ago; `action` is the operation by which it goes in the receipt. */
  readonly enumeration = <T extends object>(
    action: string,
    location: string,
    read: () => Promise<readonly T[]>,
  ): Promise<readonly T[]> => this.#shared.enumerations.get(action, location, this.#caller.receipt, read)

  #service<Input extends object, Output extends MetadataBearer, Config>(
    service: ServiceName,
    clientAt: Endpoints<Input, Output, Config>['clientAt'],
  ) {
    const { limits, cacheSeconds, observe } = this.#shared
    const endpoints = { service, clientAt, limitAt: (location: string) => limits(service, location), observe }
    return new Service(endpoints, this.#reads, this.#caller, cacheSeconds[service])
  }
}
