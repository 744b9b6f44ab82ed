import { fleetWorld } from '../../src/emulator/worlds/fleet/fleet-world.ts'
import { ONE_LOCATION, useGateways } from '../support/gateway.ts'
import { until } from '../support/until.ts'

const world = fleetWorld({ targets: 30, events: 1 })
const { start, gateway } = useGateways({ world, locations: ONE_LOCATION, cache: true })

const HOUR_MS = 3_600_000
// Far longer than any time limit tested here, for machines that are busy.
const LONG_MS = 60_000
const READ = '{ codeDeployDeployment(deploymentId: "d-FLEET0001") { status } }'
const TARGETS = `{ codeDeployDeployment(deploymentId: "d-FLEET0001") {
  status targets(first: 30) { nodes { ... on InstanceTarget { status } } } } locations { name } }`
const isLast = (input: unknown) => (input as { targetIds: string[] }).targetIds.length < 25

test('at the deadline a request returns what it has and AWS_TIMEOUT for the rest', async () => {
  const { query } = await start({
    requestTimeoutMs: 1_500,
    faults: [{ operation: 'BatchGetDeploymentTargets', when: isLast, delayMs: HOUR_MS }],
  })
  const { status, data, errors } = await query(TARGETS)
  const nodes = Array.from({ length: 30 }, (_, index) => (index < 25 ? { status: 'SUCCEEDED' } : null))
  expect({ status, data }).toEqual({
    status: 200,
    data: {
      codeDeployDeployment: { status: 'SUCCEEDED', targets: { nodes } },
      locations: [{ name: 'us-east-1' }],
    },
  })
  expect(errors?.map(({ path, extensions }) => [path?.at(-1), extensions.code])).toEqual(
    [25, 26, 27, 28, 29].map((index) => [index, 'AWS_TIMEOUT']),
  )
})

test('an attempt that takes too long is retried, three attempts in all', async () => {
  const { query, emulator } = await start({ awsCallTimeoutMs: 100, faults: [{ delayMs: HOUR_MS }] })
  const { errors } = await query(READ)
  expect(errors?.[0]?.extensions).toMatchObject({ code: 'AWS_TIMEOUT', aws: { attempts: 3 } })
  expect(emulator.calls.map(({ attempt }) => attempt)).toEqual([1, 2, 3])
})

test('no retry delay outlasts the request, and nothing is sent after it', async () => {
  const { url, query, emulator } = await start({ faults: [{ error: { name: 'ThrottlingException' } }] })
  const answers = Array.from({ length: 10 }, () => query(READ, {}, { 'x-request-timeout-ms': '20' }))
  for (const { errors } of await Promise.all(answers)) expect(errors?.[0]?.extensions.code).toBe('AWS_TIMEOUT')
  await fetch(`${url}/livez`) // calls that were on their way have arrived
  const sent = emulator.calls.length
  // This takes longer than any retry delay of these would have.
  const { errors } = await query('{ deploymentConfig(deploymentConfigName: "x") { deploymentConfigName } }')
  expect(errors?.[0]?.extensions).toMatchObject({ code: 'AWS_THROTTLED', aws: { attempts: 3 } })
  expect(emulator.calls.slice(sent).map(({ operation }) => operation)).toEqual(Array(3).fill('GetDeploymentConfig'))
})

/** The fastest of three: the first compiles the query, and the machine may be busy with others during another. */
async function fastest(measured: () => Promise<number>): Promise<number> {
  return Math.min(await measured(), await measured(), await measured())
}

describe('x-request-timeout-ms', () => {
  const elapsed = (timeout: string) =>
    fastest(async () => {
      const begin = performance.now()
      const { errors } = await gateway.query(READ, {}, { 'x-request-timeout-ms': timeout })
      expect(errors?.[0]?.extensions.code).toBe('AWS_TIMEOUT')
      return performance.now() - begin
    })

  test('shortens the time of a request', async () => {
    await start({ faults: [{ delayMs: HOUR_MS }], requestTimeoutMs: LONG_MS, awsCallTimeoutMs: LONG_MS })
    expect(await elapsed('50')).toBeLessThan(LONG_MS / 10)
  })

  test('never lengthens it', async () => {
    await start({ faults: [{ delayMs: HOUR_MS }], requestTimeoutMs: 50, awsCallTimeoutMs: LONG_MS })
    expect(await elapsed('3600000')).toBeLessThan(LONG_MS / 10)
  })

  test.each(['', '0', '-1', '1.5', '5s', 'soon'])(
    '%j is refused with a sentence before any AWS call',
    async (value) => {
      const { query, calls } = await start()
      expect(await query(READ, {}, { 'x-request-timeout-ms': value })).toEqual({
        status: 400,
        errors: [
          {
            message: `x-request-timeout-ms is ${JSON.stringify(value)}, expected a number of milliseconds from 1.`,
            extensions: { code: 'BAD_REQUEST', retryable: false },
          },
        ],
      })
      expect(calls()).toEqual({})
    },
  )
})

test('the AWS calls of a client that disconnects are cancelled, both running and waiting', async () => {
  const { url, emulator } = await start({
    faults: [{ operation: 'BatchGetDeploymentTargets', delayMs: HOUR_MS }],
    ...{ requestTimeoutMs: LONG_MS, awsCallTimeoutMs: LONG_MS },
  })
  const slow = () => emulator.calls.filter(({ operation }) => operation === 'BatchGetDeploymentTargets')
  const have = (outcome: string) => until(() => slow().length >= 2 && slow().every((call) => call.outcome === outcome))
  const leave = async () => {
    emulator.calls.length = 0
    const leaver = new AbortController()
    const left = fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: TARGETS }),
      signal: leaver.signal,
    }).catch(() => undefined)
    await have('pending')
    const begin = performance.now()
    leaver.abort()
    await have('left')
    await left
    return performance.now() - begin
  }
  // It takes some milliseconds; without the cancellation, the timeout of the request.
  expect(await fastest(leave)).toBeLessThan(LONG_MS / 10)
})
