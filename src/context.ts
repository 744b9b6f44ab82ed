import type { Identity } from './auth/identity.ts'
import type { Locations } from './aws/locations.ts'
import type { Receipt } from './aws/receipt.ts'

/** The sources by their service's name: every `<service>/source.ts` declares its own member. */
// biome-ignore lint/suspicious/noEmptyInterface: the services fill it, and this file must not know them
export interface Sources {}

/** The context of one request: its sources and its receipt. Nothing here outlives the request. */
export interface Context extends Sources {
  /** The caller; undefined without authentication. The sources read only what the caller may see. */
  identity?: Identity
  /** Whether they may read what scripts wrote. */
  readsLogs: boolean
  /** How many locations the caller may see. */
  seenLocations: number
  locations: Locations
  /** The moment of the request by the gateway's clock, in milliseconds since 1970: the same for all of its fields. */
  now: number
  receipt: Receipt
}
