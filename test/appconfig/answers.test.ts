import type { Deployment, DeploymentEvent, DeploymentState } from '@aws-sdk/client-appconfig'
import { reasonOf } from '../../src/appconfig/reason.ts'
import type { World } from '../../src/emulator/world.ts'
import { id } from '../federation/company.ts'
import { NOW, ONE_LOCATION, useGateways } from '../support/gateway.ts'

const { start } = useGateways({ locations: ONE_LOCATION })

// Which of the two projects of jest.config.js this is.
declare const CACHE: boolean

const DAY_MS = 86_400_000
const at = (minutes: number) => new Date(NOW + minutes * 60_000)
const iso = (minutes: number) => at(minutes).toISOString()

/** Deployments to one environment, numbered from 1 in this order; each began a minute after the one before. */
const worldOf =
  (deployments: Deployment[], pageSize = 50): World =>
  () => ({
    appconfig: {
      applications: [{ Id: 'flags01', Name: 'flags' }],
      environments: [{ ApplicationId: 'flags01', Id: 'prod001', Name: 'production' }],
      deployments: deployments.map((deployment, index) => ({
        ...{ ApplicationId: 'flags01', EnvironmentId: 'prod001', DeploymentNumber: index + 1 },
        ...{ ConfigurationName: 'checkout', StartedAt: at(index - 100), ...deployment },
      })),
      pageSizes: { ListDeployments: pageSize },
    },
  })

/** How the newest so many deployments are reached. */
const ROADS: Record<string, (selection: string, count: number) => [query: string, variables: object]> = {
  nodes: (selection, count) => [
    `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on AppConfigDeployment { ${selection} } } }`,
    { ids: numbers(count).map((number) => id('AppConfigDeployment', 'us-east-1', 'flags01', 'prod001', number)) },
  ],
  _entities: (selection, count) => [
    `query ($of: [_Any!]!) { _entities(representations: $of) { ... on AppConfigDeployment { ${selection} } } }`,
    {
      of: numbers(count).map((number) => ({
        __typename: 'AppConfigDeployment',
        ...{ applicationId: 'flags01', environmentId: 'prod001', deploymentNumber: Number(number) },
      })),
    },
  ],
  activity: (selection, count) => [
    `query ($first: Int) { activity(first: $first, filter: { services: [APPCONFIG] }) {
      nodes { ... on AppConfigDeployment { ${selection} } } problems { code } } }`,
    { first: count },
  ],
}
const numbers = (count: number) => Array.from({ length: count }, (_, index) => String(20 - index))

