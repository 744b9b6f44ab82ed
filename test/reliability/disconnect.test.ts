import { deploymentOf } from '../../src/emulator/codedeploy/deployment-record.ts'
import type { Fault } from '../../src/emulator/faults.ts'
import type { World } from '../../src/emulator/world.ts'
import { fleetWorld } from '../../src/emulator/worlds/fleet/fleet-world.ts'
import { NOW, ONE_LOCATION, useGateways } from '../support/gateway.ts'
import { until } from '../support/until.ts'

const { start, gateway } = useGateways({ cache: true, gatewayClock: () => NOW, locations: ONE_LOCATION })

const fleet = fleetWorld({ targets: 100, events: 2, info: { status: 'InProgress', completeTime: undefined } })

const idOf = (number: number) => `d-NUMBER${String(number).padStart(3, '0')}`
const targetOf = (number: number) => `i-${number.toString(16).padStart(17, '0')}`
/** Deployments without targets. */
const many: World = () => ({
  codedeploy: {
    deployments: Array.from({ length: 50 }, (_, number) =>
      deploymentOf({ deploymentId: idOf(number), status: 'InProgress', createTime: new Date(NOW) }),
    ),
  },
})
const ONE = 'query ($id: ID!) { codeDeployDeployment(deploymentId: $id) { deploymentId } }'

describe('a client that disconnects', () => {
  // Only the test ends a call that is held, on a busy machine too.
  const UNHURRIED = { awsCallTimeoutMs: 120_000, requestTimeoutMs: 120_000 }
  const callsReach = async (calls: number) => {
    await until(() => gateway.emulator.calls.length >= calls)
  }
  /** Sends a query; resolves to the HTTP status, or to undefined when its client left before. */
  const statusOf = (query: string, variables: object, signal: AbortSignal) =>
    fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables }),
      signal,
    }).then(
      ({ status }) => status,
      () => undefined,
    )
  /** A field that begins a call of its own in the same turn as the others of its query: when AWS has it, they have begun. */
  const MARK = 'deploymentConfig(deploymentConfigName: "mark") { deploymentConfigName }'
  const marked = () => isCalled('GetDeploymentConfig')
  const isCalled = (name: string) => until(() => gateway.emulator.calls.some(({ operation }) => operation === name))
  /**
   * A query whose client disconnects when the returned function is called, which resolves once the gateway has logged
   * that.
   */
  const disconnecting = (query: string, variables: object, lines: readonly string[]) => {
    const leaver = new AbortController()
    const status = statusOf(query, variables, leaver.signal)
    return async () => {
      leaver.abort()
      expect(await status).toBeUndefined()
      await until(() => lines.some((line) => line.includes('AWS_TIMEOUT')))
    }
  }

  test('does not cancel a call that another request waits for', async () => {
    const [lines, answering] = [[] as string[], new AbortController()]
    const held = { operation: 'BatchGetDeployments', delayMs: 60_000, release: answering.signal }
    const log = (line: string) => void lines.push(line)
    const { query, emulator } = await start({ world: many, faults: [held], log, ...UNHURRIED })
    const leave = disconnecting(ONE, { id: idOf(1) }, lines)
    await callsReach(1)
    const stays = query(`query ($id: ID!) { codeDeployDeployment(deploymentId: $id) { deploymentId } ${MARK} }`, {
      id: idOf(1),
    })
    await marked()
    await leave()
    answering.abort()
    expect((await stays).data.codeDeployDeployment).toEqual({ deploymentId: idOf(1) })
    expect(emulator.calls.filter(({ operation }) => operation === 'BatchGetDeployments')).toHaveLength(1)
  })

  test('does not cancel the listing by which the ids of another request are distinguished', async () => {
    const [lines, answering] = [[] as string[], new AbortController()]
    const unknown = 'i-unknown'
    const refused: Fault = {
      operation: 'BatchGetDeploymentTargets',
      when: (input) => (input as { targetIds: string[] }).targetIds.includes(unknown),
      error: { name: 'DeploymentTargetDoesNotExistException', message: 'One of these does not exist.' },
    }
    const held = { operation: 'ListDeploymentTargets', delayMs: 60_000, release: answering.signal }
    const log = (line: string) => void lines.push(line)
    const { query } = await start({ world: fleet, faults: [refused, held], log, ...UNHURRIED })
    const TARGETS =
      'deploymentTargets(deploymentId: "d-FLEET0001", targetIds: $ids) { ... on InstanceTarget { targetId } }'
    const leave = disconnecting(`query ($ids: [ID!]!) { ${TARGETS} }`, { ids: [targetOf(1), unknown] }, lines)
    await isCalled('ListDeploymentTargets')
    const stays = query(`query ($ids: [ID!]!) { ${TARGETS} ${MARK} }`, { ids: [targetOf(2), unknown] })
    await marked()
    await leave()
    answering.abort()
    const { data, errors } = await stays
    expect(data.deploymentTargets).toEqual([{ targetId: targetOf(2) }, null])
    expect(errors).toMatchObject([{ path: ['deploymentTargets', 1], extensions: { code: 'NOT_FOUND' } }])
  })

  test('cancels a call that no other request waits for, and the next request makes its own', async () => {
    const lines: string[] = []
    const { query, emulator, faults } = await start({
      world: many,
      faults: [{ delayMs: 60_000 }],
      log: (line) => lines.push(line),
    })
    const leaver = new AbortController()
    const left = statusOf(ONE, { id: idOf(1) }, leaver.signal)
    await callsReach(1)
    leaver.abort()
    await left
    await until(() => lines.some((line) => line.includes('AWS_TIMEOUT')))
    faults.splice(0)
    expect((await query(ONE, { id: idOf(1) })).data).toEqual({ codeDeployDeployment: { deploymentId: idOf(1) } })
    expect(emulator.calls).toHaveLength(2)
  })
})
