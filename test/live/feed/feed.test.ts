import type { DeploymentInfo } from '@aws-sdk/client-codedeploy'
import { deploymentOf } from '../../../src/emulator/codedeploy/deployment-record.ts'
import type { World } from '../../../src/emulator/world.ts'
import { as, CALLERS_AUTH } from '../../auth/callers.ts'
import { NOW } from '../../support/gateway.ts'
import { until } from '../../support/until.ts'
import type { EventClient } from '../event-client.ts'
import { useLiveGateways } from '../live-gateway.ts'

const { start } = useLiveGateways()

const FEED = `subscription ($filter: ActivityFilter) { activity(filter: $filter) {
  change activity { title rawStatus } problems { code location { name } } asOf } }`
const at = (second: number) => new Date(NOW + second * 1000)

const deployment = (id: string, applicationName: string, info: DeploymentInfo) =>
  deploymentOf({ deploymentId: id, applicationName, deploymentGroupName: 'prod', createTime: at(-60), ...info })

/** One deployment runs for 30 seconds, another begins after 10; a rollout and an execution run on. */
const world: World = (_, now) => {
  const second = (now - NOW) / 1000
  return {
    codedeploy: {
      deployments: [
        deployment(
          'd-RUNS00001',
          'shop',
          second < 30 ? { status: 'InProgress' } : { status: 'Succeeded', completeTime: at(30) },
        ),
        deployment('d-ENDED0001', 'shop', { status: 'Failed', completeTime: at(-30) }),
        ...(second >= 10
          ? [deployment('d-LATER0001', 'mail', { status: second < 20 ? 'Created' : 'InProgress', createTime: at(10) })]
          : []),
      ],
    },
    appconfig: {
      applications: [{ Id: 'flags01', Name: 'flags' }],
      environments: [{ ApplicationId: 'flags01', Id: 'prod001', Name: 'prod', State: 'DEPLOYING' }],
      deployments: [
        {
          ApplicationId: 'flags01',
          EnvironmentId: 'prod001',
          DeploymentNumber: 1,
          ConfigurationName: 'colours',
          State: 'DEPLOYING',
          StartedAt: at(-60),
        },
      ],
    },
    imagebuilder: {
      policies: [
        {
          arn: 'arn:aws:imagebuilder:us-east-1:111122223333:lifecycle-policy/expire',
          name: 'expire',
          status: 'ENABLED',
        },
      ],
      executions: [
        {
          execution: {
            lifecycleExecutionId: 'lce-11111111-2222-4333-8444-555555555555',
            lifecyclePolicyArn: 'arn:aws:imagebuilder:us-east-1:111122223333:lifecycle-policy/expire',
            state: { status: 'IN_PROGRESS' },
            startTime: at(-60),
          },
        },
      ],
    },
  }
}

/** The next update in short. */
async function nextUpdate({ update }: EventClient): Promise<string> {
  const { data, errors } = await update()
  if (errors) throw new Error(JSON.stringify(errors))
  const { change, activity } = data.activity
  return activity ? `${change} ${activity.title} ${activity.rawStatus}` : change
}

const several = async (client: EventClient, count: number) => {
  const all: string[] = []
  while (all.length < count) all.push(await nextUpdate(client))
  return all
}

const PRESENT = ['PRESENT colours → prod DEPLOYING', 'PRESENT expire IN_PROGRESS', 'PRESENT shop → prod InProgress']

test('the feed tells what is there, that this is all, and then what appears, changes and ends', async () => {
  const { subscribe, timers } = await start({ world })
  const client = await subscribe(FEED, {})
  const first = await several(client, 4)
  expect([first.slice(0, 3).sort(), first[3]]).toEqual([PRESENT, 'SYNCED'])
  timers.goTo(NOW + 12_000)
  expect(await nextUpdate(client)).toBe('APPEARED mail → prod Created')
  timers.advance(15_000)
  expect(await nextUpdate(client)).toBe('CHANGED mail → prod InProgress')
  timers.advance(20_000)
  expect(await nextUpdate(client)).toBe('ENDED shop → prod Succeeded')
})

test('a feed in which nothing runs is synced at once', async () => {
  const { subscribe } = await start({ world: () => ({}) })
  expect(await nextUpdate(await subscribe(FEED, {}))).toBe('SYNCED')
})