describe('the reason of an AppConfig deployment', () => {
  const event = (EventType: DeploymentEvent['EventType'], more: DeploymentEvent = {}): DeploymentEvent => ({
    EventType,
    ...more,
  })
  const alarm = { TriggeredBy: 'CLOUDWATCH_ALARM' } as const

  test.each<[string, DeploymentEvent[], string | undefined]>([
    ['is nothing where the log is empty', [], undefined],
    ['is nothing where the log does not say', [event('DEPLOYMENT_STARTED')], undefined],
    [
      'names the alarm',
      [
        event('ROLLBACK_COMPLETED'),
        event('ROLLBACK_STARTED', {
          ...alarm,
          Description: 'Rollback: arn:aws:cloudwatch:us-east-1:111122223333:alarm:checkout-5xx, in ALARM',
        }),
      ],
      'Rolled back by alarm checkout-5xx.',
    ],
    [
      'is an alarm also where AWS does not name it',
      [event('ROLLBACK_STARTED', alarm)],
      'Rolled back by a CloudWatch alarm.',
    ],
    ['is a user', [event('ROLLBACK_STARTED', { TriggeredBy: 'USER' })], 'Rolled back by a user.'],
    [
      'is what reverted it last, after it was complete',
      [event('REVERT_COMPLETED', { TriggeredBy: 'USER' }), event('DEPLOYMENT_COMPLETED')],
      'Reverted by a user.',
    ],
    [
      'is an error of AppConfig',
      [event('ROLLBACK_STARTED', { TriggeredBy: 'INTERNAL_ERROR' })],
      'Rolled back because of an internal error of AppConfig.',
    ],
    [
      'is the description of AWS where who triggered it is newer than this gateway',
      [event('ROLLBACK_STARTED', { TriggeredBy: 'A_MOON' as never, Description: 'The moon is full.' })],
      'The moon is full.',
    ],
    ['is that alone where AWS says no more', [event('ROLLBACK_STARTED')], 'Rolled back.'],
    [
      'is told from the end of the rollback, too',
      [event('ROLLBACK_COMPLETED', { TriggeredBy: 'USER' })],
      'Rolled back by a user.',
    ],
  ])('%s', (_, log, expected) => {
    expect(reasonOf(log)).toBe(expected)
  })

  const STATES: DeploymentState[] = ['COMPLETE', 'DEPLOYING', 'ROLLED_BACK', 'ROLLING_BACK', 'REVERTED']
  const EventLog = [event('ROLLBACK_STARTED', { TriggeredBy: 'USER' })]
  // Of twenty, in turn: twelve were rolled back, and twelve have ended.
  const mixed = Array.from({ length: 20 }, (_, index) => {
    const State = STATES[index % STATES.length]
    return { State, EventLog, CompletedAt: State?.endsWith('ING') ? undefined : at(0) }
  })

  test.each([
    ['nodes', 7, { GetDeployment: 20 }],
    ['_entities', 7, { GetDeployment: 20 }],
    ['activity', 50, { GetDeployment: 12, ListApplications: 1, ListEnvironments: 1, ListDeployments: 1 }],
    ['activity', 7, { GetDeployment: 12, ListApplications: 1, ListEnvironments: 1, ListDeployments: 3 }],
  ])(
    'costs by %s, on pages of %i, a GetDeployment for what was rolled back and was not read so',
    async (road, pageSize, expected) => {
      let now = NOW
      const { query, calls } = await start({ world: worldOf(mixed, pageSize), gatewayClock: () => now })
      const [text, variables] = ROADS[road]?.('state reason', 20) ?? ['', {}]
      const { data, errors } = await query(text, variables)
      expect(errors).toBeUndefined()
      for (const { state, reason } of data[road].nodes ?? data[road])
        expect([state, reason]).toEqual([state, /BACK|REVERT/.test(state) ? 'Rolled back by a user.' : null])
      expect(calls()).toEqual(expected)
      if (!CACHE) return
      await query(text, variables)
      expect(calls()).toEqual({})
      now += 4 * DAY_MS
      await query(text, variables)
      calls()
      now += DAY_MS
      await query(text, variables)
      // The environment that rolls back, and by its number the deployed version: the others can no longer be reverted.
      expect(calls().GetDeployment).toBe(road === 'activity' ? 4 : 8)
    },
  )

  test('is an error in its place where the log cannot be read, beside the reasons of others', async () => {
    const { query } = await start({
      world: worldOf([
        { State: 'ROLLED_BACK', EventLog },
        { State: 'REVERTED', EventLog },
      ]),
      faults: [
        {
          operation: 'GetDeployment',
          when: (input) => (input as { DeploymentNumber: number }).DeploymentNumber === 1,
          error: { name: 'AccessDeniedException', status: 403 },
        },
      ],
    })
    const { data, errors } = await query('{ activity { nodes { phase reason } problems { code } } }')
    expect(data.activity).toEqual({
      nodes: [
        { phase: 'ROLLED_BACK', reason: 'Rolled back by a user.' },
        { phase: 'ROLLED_BACK', reason: null },
      ],
      problems: [],
    })
    expect(errors).toMatchObject([
      { path: ['activity', 'nodes', 1, 'reason'], extensions: { code: 'AWS_ACCESS_DENIED' } },
    ])
  })
})

describe('the estimate of an AppConfig deployment', () => {
  const ESTIMATE = 'estimate { at latest basis samples isOverdue stuckSince }'
  const scheduled = (end: string | null) => ({
    ...{ at: end, latest: end, basis: 'SCHEDULE', samples: 0, isOverdue: end === null, stuckSince: null },
  })
  const plan = { StartedAt: at(-10), DeploymentDurationInMinutes: 20, FinalBakeTimeInMinutes: 30 }

  const CASES: [string, Deployment, object | null][] = [
    ['is the end of duration and bake time while it deploys', { ...plan, State: 'DEPLOYING' }, scheduled(iso(40))],
    ['is the same while it bakes', { ...plan, StartedAt: at(-25), State: 'BAKING' }, scheduled(iso(25))],
    ['is the same while it is validated', { ...plan, StartedAt: at(-1), State: 'VALIDATING' }, scheduled(iso(49))],
    [
      'is the end of the duration where AWS names no bake time',
      { ...plan, FinalBakeTimeInMinutes: undefined, State: 'DEPLOYING' },
      scheduled(iso(10)),
    ],
    ['is no moment in the past: it is overdue', { ...plan, StartedAt: at(-60), State: 'BAKING' }, scheduled(null)],
    [
      'is none where AWS names no duration',
      { StartedAt: at(-10), State: 'DEPLOYING' },
      { ...scheduled(null), basis: 'NONE', isOverdue: false },
    ],
    ['is null once it is complete', { ...plan, State: 'COMPLETE' }, null],
    ['is null while it goes back', { ...plan, State: 'ROLLING_BACK' }, null],
    ['is null in a state newer than this gateway', { ...plan, State: 'PAUSED' as never }, null],
  ]

  test.each(CASES)('%s, by every road and without a call of its own', async (_, deployment, expected) => {
    const world = worldOf(Array.from({ length: 20 }, () => deployment))
    const { query, calls } = await start({ world, cache: false })
    for (const [road, queryOf] of Object.entries(ROADS)) {
      await query(...queryOf('deploymentNumber', 20))
      const without = calls()
      const { data, errors } = await query(...queryOf(ESTIMATE, 20))
      expect(errors).toBeUndefined()
      const nodes: { estimate: unknown }[] = data[road].nodes ?? data[road]
      expect([road, nodes.map(({ estimate }) => estimate)]).toEqual([road, Array.from({ length: 20 }, () => expected)])
      expect([road, calls()]).toEqual([road, without])
    }
  })
})
