import { SERVICES } from '../../generated/services.ts'
import type { RegionWorld, World } from '../../world.ts'
import { DEMO_QUEUE } from './sqs/event.ts'

/** Where the demo deploys: two regions of one account. */
export const DEMO_LOCATIONS: { name: string; region: string; accountId: string }[] = [
  { name: 'us-east-1', region: 'us-east-1', accountId: '111122223333' },
  { name: 'eu-west-1', region: 'eu-west-1', accountId: '111122223333' },
]

/** The queues to which EventBridge sends the demo's events, one in each region. */
export const DEMO_QUEUES = DEMO_LOCATIONS.map(({ region, accountId }) => ({
  url: `https://sqs.${region}.amazonaws.com/${accountId}/${DEMO_QUEUE}`,
  region,
  accountId,
}))

/**
 * A company that deploys around the clock, with two weeks of history: a pure function of seed and time. Nothing is
 * stored; each deployment is determined by its position in its group's schedule, so that ids and outcomes do not change
 * over time. Regions other than the demo's are empty.
 */
export function demoWorld(seed = 1): World {
  const regions = new Map(
    DEMO_LOCATIONS.map(({ region }) => [
      region,
      Object.entries(SERVICES).map(([name, { demo }]) => [name, demo(region, seed)] as const),
    ]),
  )
  return (region, now) => {
    const world: RegionWorld = {}
    for (const [name, partAt] of regions.get(region) ?? []) {
      // A getter, so that a service's part is only computed when a call reads it.
      Object.defineProperty(world, name, { get: () => partAt(now), enumerable: true })
    }
    return world
  }
}
