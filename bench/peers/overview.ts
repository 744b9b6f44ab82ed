import { BatchGetDeploymentsCommand, ListDeploymentsCommand } from '@aws-sdk/client-codedeploy'
import type { Region } from './read-all.ts'
import { overviewOf, spelled, titleOf } from './whole-deployment.ts'

const SHOWN = 50
const PER_BATCH = 25

/** The newest 50 deployments of all regions: of each the first page of its listing, and the first 50 in batches of 25. */
export async function overview(regions: readonly Region[]): Promise<object> {
  const perRegion = await Promise.all(
    regions.map(async ({ client, location: { name } }) => {
      const { deployments = [] } = await client.send(new ListDeploymentsCommand({}))
      const batches = []
      for (let at = 0; at < Math.min(SHOWN, deployments.length); at += PER_BATCH) {
        const deploymentIds = deployments.slice(at, Math.min(at + PER_BATCH, SHOWN))
        batches.push(client.send(new BatchGetDeploymentsCommand({ deploymentIds })))
      }
      const infos = (await Promise.all(batches)).flatMap(({ deploymentsInfo = [] }) => deploymentsInfo)
      return infos.map((info) => ({ name, info }))
    }),
  )
  const newest = perRegion
    .flat()
    .sort((a, b) => Number(b.info.createTime) - Number(a.info.createTime))
    .slice(0, SHOWN)
  return {
    codeDeployDeployments: {
      nodes: newest.map(({ name, info }) => ({
        deploymentId: info.deploymentId,
        title: titleOf(info),
        status: spelled(info.status),
        createdAt: info.createTime,
        location: { name },
        overview: info.deploymentOverview ? overviewOf(info) : null,
      })),
    },
  }
}
