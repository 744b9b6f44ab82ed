import type { World } from '../../src/emulator/world.ts'
import { fleetWorld } from '../../src/emulator/worlds/fleet/fleet-world.ts'

const START = Date.now()
const FIXED_ID = `i-${'0'.repeat(17)}`

export const deploymentIds = (count: number) =>
  Array.from({ length: count }, (_, index) => `d-FLEET${String(index + 1).padStart(4, '0')}`)

/**
 * Deployments that never end. Each answer of AWS says when AWS was asked: the count of a deployment's overview, the id of its
 * second target and the date of its first one are the time.
 */
export function datedWorld(count: number): World {
  const worlds = deploymentIds(count).map((deploymentId) => fleetWorld({ deploymentId, targets: 1, info: UNENDED }))
  const parts = worlds.map((world) => world('us-east-1', START).codedeploy ?? {})
  const records = parts.flatMap(({ deployments = [] }) => deployments)
  return (_, now) => {
    const deploymentOverview = { Pending: 0, InProgress: 1, Succeeded: now - START, Failed: 0, Skipped: 0, Ready: 0 }
    const target = (targetId: string) => ({
      deploymentTargetType: 'InstanceTarget' as const,
      instanceTarget: { targetId, status: 'InProgress' as const, lastUpdatedAt: new Date(now), lifecycleEvents: [] },
    })
    const targetIds = [FIXED_ID, idOf(now)]
    const deployments = records.map(({ info }) => ({ info: { ...info, deploymentOverview }, targetIds, target }))
    return { codedeploy: { ...parts[0], deployments } }
  }
}

const UNENDED = { status: 'InProgress', completeTime: undefined } as const
const idOf = (now: number) => `i-${now.toString(16).padStart(17, '0')}`

/** The fields of a deployment of this world that are selected. */
export const DATED = `status overview { succeeded } targets(first: 10) { nodes { ... on InstanceTarget { targetId lastUpdatedAt } } }`

interface Dated {
  overview: { succeeded: number }
  targets: { nodes: { targetId: string; lastUpdatedAt: string }[] }
}

/** How old the parts of an answer were at a time, in milliseconds: what AWS said before it has a positive age. */
export function agesOf({ overview, targets }: Dated, at: number) {
  const [fixed, dated] = targets.nodes
  return {
    deployment: at - START - overview.succeeded,
    target: at - Date.parse(fixed?.lastUpdatedAt ?? ''),
    page: at - Number.parseInt(dated?.targetId.slice(2) ?? '', 16),
  }
}
