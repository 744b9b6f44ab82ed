import type { World } from '../../../src/emulator/world.ts'
import { fleetWorld } from '../../../src/emulator/worlds/fleet/fleet-world.ts'
import { deploymentIds } from '../dated-world.ts'

/** So many that in a Cluster no node has all that is known of them, nor a part of each. */
export const DEPLOYMENT_IDS = deploymentIds(12)
const MANY = 120

export const targetsOf = (deploymentId: string): number => (deploymentId === DEPLOYMENT_IDS[0] ? MANY : 3)

/** Deployments that have ended, the first one to many targets. */
export const endedDeployments: World = (region, now) => {
  const worlds = DEPLOYMENT_IDS.map((deploymentId) =>
    fleetWorld({ deploymentId, targets: targetsOf(deploymentId) })(region, now),
  )
  const deployments = worlds.flatMap(({ codedeploy }) => codedeploy?.deployments ?? [])
  return { codedeploy: { ...worlds[0]?.codedeploy, deployments } }
}

/** A deployment with all of its targets. */
export const QUERY = `query ($id: ID!) { codeDeployDeployment(deploymentId: $id) { status overview { succeeded }
  targets(first: ${MANY}) { nodes { ... on InstanceTarget { targetId status } } } } }`
