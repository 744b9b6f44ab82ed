import { type Region, readAll } from './read-all.ts'
import { diagnosticsOf, id, overviewOf, spelled, titleOf } from './whole-deployment.ts'

/** The fields that a dashboard shows of a deployment and its targets, as the gateway answers it. */
export async function usualDeployment({ client, location: { name } }: Region, deploymentId: string): Promise<object> {
  const { deploymentInfo, targetIds, targets } = await readAll(client, deploymentId)
  return {
    codeDeployDeployment: {
      id: id('CodeDeployDeployment', name, deploymentId),
      title: titleOf(deploymentInfo),
      status: spelled(deploymentInfo.status),
      createdAt: deploymentInfo.createTime ?? null,
      completedAt: deploymentInfo.completeTime ?? null,
      overview: overviewOf(deploymentInfo),
      targets: {
        totalCount: targetIds.length,
        nodes: targetIds.map((targetId) => {
          const { status, lastUpdatedAt, lifecycleEvents = [] } = targets.get(targetId) ?? {}
          return {
            id: id('InstanceTarget', name, deploymentId, targetId),
            targetId,
            status: spelled(status),
            lastUpdatedAt: lastUpdatedAt ?? null,
            lifecycleEvents: lifecycleEvents.map((event) => ({
              name: event.lifecycleEventName,
              status: spelled(event.status),
              startedAt: event.startTime ?? null,
              endedAt: event.endTime ?? null,
              diagnostics: diagnosticsOf(event.diagnostics),
            })),
          }
        }),
      },
    },
  }
}
