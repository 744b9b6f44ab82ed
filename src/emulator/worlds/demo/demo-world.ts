import type { CodeDeployWorld, World } from '../../world.ts'
import { appConfigOf } from './appconfig/region.ts'
import { applicationOf, configsOf, groupOf } from './codedeploy/groups.ts'
import { infoAt } from './codedeploy/infos.ts'
import { type Line, linesOf } from './codedeploy/pipelines.ts'
import { historyOf, type Slot } from './codedeploy/schedule.ts'
import { targetAt, targetIdsOf } from './codedeploy/targets.ts'
import { imageBuilderOf } from './imagebuilder/region.ts'

/** Where the demo deploys: two regions of one account. */
export const DEMO_LOCATIONS: { name: string; region: string; accountId: string }[] = [
  { name: 'us-east-1', region: 'us-east-1', accountId: '111122223333' },
  { name: 'eu-west-1', region: 'eu-west-1', accountId: '111122223333' },
]

/**
 * A company that deploys around the clock, over two weeks of history: a pure function of seed and time. Nothing is
 * stored; each deployment is decided by its place in its group's rhythm, so ids and outcomes stay what they are while
 * time goes on. Regions other than the demo's are empty.
 */
export function demoWorld(seed = 1): World {
  const histories = new Map(
    DEMO_LOCATIONS.map(({ region }) => [
      region,
      linesOf(region).map((line) => ({ line, slotsAt: historyOf(line, seed) })),
    ]),
  )
  const appConfigs = new Map(DEMO_LOCATIONS.map(({ region }) => [region, appConfigOf(region, seed)]))
  const imageBuilders = new Map(DEMO_LOCATIONS.map(({ region }) => [region, imageBuilderOf(region, seed)]))
  return (region, now) => ({
    codedeploy: codeDeployAt(region, histories.get(region) ?? [], now),
    // Made when a call of their service reads them.
    get appconfig() {
      return appConfigs.get(region)?.(now)
    },
    get imagebuilder() {
      return imageBuilders.get(region)?.(now)
    },
  })
}

interface History {
  line: Line
  slotsAt: (now: number) => Slot[]
}

function codeDeployAt(region: string, histories: History[], now: number): CodeDeployWorld {
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
    configs: lines.length ? configsOf(region) : [],
    deployments: lines.flatMap(({ deployments }) => deployments),
  }
}
