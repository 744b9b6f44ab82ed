import { id } from '../federation/company.ts'
import { NOW, ONE_LOCATION, useGateways } from '../support/gateway.ts'
import { ENTITIES, sampleWorld } from '../support/samples.ts'
import { DEPLOYMENTS, deploymentId, KINDS, worldOf } from './answers-world.ts'

const { start } = useGateways({ locations: ONE_LOCATION })

// Which of the two projects of jest.config.js this is.
declare const CACHE: boolean

const HOUR_MS = 3_600_000

type Calls = Record<string, number>

interface Row {
  field: string
  kind: keyof typeof KINDS
  selection: string
  /** The calls of a field for so many deployments on pages of that size, beside those that read the deployments. */
  calls?: (count: number, pageSize: number) => Calls
}

const oneTarget = (count: number): Calls => ({ ListDeploymentTargets: count, BatchGetDeploymentTargets: count })
const successes = (pageSize: number): Calls => ({
  ListDeployments: Math.ceil(11 / pageSize),
  BatchGetDeployments: Math.ceil(11 / Math.min(pageSize, 11)),
})
const thirtyTargets = (count: number, pageSize: number): Calls => ({
  ListDeploymentTargets: count * Math.ceil(30 / pageSize),
  BatchGetDeploymentTargets: count * 2,
})

const ROWS: Row[] = [
  { field: 'reason', kind: 'failedFleet', selection: 'reason' },
  { field: 'isRollback', kind: 'failedFleet', selection: 'isRollback' },
  {
    field: 'failureSummary',
    kind: 'failedFleet',
    selection: 'failureSummary { headline inspectedTargets groups { count targets { __typename } logTail } }',
    calls: thirtyTargets,
  },
  {
    field: 'failedEvent',
    kind: 'failedFleet',
    selection: 'targets(first: 50) { nodes { ... on DeploymentTarget { failedEvent { name } } } }',
    calls: thirtyTargets,
  },
  { field: 'progress of a fleet in percent', kind: 'runningFleet', selection: 'progress { percent trafficPercent }' },
  {
    field: 'progress of a fleet',
    kind: 'runningFleet',
    selection: 'progress { percent currentEvent currentEventSince }',
    calls: (count, pageSize) => ({
      ListDeploymentTargets: count,
      BatchGetDeploymentTargets: count * Math.ceil(Math.min(pageSize, 25) / 25),
    }),
  },
  {
    field: 'progress of one target',
    kind: 'shifting',
    selection: 'progress { percent trafficPercent currentEvent currentEventSince }',
    calls: oneTarget,
  },
  { field: 'waiting', kind: 'ready', selection: 'waiting { kind phaseAtDeadline }' },
  { field: 'waiting since', kind: 'ready', selection: 'waiting { since deadline }', calls: oneTarget },
  { field: 'waiting until', kind: 'terminating', selection: 'waiting { deadline since }', calls: oneTarget },
  {
    field: 'eventCounts',
    kind: 'runningFleet',
    selection: 'eventCounts { name inProgress }',
    calls: thirtyTargets,
  },
  {
    field: 'estimate by schedule',
    kind: 'shifting',
    selection: 'estimate { at basis }',
    calls: (count) => ({ ...oneTarget(count), GetDeploymentConfig: 1 }),
  },
  {
    field: 'estimate of a termination wait',
    kind: 'terminating',
    selection: 'estimate { at basis }',
    calls: oneTarget,
  },
  { field: 'estimate while it waits for somebody', kind: 'ready', selection: 'estimate { at basis stuckSince }' },
  {
    field: 'estimate by history',
    kind: 'runningFleet',
    selection: 'estimate { at basis }',
    calls: (_, pageSize) => successes(pageSize),
  },
  {
    field: 'estimate of a group without history',
    kind: 'newFleet',
    selection: 'estimate { basis samples }',
    calls: () => ({ ListDeployments: 1 }),
  },
  {
    field: 'estimate by history, where the configuration has no schedule',
    kind: 'allAtOnce',
    selection: 'estimate { at basis }',
    calls: (_, pageSize) => ({ ...successes(pageSize), GetDeploymentConfig: 1 }),
  },
  {
    field: 'stuckSince',
    kind: 'allAtOnce',
    selection: 'estimate { at stuckSince }',
    calls: (count, pageSize) => ({ ...oneTarget(count), ...successes(pageSize), GetDeploymentConfig: 1 }),
  },
]

