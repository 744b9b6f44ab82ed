import { deploymentOf } from '../../src/emulator/codedeploy/deployment-record.ts'
import type { Fault } from '../../src/emulator/faults.ts'
import type { World } from '../../src/emulator/world.ts'
import { NOW, ONE_LOCATION, useGateways } from '../support/gateway.ts'

const { start } = useGateways({ locations: ONE_LOCATION })

const range = (count: number) => Array.from({ length: count }, (_, number) => number)
const idOf = (number: number) => `d-NUMBER${String(number).padStart(3, '0')}`
/** Deployments, the newest first. */
const deployments =
  (count: number): World =>
  () => ({
    codedeploy: {
      deployments: range(count).map((number) =>
        deploymentOf({ deploymentId: idOf(number), status: 'InProgress', createTime: new Date(NOW - number * 1_000) }),
      ),
    },
  })

const message = 'User is not authorized to perform: codedeploy:BatchGetDeployments'
const error = { name: 'AccessDeniedException', message }
/** The message of a denial for clients, without the gateway's identity. */
const clientMessage = (message: string) => `${message.replace('User is not', 'Not')}.`
/** Refuses the batches that have one of these deployments; without any, all batches. */
const refusing = (...denied: number[]): Fault => ({
  operation: 'BatchGetDeployments',
  when: (input) => {
    const { deploymentIds } = input as { deploymentIds: string[] }
    return denied.length === 0 || denied.some((number) => deploymentIds.includes(idOf(number)))
  },
  error,
})

/** Looks up the first `count` deployments, each by a field of its own. */
async function lookUp(count: number, ...faults: Fault[]) {
  const gateway = await start({ world: deployments(count), faults })
  const numbers = range(count)
  const fields = numbers.map((number) => `d${number}: codeDeployDeployment(deploymentId: "${idOf(number)}") { status }`)
  const { data, errors = [] } = await gateway.query(`{ ${fields.join(' ')} }`)
  return {
    read: numbers.filter((number) => data[`d${number}`]?.status === 'IN_PROGRESS'),
    refused: errors.map(({ path, message, extensions }) => [path?.[0], message, extensions.code]),
    calls: gateway.calls().BatchGetDeployments,
  }
}
const refusal = (number: number) => [`d${number}`, clientMessage(message), 'AWS_ACCESS_DENIED']

describe('a batch of deployments that AWS refuses', () => {
  test('is not split further once three of its deployments are refused alone with the same message', async () => {
    const answer = await lookUp(50, refusing())
    expect(answer).toEqual({ read: [], refused: range(50).map(refusal), calls: 2 * (1 + 3) })
  })

  test('is one error in a list, at no more calls than that', async () => {
    const gateway = await start({ world: deployments(50), faults: [refusing()] })
    const { data, errors } = await gateway.query('{ codeDeployDeployments(first: 50) { nodes { status } } }')
    expect(data).toEqual({ codeDeployDeployments: { nodes: [null] } })
    expect(errors).toMatchObject([{ message: clientMessage(message), extensions: { code: 'AWS_ACCESS_DENIED' } }])
    // The answer does not wait for the last of them.
    expect(gateway.calls().BatchGetDeployments).toBeLessThanOrEqual(2 * (1 + 3))
  })

  test.each([
    ['first', 0],
    ['middle', 12],
    ['last', 24],
    ['eighth', 7],
  ])('for the %s of 25 loses only that one', async (_, denied) => {
    const { read, refused, calls } = await lookUp(25, refusing(denied))
    expect(read).toEqual(range(25).filter((number) => number !== denied))
    expect(refused).toEqual([refusal(denied)])
    expect(calls).toBeLessThanOrEqual(1 + 3 + 2 * 5)
  })

  test('for all but a few still returns these', async () => {
    const readable = [0, 3, 20]
    const denied = range(25).filter((number) => !readable.includes(number))
    expect(await lookUp(25, refusing(...denied))).toMatchObject({ read: readable, refused: denied.map(refusal) })
  })

  test('for a named resource still returns the deployments of others, whatever their place', async () => {
    const named = `${message} on resource: arn:aws:codedeploy:us-east-1:111122223333:deploymentgroup:shop/production`
    const denied = range(25).filter((number) => number !== 5)
    const { read, refused } = await lookUp(25, { ...refusing(...denied), error: { ...error, message: named } })
    expect(read).toEqual([5])
    expect(refused).toEqual(denied.map((number) => [`d${number}`, clientMessage(named), 'AWS_ACCESS_DENIED']))
  })

  test('with a different message for each is split until every deployment was read alone', async () => {
    const alone = range(25).filter((number) => number !== 3)
    const each = alone.map((number) => ({
      ...refusing(number),
      error: { ...error, message: `${message} on ${number}` },
    }))
    const { read, calls } = await lookUp(25, ...each)
    expect(read).toEqual([3])
    expect(calls).toBeLessThanOrEqual(49)
  })
})
