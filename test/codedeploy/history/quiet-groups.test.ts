import type { CodeDeployWorld } from '../../../src/emulator/codedeploy/world.ts'
import { NOW, ONE_LOCATION, useGateways } from '../../support/gateway.ts'
import { idOf, STATES } from './history-world.ts'

declare const CACHE: boolean

const { start: startGateway } = useGateways({ locations: ONE_LOCATION })

/** Applications that deployed nothing in the window, each with so many groups that once had a success. */
function quietWorld(groupsOf: Record<string, number>, more: CodeDeployWorld = {}) {
  const names = Object.keys(groupsOf)
  const world = {
    codedeploy: {
      applications: names.map((applicationName) => ({ applicationName })),
      groups: names.flatMap((applicationName) =>
        Array.from({ length: groupsOf[applicationName] ?? 0 }, (_, number) => {
          const last = { deploymentId: idOf(number), status: 'Succeeded' as const }
          const deploymentGroupName = `group-${String(number).padStart(3, '0')}`
          return { applicationName, deploymentGroupName, lastAttemptedDeployment: last, lastSuccessfulDeployment: last }
        }),
      ),
      ...more,
    },
  }
  return () => world
}

const QUIET = `query ($application: String) {
  deploymentGroupStates(first: 1000, includeQuiet: true, applicationName: $application) {
    nodes { applicationName deploymentGroupName } isComplete problems { location { name } code } } }`

const start = (groupsOf: Record<string, number>, more: CodeDeployWorld = {}) =>
  startGateway({ world: quietWorld(groupsOf, more), gatewayClock: () => NOW })

describe('groups that were quiet', () => {
  // Groups of one application, AWS's page, and what that costs beside the history.
  test.each([
    [25, 100, { ListDeploymentGroups: 1, BatchGetDeploymentGroups: 1 }],
    [26, 100, { ListDeploymentGroups: 1, BatchGetDeploymentGroups: 2 }],
    [60, 7, { ListDeploymentGroups: 9, BatchGetDeploymentGroups: 3 }],
  ])('are described 25 a call: %i groups in pages of %i', async (count, size, expected) => {
    const { query, calls } = await start({ fleet: count }, { pageSizes: { ListDeploymentGroups: size } })
    const { data, errors } = await query(QUIET)
    expect(errors).toBeUndefined()
    expect(data.deploymentGroupStates.nodes).toHaveLength(count)
    expect(data.deploymentGroupStates).toMatchObject({ isComplete: true, problems: [] })
    expect(calls()).toEqual({ ListDeployments: 1, ListApplications: 1, ...expected })
    await query(QUIET)
    expect(calls()).toEqual(CACHE ? {} : { ListDeployments: 1, ListApplications: 1, ...expected })
  })

  test('of one application are described without a list of applications', async () => {
    const { query, calls } = await start({ fleet: 2, other: 2 })
    const { data } = await query(QUIET, { application: 'fleet' })
    expect(data.deploymentGroupStates.nodes).toHaveLength(2)
    // Without the cache, whether the application exists is read separately from its groups.
    expect(calls()).toEqual({ ListDeployments: 1, ListDeploymentGroups: CACHE ? 1 : 2, BatchGetDeploymentGroups: 1 })
  })

  test('that share a batch of 25 of one application are not mixed with those of others', async () => {
    const { query, calls } = await start({ a: 13, b: 12 })
    const { data } = await query(QUIET)
    expect(data.deploymentGroupStates.nodes).toHaveLength(25)
    expect(calls()).toMatchObject({ ListDeploymentGroups: 2, BatchGetDeploymentGroups: 2 })
  })

  test.each([
    ['120 applications', Object.fromEntries(Array.from({ length: 120 }, (_, index) => [`app-${index}`, 1]))],
    ['60 applications with 60 groups each', Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`app-${i}`, 60]))],
  ])('take at most 100 calls of a location, and then the answer is not complete: %s', async (_, groupsOf) => {
    const { query, calls } = await start(groupsOf)
    const { data, errors } = await query(QUIET)
    expect(errors).toBeUndefined()
    expect(data.deploymentGroupStates).toMatchObject({ isComplete: false, problems: [] })
    const { ListApplications = 0, ListDeploymentGroups = 0, BatchGetDeploymentGroups = 0 } = calls()
    expect(ListApplications + ListDeploymentGroups + BatchGetDeploymentGroups).toBeLessThanOrEqual(100)
    expect(BatchGetDeploymentGroups).toBeGreaterThan(0)
    expect(data.deploymentGroupStates.nodes.length).toBeGreaterThan(0)
  })

  test.each(['ListApplications', 'ListDeploymentGroups', 'BatchGetDeploymentGroups'])(
    'are missing where %s fails, and problems says so',
    async (operation) => {
      const { query, faults } = await start({ fleet: 2 })
      faults.push({ operation, error: { name: 'AccessDeniedException', message: 'no' } })
      const { data, errors } = await query(QUIET)
      expect(errors).toBeUndefined()
      expect(data.deploymentGroupStates).toEqual({
        ...{ nodes: [], isComplete: false },
        problems: [{ location: { name: 'us-east-1' }, code: 'AWS_ACCESS_DENIED' }],
      })
    },
  )

  test('are not asked for otherwise', async () => {
    const { query, calls } = await start({ fleet: 2 })
    expect((await query(STATES)).data.deploymentGroupStates.nodes).toEqual([])
    expect(calls()).toEqual({ ListDeployments: 1 })
  })
})
