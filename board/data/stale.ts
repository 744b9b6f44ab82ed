import type { RowFragment } from '../generated/graphql.ts'
import { Store, useStore } from './store.ts'

/** A part of an answer that AWS could not be asked for: `extensions.stale`. */
export interface StalePart {
  action: string
  location: string
  ageMs: number
}

interface Noted {
  /** When AWS was asked for it, in milliseconds since 1970. */
  asOf: number
  notedAt: number
}

/** By action and location: "codedeploy:BatchGetDeployments us-east-1". */
const stale = new Store<ReadonlyMap<string, Noted>>(new Map())

// Younger data is as good as fresh: AWS itself is asked every 15 s at most.
const SHOWN_FROM_MS = 30_000
// Everything on the page is read again within a minute: a part that is not marked again by then is fresh.
const FORGOTTEN_MS = 75_000

// The actions that say how a rollout stands; others tell names and settings, which hardly change.
const STATES: Record<RowFragment['service'], RegExp> = {
  CODEDEPLOY: /^codedeploy:(List|BatchGet)Deployment(s|Targets) /,
  APPCONFIG: /^appconfig:(ListDeployments|GetDeployment) /,
  IMAGE_BUILDER: /^imagebuilder:(List|Get)LifecycleExecutions? /,
}

/** Remembers the stale parts of an answer. */
export function noteStale(parts: readonly StalePart[] | undefined): void {
  if (!parts || parts.length === 0) return
  const now = Date.now()
  const noted = new Map([...stale.get()].filter(([, { notedAt }]) => now - notedAt < FORGOTTEN_MS))
  for (const { action, location, ageMs } of parts)
    noted.set(`${action} ${location}`, { asOf: now - ageMs, notedAt: now })
  stale.set(noted)
}

/** A fresh update of a service in a location has arrived: what was stale there no longer is. */
export function noteFresh(service: RowFragment['service'], location: string): void {
  const rest = [...stale.get()].filter(([key]) => !(STATES[service].test(key) && key.endsWith(` ${location}`)))
  if (rest.length < stale.get().size) stale.set(new Map(rest))
}

const isShown = ({ asOf, notedAt }: Noted, now: number) => now - notedAt < FORGOTTEN_MS && now - asOf > SHOWN_FROM_MS

const oldest = (entries: readonly [string, Noted][]) =>
  entries.length > 0 ? Math.min(...entries.map(([, { asOf }]) => asOf)) : undefined

/** When AWS was asked for the oldest stale part of the page, and where; undefined if nothing is stale. */
export function useStale(now: number): { asOf: number; locations: readonly string[] } | undefined {
  const shown = [...useStore(stale)].filter(([, noted]) => isShown(noted, now))
  const asOf = oldest(shown)
  if (asOf === undefined) return undefined
  return { asOf, locations: [...new Set(shown.map(([key]) => key.slice(key.indexOf(' ') + 1)))].sort() }
}

/** When AWS was asked how the rollouts of a service in a location stand; undefined if that is now. */
export function useStaleRow({ service, location }: Pick<RowFragment, 'service' | 'location'>, now: number) {
  return oldest(
    [...useStore(stale)].filter(
      ([key, noted]) => STATES[service].test(key) && key.endsWith(` ${location.name}`) && isShown(noted, now),
    ),
  )
}
