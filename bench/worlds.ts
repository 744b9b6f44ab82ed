import type { World } from '../src/emulator/world.ts'
import { DEMO_LOCATIONS, demoWorld } from '../src/emulator/worlds/demo/demo-world.ts'
import { fleetWorld } from '../src/emulator/worlds/fleet/fleet-world.ts'

/** The fixed time of the worlds, so that every server sees the same. */
export const NOW = Date.parse('2026-11-21T09:30:00.000Z')

/**
 * The contents of an emulated AWS: deployments to so many instances each, one to so many whose counts change every second,
 * or the demo's two regions.
 */
export type WorldName = { fleets: readonly number[] } | { rolling: number } | 'demo'

/** The clock of a world. */
export const clockOf = (name: WorldName): (() => number) => (isRolling(name) ? Date.now : () => NOW)

const isRolling = (name: WorldName) => name !== 'demo' && 'rolling' in name

/** The id of the nth deployment of `fleets`, counted from 0. */
export const fleetId = (n: number): string => `d-FLEET${String(n + 1).padStart(4, '0')}`

export function worldOf(name: WorldName): World {
  if (name === 'demo') return demoWorld()
  if ('rolling' in name) return rollingWorld(name.rolling)
  const worlds = name.fleets.map((targets, n) => fleetWorld({ deploymentId: fleetId(n), targets }))
  return (region, now) => {
    const parts = worlds.map((world) => world(region, now).codedeploy ?? {})
    return { codedeploy: { ...parts[0], deployments: parts.flatMap(({ deployments = [] }) => deployments) } }
  }
}

/** A deployment that goes on and on: its counts are others every second, its targets stay as they are. */
function rollingWorld(targets: number): World {
  const createTime = new Date()
  return (region, now) => {
    const Succeeded = Math.floor(now / 1000) % targets
    const deploymentOverview = {
      Pending: 0,
      InProgress: targets - Succeeded,
      Succeeded,
      Failed: 0,
      Skipped: 0,
      Ready: 0,
    }
    const info = {
      status: 'InProgress',
      createTime,
      startTime: createTime,
      completeTime: undefined,
      deploymentOverview,
    } as const
    return fleetWorld({ deploymentId: fleetId(0), targets, info })(region, now)
  }
}

/** Where a world is read. */
export const locationsOf = (name: WorldName) => (name === 'demo' ? DEMO_LOCATIONS : DEMO_LOCATIONS.slice(0, 1))
