import type { Clients } from './clients.ts'
import type { Enumerations } from './enumerations.ts'
import type { createLimits } from './limits.ts'
import type { Locations } from './locations.ts'
import type { Caller } from './question.ts'
import type { Reads } from './reads.ts'
import { Service } from './service.ts'

/** What all requests share. */
export interface Shared {
  clients: Clients
  locations: Locations
  enumerations: Enumerations
  limits: ReturnType<typeof createLimits>
  /** Those of all requests; those of one where nothing is shared. */
  reads: () => Reads
  /** Takes credentials out of what scripts wrote. */
  scrub: (text: string) => string
  /** For how many seconds a thing that can still change is used again, by service. */
  cacheSeconds: Record<keyof Omit<Clients, 'destroy'>, number>
}

/** What the sources of one request share: AWS, service by service. */
export class Session {
  readonly locations: Locations
  /** Takes credentials out of what scripts wrote. */
  readonly scrub: (text: string) => string
  /** What `read` gives, or gave a while ago; `action` is the operation by which it goes in the receipt. */
  readonly enumeration: <T extends object>(
    action: string,
    location: string,
    read: () => Promise<readonly T[]>,
  ) => Promise<readonly T[]>
  readonly codedeploy
  readonly appconfig
  readonly imagebuilder

  /** `visible` names the locations that the caller may see; undefined: all of them. */
  constructor(
    { clients, locations, enumerations, limits, reads, cacheSeconds, scrub }: Shared,
    caller: Caller,
    visible?: ReadonlySet<string>,
  ) {
    this.locations = locations.forRequest(visible)
    this.scrub = scrub
    this.enumeration = (action, location, read) => enumerations.get(action, location, caller.receipt, read)
    const ofRequest = reads()
    const endpoints = <C>(service: string, clientAt: C) => ({
      service,
      clientAt,
      limitAt: (location: string) => limits(service, location),
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
