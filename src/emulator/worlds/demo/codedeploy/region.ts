import type { CodeDeployWorld } from '../../../codedeploy/world.ts'
import { applicationOf, configsOf, groupOf } from './groups.ts'
import { infoAt } from './infos.ts'
import { pipelinesOf } from './pipelines.ts'
import { historyOf } from './schedule.ts'
import { targetAt, targetIdsOf } from './targets.ts'

/** CodeDeploy's part of the demo's world in a region: a function of the time, and equal for equal seeds. */
export function demoOf(region: string, seed: number): (now: number) => CodeDeployWorld {
  const histories = pipelinesOf(region).map((pipeline) => ({ pipeline, scheduleAt: historyOf(pipeline, seed) }))
  return (now) => {
    const pipelines = histories.map(({ pipeline, scheduleAt }) => {
      const schedule = scheduleAt(now)
      const deployments = schedule.map((scheduled) => ({
        info: infoAt(scheduled, now),
        targetIds: targetIdsOf(scheduled.plan),
        target: (targetId: string) => targetAt(scheduled, targetId, now),
      }))
      return { pipeline, deployments, build: schedule[0]?.build ?? 0 }
    })
    const grouped = pipelines.filter(({ pipeline }) => pipeline.application !== undefined)
    return {
      applications: grouped.map(({ pipeline }) => applicationOf(pipeline)),
      groups: grouped.map(({ pipeline, deployments, build }) =>
        groupOf(
          pipeline,
          deployments.map(({ info }) => info),
          build,
        ),
      ),
      configs: configsOf(region),
      deployments: pipelines.flatMap(({ deployments }) => deployments),
    }
  }
}
