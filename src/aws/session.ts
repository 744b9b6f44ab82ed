import type { Clients } from './clients.ts'
import type { Enumerations } from './enumerations.ts'
import type { createLimits } from './limits.ts'
import type { Locations } from './locations.ts'
import type { Sent } from './operation.ts'
import type { Caller } from './question.ts'
import type { Reads } from './reads.ts'
import { Service } from './service.ts'

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
  /** For how many seconds a thing that can still change is used again, by service. */
  cacheSeconds: Record<keyof Omit<Clients, 'destroy'>, number>
}

/** What the sources of one request share: AWS, service by service. */
export class Session {
  readonly locations: Locations
  /** What `read` gives, or gave a while ago; `action` is the operation by which it goes in the receipt. */
  readonly enumeration: <T extends object>(
    action: string,
    location: string,
    read: () => Promise<readonly T[]>,
  ) => Promise<readonly T[]>
  readonly codedeploy
  readonly appconfig
  readonly imagebuilder

  constructor({ clients, locations, enumerations, limits, observe, reads, cacheSeconds }: Shared, caller: Caller) {
    this.locations = locations.forRequest()
    this.enumeration = (action, location, read) => enumerations.get(action, location, caller.receipt, read)
    const ofRequest = reads()
    const endpoints = <C>(service: string, clientAt: C) => ({
      service,
      clientAt,
      limitAt: (location: string) => limits(service, location),
      observe,
    })
    this.codedeploy = new Service(
      endpoints('codedeploy', clients.codedeploy),
      ofRequest,
      caller,
      cacheSeconds.codedeploy,
    )
    this.appconfig = new Service(endpoints('appconfig', clients.appconfig), ofRequest, caller, cacheSeconds.appconfig)
    this.imagebuilder = new Service(
      endpoints('imagebuilder', clients.imagebuilder),
      ofRequest,
      caller,
      cacheSeconds.imagebuilder,
    )
  }
}
