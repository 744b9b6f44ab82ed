import type { World } from '../src/emulator/world.ts'
import { DEMO_LOCATIONS, demoWorld } from '../src/emulator/worlds/demo/demo-world.ts'
import { fleetWorld } from '../src/emulator/worlds/fleet/fleet-world.ts'

/** The fixed time of the worlds, so that every server sees the same. */
export const NOW = Date.parse('2026-11-21T09:30:00.000Z')

/** The resources of an emulated AWS. */
export type WorldName = { fleet: number } | { crowds: number; targets: number } | 'demo'

/** The id of the deployment that the nth crowd asks for. */
export const crowdDeployment = (n: number): string => `d-CROWD${String(n).padStart(4, '0')}`

/** A world by its name: one deployment to a fleet, many to smaller ones, or the demo's two regions. */
export function worldOf(name: WorldName): World {
  if (name === 'demo') return demoWorld()
  if ('fleet' in name) return fleetWorld({ targets: name.fleet })
  const worlds = Array.from({ length: name.crowds }, (_, n) =>
    fleetWorld({ deploymentId: crowdDeployment(n), targets: name.targets }),
  )
  return (region, now) => {
    const parts = worlds.map((world) => world(region, now).codedeploy ?? {})
    return { codedeploy: { ...parts[0], deployments: parts.flatMap(({ deployments = [] }) => deployments) } }
  }
}

/** Where a world is read. */
export const locationsOf = (name: WorldName) => (name === 'demo' ? DEMO_LOCATIONS : DEMO_LOCATIONS.slice(0, 1))
