import type { World } from '../../../src/emulator/world.ts'
import { type Answer, NOW, ONE_LOCATION, useGateways } from '../../support/gateway.ts'
import { DEPLOYMENTS, ended, HOUR_MS, idOf, MINUTE_MS, running, STATES, worldOf } from './history-world.ts'

const { start } = useGateways({ locations: ONE_LOCATION })
const gatewayClock = () => NOW
const LIST = 'ListDeployments'
const BATCH = 'BatchGetDeployments'

describe('deploymentGroupStates', () => {
  test('tells what runs in each group that deployed, from the calls of the history alone', async () => {
    const { query, calls } = await start({ world: worldOf(DEPLOYMENTS), gatewayClock })
    const { data, errors } = await query(STATES)
    expect(errors).toBeUndefined()
    const at = (hoursAgo: number) => new Date(NOW - hoursAgo * HOUR_MS).toISOString()
    expect(data.deploymentGroupStates.nodes).toEqual([
      {
        ...{ location: { name: 'us-east-1' }, applicationName: 'fleet', deploymentGroupName: 'production' },
        ...{ phase: 'IN_PROGRESS', failuresSinceSuccess: 1, latestDeploymentId: idOf(101) },
        current: { deploymentId: idOf(0) },
        running: { deploymentId: idOf(101) },
        latest: { deploymentId: idOf(101) },
        recent: [
          [0, 'SUCCEEDED', 1],
          [102, 'STOPPED', 0.5],
          [101, 'IN_PROGRESS', 0.1],
        ].map(([number, phase, hoursAgo]) => ({
          deploymentId: idOf(Number(number)),
          ...{ phase, isRollback: false, createdAt: at(Number(hoursAgo)) },
          completedAt: number === 101 ? null : at(Number(hoursAgo) - 1 / 6),
        })),
      },
    ])
    expect(calls()).toEqual({ [LIST]: 1, [BATCH]: 3 })
  })

  test('sees that a deployment has ended, and a new one, at the next request', async () => {
    const infos = [running(1, 1), ended(0, 2)]
    const world: World = (region, at) => worldOf(infos)(region, at)
    let now = NOW
    const { query } = await start({ world, clock: () => now, gatewayClock: () => now })
    const states = async () => (await query(STATES)).data.deploymentGroupStates.nodes[0]
    expect(await states()).toMatchObject({ phase: 'IN_PROGRESS', current: { deploymentId: idOf(0) } })
    infos.splice(0, 1, running(2, 0), ended(1, 1))
    now += MINUTE_MS
    expect(await states()).toMatchObject({
      ...{ current: { deploymentId: idOf(1) }, running: { deploymentId: idOf(2) }, latestDeploymentId: idOf(2) },
    })
  })

  test('adds groups that were quiet, from what the group tells of its last success, when asked', async () => {
    const { query, calls } = await start({
      world: worldOf([ended(0, 1), ended(900_000, 24 * 90, { deploymentGroupName: 'quiet' })]),
      gatewayClock,
    })
    const { data } = await query(STATES, { includeQuiet: true })
    expect(data.deploymentGroupStates.nodes).toMatchObject([
      { deploymentGroupName: 'production', current: { deploymentId: idOf(0) } },
      { deploymentGroupName: 'quiet', phase: 'SUCCEEDED', current: { deploymentId: idOf(900_000) }, recent: [] },
    ])
    expect(calls()).toEqual({
      ...{ [LIST]: 1, [BATCH]: 2 },
      ...{ ListApplications: 1, ListDeploymentGroups: 1, BatchGetDeploymentGroups: 1 },
    })
  })

  test('is read page by page, and loses and repeats no group', async () => {
    const groups = ['b', 'a', 'd', 'c']
    const { query } = await start({
      world: worldOf(groups.map((deploymentGroupName, number) => ended(number, number + 1, { deploymentGroupName }))),
      gatewayClock,
    })
    const seen: string[] = []
    let after: string | null = null
    do {
      const answer: Answer = await query(STATES, { first: 3, after })
      const { nodes, pageInfo } = answer.data.deploymentGroupStates
      seen.push(...nodes.map((node: { deploymentGroupName: string }) => node.deploymentGroupName))
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null
    } while (after)
    expect(seen).toEqual(['a', 'b', 'c', 'd'])
  })
})
