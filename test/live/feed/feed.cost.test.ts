import { jest } from '@jest/globals'
import { deploymentOf } from '../../../src/emulator/codedeploy/deployment-record.ts'
import type { World } from '../../../src/emulator/world.ts'
import { FeedWatcher } from '../../../src/live/feed/feed-watcher.ts'
import { NOW } from '../../support/gateway.ts'
import { until } from '../../support/until.ts'
import type { EventClient } from '../event-client.ts'
import { useLiveGateways } from '../live-gateway.ts'

const { start } = useLiveGateways()

afterEach(() => jest.restoreAllMocks())

const FEED =
  'subscription ($filter: ActivityFilter) { activity(filter: $filter) { change activity { rawStatus } asOf } }'
const BEGINS_AT = 60
const at = (second: number) => new Date(NOW + second * 1000)

/** A deployment and a rollout run on; another deployment begins after a minute. */
const world: World = (_, now) => ({
  codedeploy: {
    deployments: [-60, BEGINS_AT]
      .filter((second) => at(second).getTime() <= now)
      .map((second, number) =>
        deploymentOf({ deploymentId: `d-RUNS0000${number}`, status: 'InProgress', createTime: at(second) }),
      ),
  },
  appconfig: {
    applications: [{ Id: 'flags01', Name: 'flags' }],
    environments: [{ ApplicationId: 'flags01', Id: 'prod001', Name: 'prod', State: 'DEPLOYING' }],
    deployments: [
      {
        ...{ ApplicationId: 'flags01', EnvironmentId: 'prod001', DeploymentNumber: 1, State: 'DEPLOYING' },
        StartedAt: at(-60),
      },
    ],
  },
})

const changes = async ({ update }: EventClient, count: number) => {
  const all: string[] = []
  while (all.length < count) all.push((await update()).data.activity.change)
  return all
}

test('a watcher of the feed is woken by what is new in its services, and by nothing else', async () => {
  const { subscribe, timers, calls } = await start({ world })
  const all = await subscribe(FEED, {})
  const other = await subscribe(FEED, { filter: { services: ['APPCONFIG'] } })
  expect(await changes(all, 3)).toEqual(['PRESENT', 'PRESENT', 'SYNCED'])
  expect(await changes(other, 2)).toEqual(['PRESENT', 'SYNCED'])
  const wake = jest.spyOn(FeedWatcher.prototype, 'wake')
  for (const second of [15, 30, 45]) {
    calls()
    timers.goTo(at(second).getTime())
    await until(() => calls().ListDeployments !== undefined)
  }
  timers.goTo(at(BEGINS_AT).getTime())
  await until(() => {
    timers.advance(1_000)
    return wake.mock.calls.length > 0
  })
  expect(await changes(all, 1)).toEqual(['APPEARED'])
  expect(wake).toHaveBeenCalledTimes(1)
})

test('the updates of one service are made again when that is read, and not when another is', async () => {
  const { subscribe, timers } = await start({ world })
  await changes(await subscribe(FEED, {}), 3)
  const stringify = jest.spyOn(JSON, 'stringify')
  const executions = () => stringify.mock.calls.filter(([value]) => value?.data?.activity?.activity).length
  await changes(await subscribe(FEED, {}), 3)
  expect(executions()).toBe(0)
  const { pending } = timers
  timers.advance(2_500) // CodeDeploy alone is listed
  expect(timers.pending).toBe(pending - 1)
  await until(() => timers.pending === pending)
  await changes(await subscribe(FEED, {}), 3)
  expect(executions()).toBe(1)
})
