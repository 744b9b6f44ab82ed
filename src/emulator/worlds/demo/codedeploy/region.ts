import type { CodeDeployWorld } from '../../../codedeploy/world.ts'
import { applicationOf, configsOf, groupOf } from './groups.ts'
import { infoAt } from './infos.ts'
import { linesOf } from './pipelines.ts'
import { historyOf } from './schedule.ts'
import { targetAt, targetIdsOf } from './targets.ts'

/** CodeDeploy's part of the demo's world in a region: a function of the time, and equal for equal seeds. */
export function codeDeployOf(region: string, seed: number): (now: number) => CodeDeployWorld {
  const histories = linesOf(region).map((line) => ({ line, slotsAt: historyOf(line, seed) }))
  return (now) => {
    const lines = histories.map(({ line, slotsAt }) => {
      const slots = slotsAt(now)
      const deployments = slots.map((slot) => ({
        info: infoAt(slot, now),
        targetIds: targetIdsOf(slot.plan),
        target: (targetId: string) => targetAt(slot, targetId, now),
      }))
      return { line, deployments, build: slots[0]?.build ?? 0 }
    })
    const grouped = lines.filter(({ line }) => line.application !== undefined)
    return {
      applications: grouped.map(({ line }) => applicationOf(line)),
      groups: grouped.map(({ line, deployments, build }) =>
        groupOf(
          line,
          deployments.map(({ info }) => info),
          build,
        ),
      ),
      configs: configsOf(region),
      deployments: lines.flatMap(({ deployments }) => deployments),
    }
  }
}