test.each<[string, object, string[]]>([
  ['of a service', { services: ['APPCONFIG'] }, ['PRESENT colours → prod DEPLOYING']],
  ['of a CodeDeploy application', { applicationName: 'shop' }, ['PRESENT shop → prod InProgress']],
  ['of an AppConfig application', { applicationName: 'flags' }, ['PRESENT colours → prod DEPLOYING']],
  ['of a lifecycle policy', { applicationName: 'expire' }, ['PRESENT expire IN_PROGRESS']],
  ['of an application that nobody has', { applicationName: 'nothing' }, []],
  ['in a phase', { phases: ['WAITING'] }, []],
  ['that roll back', { isRollback: true }, []],
  ['that wait', { isWaiting: true }, []],
  ['of a location', { locations: ['us-east-1'] }, PRESENT],
])('a feed of activities %s shows no others', async (_, filter, present) => {
  const { subscribe } = await start({ world })
  const all = await several(await subscribe(FEED, { filter }), present.length + 1)
  expect(all.sort()).toEqual([...present, 'SYNCED'].sort())
})

test('the end of an activity is sent whatever phases the filter names', async () => {
  const { subscribe, timers } = await start({ world })
  const client = await subscribe(FEED, { filter: { phases: ['WAITING'], applicationName: 'shop' } })
  expect(await nextUpdate(client)).toBe('SYNCED')
  timers.goTo(NOW + 40_000)
  expect(await nextUpdate(client)).toBe('ENDED shop → prod Succeeded')
})

test.each([
  ['since', at(0).toISOString()],
  ['until', at(0).toISOString()],
  ['within', 'PT1H'],
  ['activeAt', at(0).toISOString()],
  ['applicationName', ''],
  ['locations', ['mars-north-1']],
])('a feed is refused that selects by %s', async (name, value) => {
  const { subscribe, timers, calls } = await start({ world })
  const { update, next } = await subscribe(FEED, { filter: { [name]: value } })
  expect(await update()).toMatchObject({
    data: { activity: null },
    errors: [{ path: ['activity'], extensions: { code: 'BAD_USER_INPUT' } }],
  })
  expect(await next()).toMatchObject({ event: 'complete' })
  expect([timers.pending, calls()]).toEqual([0, {}])
})

test('a location that cannot be read is named when that begins and when it ends, and its activities stay', async () => {
  const { subscribe, timers, faults } = await start({ world })
  const client = await subscribe(FEED, { filter: { services: ['CODEDEPLOY'] } })
  await several(client, 2)
  faults.push({ operation: 'ListDeployments', error: { name: 'AccessDeniedException', message: 'no' } })
  timers.goTo(NOW + 4_000)
  expect((await client.update()).data.activity).toMatchObject({
    ...{ change: 'PROBLEMS', activity: null },
    problems: [{ code: 'AWS_ACCESS_DENIED', location: { name: 'us-east-1' } }],
  })
  faults.splice(0)
  timers.advance(12_000)
  expect((await client.update()).data.activity).toMatchObject({ change: 'PROBLEMS', problems: [] })
})

test('a hundred watchers of the feed, whatever their filters, make the AWS calls of one', async () => {
  const { subscribe, timers, calls } = await start({ world, cache: true }) // each filter's updates read the title
  const one = await subscribe(FEED, {})
  await several(one, 4)
  const cost = calls()
  expect(cost).toEqual({
    ...{ ListDeployments: 2, BatchGetDeployments: 1 }, // the first is AppConfig's too
    ...{ ListApplications: 1, ListEnvironments: 1, ListLifecyclePolicies: 1, ListLifecycleExecutions: 1 },
    GetEnvironment: 1, // the title of an AppConfig deployment
  })
  const filters = [{}, { services: ['CODEDEPLOY'] }, { applicationName: 'shop' }, { phases: ['IN_PROGRESS'] }]
  const crowd = await Promise.all(
    Array.from({ length: 100 }, (_, index) => subscribe(FEED, { filter: filters[index % filters.length] })),
  )
  await Promise.all(crowd.map(nextUpdate))
  expect(calls()).toEqual({})
  timers.goTo(NOW + 2_400)
  await until(() => timers.pending > 0)
  for (const { close } of crowd) close()
  expect(Object.values(calls()).every((count) => count <= 2)).toBe(true)
})

test('without a watcher nothing is listed, ten seconds after the last has left', async () => {
  const { subscribe, timers, calls } = await start({ world })
  const client = await subscribe(FEED, {})
  await several(client, 4)
  client.close()
  await until(() => timers.pending === 6) // three listings, and what ends each of them
  timers.advance(10_000)
  await until(() => timers.pending === 0)
  calls()
  timers.advance(600_000)
  expect(calls()).toEqual({})
})

test('a caller gets updates only of the locations that they may see', async () => {
  const { subscribe } = await start({ world, auth: CALLERS_AUTH })
  expect(await nextUpdate(await subscribe(FEED, {}, { headers: as('abroad') }))).toBe('SYNCED')
  expect(await nextUpdate(await subscribe(FEED, {}, { headers: as('home') }))).toMatch(/^PRESENT/)
})
