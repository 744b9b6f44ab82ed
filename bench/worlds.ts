import type { World } from '../src/emulator/world.ts'
import { DEMO_LOCATIONS, demoWorld } from '../src/emulator/worlds/demo/demo-world.ts'
import { fleetWorld } from '../src/emulator/worlds/fleet/fleet-world.ts'

/** The fixed time of the worlds, so that every server sees the same. */
export const NOW = Date.parse('2026-11-21T09:30:00.000Z')

/** The contents of an emulated AWS: deployments to so many instances each, or the demo's two regions. */
export type WorldName = { fleets: readonly number[] } | 'demo'

/** The id of the nth deployment of `fleets`, counted from 0. */
export const fleetId = (n: number): string => `d-FLEET${String(n + 1).padStart(4, '0')}`

export function worldOf(name: WorldName): World {
  if (name === 'demo') return demoWorld()
  const worlds = name.fleets.map((targets, n) => fleetWorld({ deploymentId: fleetId(n), targets }))
  return (region, now) => {
    const parts = worlds.map((world) => world(region, now).codedeploy ?? {})
    return { codedeploy: { ...parts[0], deployments: parts.flatMap(({ deployments = [] }) => deployments) } }
  }
}

/** Where a world is read. */
export const locationsOf = (name: WorldName) => (name === 'demo' ? DEMO_LOCATIONS : DEMO_LOCATIONS.slice(0, 1))
