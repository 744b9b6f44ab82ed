import {
  BatchGetDeploymentTargetsCommand,
  type CodeDeployClient,
  type DeploymentTarget,
  GetDeploymentCommand,
  ListDeploymentTargetsCommand,
} from '@aws-sdk/client-codedeploy'
import type { LocationConfig } from '../../src/config/locations.ts'

/** An AWS region and its client. */
export interface Region {
  client: CodeDeployClient
  location: LocationConfig
}

const PER_BATCH = 25

/** Reads a deployment and its targets, by id; batches are under way while the listing goes on. */
export async function readAll(client: CodeDeployClient, deploymentId: string) {
  const deployment = client.send(new GetDeploymentCommand({ deploymentId }))
  const targetIds: string[] = []
  const batches: Promise<DeploymentTarget[]>[] = []
  let nextToken: string | undefined
  do {
    const page = await client.send(new ListDeploymentTargetsCommand({ deploymentId, nextToken }))
    const ids = page.targetIds ?? []
    targetIds.push(...ids)
    for (let at = 0; at < ids.length; at += PER_BATCH) {
      const command = new BatchGetDeploymentTargetsCommand({ deploymentId, targetIds: ids.slice(at, at + PER_BATCH) })
      batches.push(client.send(command).then(({ deploymentTargets = [] }) => deploymentTargets))
    }
    nextToken = page.nextToken
  } while (nextToken)
  const { deploymentInfo = {} } = await deployment
  const targets = (await Promise.all(batches)).flat()
  return {
    deploymentInfo,
    targetIds,
    targets: new Map(targets.map(({ instanceTarget }) => [instanceTarget?.targetId, instanceTarget])),
  }
}
