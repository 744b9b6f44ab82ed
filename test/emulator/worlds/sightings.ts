import type { DeploymentInfo, LifecycleEvent } from '@aws-sdk/client-codedeploy'
import { detailOf } from '../../../src/emulator/codedeploy/deployment-record.ts'
import type { DeploymentRecord } from '../../../src/emulator/codedeploy/world.ts'
import { DEMO_LOCATIONS, demoWorld } from '../../../src/emulator/worlds/demo/demo-world.ts'

export const HOUR = 3_600_000
export const MINUTE = 60_000
export const START = Date.parse('2026-11-21T09:30:00Z')
/** Moments of all hours and of several years. */
export const MOMENTS = Array.from({ length: 10 }, (_, index) => START + index * 101 * 24 * HOUR + index * 71 * MINUTE)
const FINAL: unknown[] = ['Succeeded', 'Failed', 'Stopped']

const world = demoWorld()
export const regionsAt = (now: number) => DEMO_LOCATIONS.map(({ region }) => world(region, now))
export const deploymentsAt = (now: number) => regionsAt(now).flatMap(({ codedeploy }) => codedeploy?.deployments ?? [])
/** The deployments of the demo by moment. */
export const deploymentsByMoment = new Map(MOMENTS.map((now) => [now, deploymentsAt(now)]))
/** All of them, each with its moment. */
export const sightings = [...deploymentsByMoment].flatMap(([now, deployments]) =>
  deployments.map((deployment) => ({ now, ...deployment })),
)
export const isOver = ({ info }: DeploymentRecord) => FINAL.includes(info.status)
const targetsOf = (one: DeploymentRecord) => one.targetIds.map((id) => detailOf(one.target(id)))
export const eventsOf = (one: DeploymentRecord) => targetsOf(one).flatMap((target) => target?.lifecycleEvents ?? [])
/** How long an event took. */
export const secondsOf = ({ startTime, endTime }: LifecycleEvent) => (Number(endTime) - Number(startTime)) / 1_000
export const groupKey = ({ applicationName, deploymentGroupName }: DeploymentInfo) =>
  `${applicationName}/${deploymentGroupName}`