/** How so many deployments are reached. */
const ROADS: Record<string, (selection: string, count: number) => [query: string, variables: object]> = {
  nodes: (selection, count) => [
    `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on CodeDeployDeployment { ${selection} } } }`,
    { ids: idsOf(count).map((one) => id('CodeDeployDeployment', 'us-east-1', one)) },
  ],
  _entities: (selection, count) => [
    `query ($of: [_Any!]!) { _entities(representations: $of) { ... on CodeDeployDeployment { ${selection} } } }`,
    { of: idsOf(count).map((deploymentId) => ({ __typename: 'CodeDeployDeployment', deploymentId })) },
  ],
  activity: (selection, count) => [
    `query ($first: Int) { activity(first: $first, filter: { services: [CODEDEPLOY] }) {
      nodes { ... on CodeDeployDeployment { ${selection} } } problems { code } } }`,
    { first: count },
  ],
}
const idsOf = (count: number) => Array.from({ length: count }, (_, number) => deploymentId(number))

function sum(...all: Calls[]): Calls {
  const total: Calls = {}
  for (const calls of all)
    for (const [operation, count] of Object.entries(calls)) total[operation] = (total[operation] ?? 0) + count
  return total
}

const table = ROWS.flatMap((row) => [7, 100].map((pageSize) => [row.field, pageSize, row] as const))

describe('the AWS calls of a field', () => {
  test.each(table)(
    '%s, on pages of %i, are the same by every road, for one deployment and for twenty',
    async (_, pageSize, row) => {
      const { kind, selection, calls: callsOf = () => ({}) } = row
      const { query, calls } = await start({ world: worldOf(KINDS[kind], pageSize), cache: false })
      for (const [road, queryOf] of Object.entries(ROADS))
        for (const count of road === 'nodes' ? [1, DEPLOYMENTS] : [DEPLOYMENTS]) {
          await query(...queryOf('deploymentId', count))
          const without = calls()
          const { data, errors } = await query(...queryOf(selection, count))
          expect([road, errors]).toEqual([road, undefined])
          const nodes: Record<string, unknown>[] = data[road].nodes ?? data[road]
          expect(nodes).toHaveLength(count)
          for (const node of nodes) expect(Object.values(node)).not.toContain(null)
          expect([road, count, calls()]).toEqual([road, count, sum(without, callsOf(count, pageSize))])
        }
    },
  )

  test.each(ROWS.map((row) => [row.field, row] as const))('%s are none when it is asked for again', async (_, row) => {
    if (!CACHE) return
    let now = NOW
    const { query, calls } = await start({ world: worldOf(KINDS[row.kind], 100), gatewayClock: () => now })
    for (const [road, queryOf] of Object.entries(ROADS)) {
      now += HOUR_MS
      await query(...queryOf(row.selection, DEPLOYMENTS))
      if (row.kind === 'failedFleet' && road !== 'nodes')
        expect([road, calls()]).toEqual([road, road === 'activity' ? { ListDeployments: 1 } : {}]) // has ended, and was read
      calls()
      await query(...queryOf(row.selection, DEPLOYMENTS))
      expect([road, calls()]).toEqual([road, {}])
    }
  })
})

test.each(Object.keys(ENTITIES).filter((type) => type.endsWith('Target')))(
  'the failed event of %s costs no call, by its id or by what AWS calls it',
  async (type) => {
    const { id: keys, natural } = ENTITIES[type] as (typeof ENTITIES)[string]
    const { query, calls } = await start({ world: sampleWorld, cache: false })
    const queries = (selection: string): [string, string, object][] => [
      [
        'node',
        `query ($id: ID!) { node(id: $id) { ... on ${type} { ${selection} } } }`,
        { id: id(type, 'us-east-1', ...keys) },
      ],
      [
        '_entities',
        `query ($of: [_Any!]!) { _entities(representations: $of) { ... on ${type} { ${selection} } } }`,
        { of: [{ __typename: type, ...natural }] },
      ],
    ]
    for (const [index, [road, text, variables]] of queries('failedEvent { name }').entries()) {
      const [, bare = '', own] = queries('targetId')[index] ?? []
      await query(bare, own)
      const without = calls()
      const { data, errors } = await query(text, variables)
      expect(errors).toBeUndefined()
      const failedEvent = type === 'InstanceTarget' ? { name: 'Install' } : null
      expect([road, [data[road]].flat()]).toEqual([road, [{ failedEvent }]])
      expect([road, calls()]).toEqual([road, without])
    }
  },
)
