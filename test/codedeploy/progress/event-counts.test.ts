import fc from 'fast-check'
import type { Target } from '../../../src/codedeploy/model.ts'
import { countEvents } from '../../../src/codedeploy/progress/event-counts.ts'
import { fleetWorld } from '../../../src/emulator/worlds/fleet/fleet-world.ts'
import { ONE_LOCATION, useGateways } from '../../support/gateway.ts'

const { start } = useGateways({ locations: ONE_LOCATION })

const NAMES = ['ApplicationStop', 'Install', 'ValidateService']
const STATUSES = ['Pending', 'InProgress', 'Succeeded', 'Failed', 'Skipped', 'NewerThanTheSdk']
const target = fc
  .array(fc.constantFrom(...STATUSES), { minLength: 3, maxLength: 3 })
  .map(
    (statuses) =>
      ({ lifecycleEvents: statuses.map((status, index) => ({ lifecycleEventName: NAMES[index], status })) }) as Target,
  )

test('every event is counted as counting it alone gives', () => {
  fc.assert(
    fc.property(fc.array(target, { minLength: 1, maxLength: 30 }), (targets) => {
      const statusOf = ({ lifecycleEvents = [] }: Target, index: number): string | undefined =>
        lifecycleEvents[index]?.status
      const count = (matches: (one: Target) => boolean) => targets.filter(matches).length
      expect(countEvents(targets)).toEqual(
        NAMES.map((name, index) => ({
          name,
          passed: count((one) => statusOf(one, index) === 'Succeeded'),
          inProgress: count((one) => statusOf(one, index) === 'InProgress'),
          failed: count(
            (one) =>
              statusOf(one, index) === 'Failed' &&
              NAMES.slice(0, index).every((_, before) => statusOf(one, before) !== 'Failed'),
          ),
        })),
      )
    }),
  )
})

// Targets, ids per page of AWS, how many are inspected: the listings and batches that takes.
test.each([
  [120, 100, undefined, 2, 5],
  [120, 7, undefined, 18, 5],
  [120, 100, 30, 1, 2],
])(
  '%i targets in pages of %i cost, for inspect %s, %i listings and %i batches',
  async (count, pageSize, inspect, lists, batches) => {
    const { query, calls } = await start({ world: fleetWorld({ targets: count, pageSize, events: 2 }) })
    const { data, errors } = await query(
      `query ($inspect: Int) { codeDeployDeployment(deploymentId: "d-FLEET0001") {
      eventCounts(inspect: $inspect) { name passed inProgress failed }
    } }`,
      { inspect },
    )
    expect(errors).toBeUndefined()
    const passed = Math.min(count, inspect ?? 1000)
    expect(data.codeDeployDeployment.eventCounts).toEqual(
      ['BeforeBlockTraffic', 'BlockTraffic'].map((name) => ({ name, passed, inProgress: 0, failed: 0 })),
    )
    expect(calls()).toEqual({
      BatchGetDeployments: 1,
      ListDeploymentTargets: lists,
      BatchGetDeploymentTargets: batches,
    })
  },
)

test('targets that could not be read are an error beside the counts of the others', async () => {
  const isSecondBatch = (input: unknown) => (input as { targetIds: string[] }).targetIds.some((id) => id.endsWith('1e'))
  const { query } = await start({
    world: fleetWorld({ targets: 40, events: 1 }),
    faults: [
      {
        operation: 'BatchGetDeploymentTargets',
        when: isSecondBatch,
        error: { name: 'InternalServerError', status: 500 },
      },
    ],
  })
  const { data, errors } = await query(
    '{ codeDeployDeployment(deploymentId: "d-FLEET0001") { eventCounts { name passed } } }',
  )
  expect(data.codeDeployDeployment.eventCounts).toEqual([{ name: 'BeforeBlockTraffic', passed: 25 }, null])
  expect(errors).toMatchObject([
    { path: ['codeDeployDeployment', 'eventCounts', 1], extensions: { code: 'AWS_UNAVAILABLE' } },
  ])
})
