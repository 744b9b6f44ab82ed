import { deploymentOf } from '../../src/emulator/codedeploy/deployment-record.ts'
import type { Fault } from '../../src/emulator/faults.ts'
import type { World } from '../../src/emulator/world.ts'
import { DEMO_LOCATIONS } from '../../src/emulator/worlds/demo/demo-world.ts'
import { NOW, startGateway } from '../support/gateway.ts'

let gateway: Awaited<ReturnType<typeof startGateway>>
afterEach(() => gateway.stop())

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
/** What a client is told of a refusal: who the gateway is to AWS is left out. */
const told = (message: string) => `${message.replace('User is not', 'Not')}.`
/** Refuses the batches that have one of these deployments; without any, all batches. */
const refusing = (...denied: number[]): Fault => ({
  operation: 'BatchGetDeployments',
  when: (input) => {
    const { deploymentIds } = input as { deploymentIds: string[] }
    return denied.length === 0 || denied.some((number) => deploymentIds.includes(idOf(number)))
  },
  error,
})

/** Looks the first `count` deployments up, each by itself. */
async function lookUp(count: number, ...faults: Fault[]) {
  const world = deployments(count)
  gateway = await startGateway({ world, locations: DEMO_LOCATIONS.slice(0, 1), faults })
  const numbers = range(count)
  const fields = numbers.map((number) => `d${number}: codeDeployDeployment(deploymentId: "${idOf(number)}") { status }`)
  const { data, errors = [] } = await gateway.query(`{ ${fields.join(' ')} }`)
  return {
    found: numbers.filter((number) => data[`d${number}`]?.status === 'IN_PROGRESS'),
    refused: errors.map(({ path, message, extensions }) => [path?.[0], message, extensions.code]),
    calls: gateway.calls().BatchGetDeployments,
  }
}
const refusal = (number: number) => [`d${number}`, told(message), 'AWS_ACCESS_DENIED']

describe('where AWS refuses a batch of deployments', () => {
  test('three of it are asked alone, and when each is refused in the same words, no other is', async () => {
    const answer = await lookUp(50, refusing())
    expect(answer).toEqual({ found: [], refused: range(50).map(refusal), calls: 2 * (1 + 3) })
  })

  test('a list costs no more than that, and is one error', async () => {
    gateway = await startGateway({
      world: deployments(50),
      locations: DEMO_LOCATIONS.slice(0, 1),
      faults: [refusing()],
    })
    const { data, errors } = await gateway.query('{ codeDeployDeployments(first: 50) { nodes { status } } }')
    expect(data).toEqual({ codeDeployDeployments: { nodes: [null] } })
    expect(errors).toMatchObject([{ message: told(message), extensions: { code: 'AWS_ACCESS_DENIED' } }])
    // The answer does not wait for the last of them.
    expect(gateway.calls().BatchGetDeployments).toBeLessThanOrEqual(2 * (1 + 3))
  })

  test.each([
    ['first', 0],
    ['middle', 12],
    ['last', 24],
    ['eighth', 7],
  ])('for the %s of 25, it alone is not found', async (_, denied) => {
    const { found, refused, calls } = await lookUp(25, refusing(denied))
    expect(found).toEqual(range(25).filter((number) => number !== denied))
    expect(refused).toEqual([refusal(denied)])
    expect(calls).toBeLessThanOrEqual(1 + 3 + 2 * 5)
  })

  test('for all but a few, these are found', async () => {
    const readable = [0, 3, 20]
    const denied = range(25).filter((number) => !readable.includes(number))
    expect(await lookUp(25, refusing(...denied))).toMatchObject({ found: readable, refused: denied.map(refusal) })
  })

  test('for one resource by name, what it is not about is found, wherever it stands', async () => {
    const named = `${message} on resource: arn:aws:codedeploy:us-east-1:111122223333:deploymentgroup:shop/production`
    const denied = range(25).filter((number) => number !== 5)
    const { found, refused } = await lookUp(25, { ...refusing(...denied), error: { ...error, message: named } })
    expect(found).toEqual([5])
    expect(refused).toEqual(denied.map((number) => [`d${number}`, told(named), 'AWS_ACCESS_DENIED']))
  })

  test('in other words for each, all are asked', async () => {
    const alone = range(25).filter((number) => number !== 3)
    const each = alone.map((number) => ({
      ...refusing(number),
      error: { ...error, message: `${message} on ${number}` },
    }))
    const { found, calls } = await lookUp(25, ...each)
    expect(found).toEqual([3])
    expect(calls).toBeLessThanOrEqual(49)
  })
})
