import { GetDeploymentCommand, ListDeploymentTargetsCommand } from '@aws-sdk/client-codedeploy'
import type { BadBody } from '../../src/emulator/bad-bodies.ts'
import { fleetWorld } from '../../src/emulator/worlds/fleet/fleet-world.ts'
import { until } from '../support/until.ts'
import { started } from './started.ts'

const world = fleetWorld({ targets: 3 })
const deploymentId = 'd-FLEET0001'
const get = new GetDeploymentCommand({ deploymentId })
const list = new ListDeploymentTargetsCommand({ deploymentId })
const throttle = { name: 'ThrottlingException' }

test('a throttled call is retried by the SDK, and each attempt is recorded with its number', async () => {
  const { client, emulator } = await started({ world, faults: [{ times: 1, error: throttle }] })
  const { $metadata } = await client.send(get)
  expect($metadata.attempts).toBe(2)
  expect(emulator.calls.map(({ attempt, outcome }) => [attempt, outcome])).toEqual([
    [1, 'ThrottlingException'],
    [2, 'ok'],
  ])
})

test('a throttle has the message of AWS', async () => {
  const { clientOf } = await started({ world, faults: [{ error: throttle }] })
  await expect(clientOf({ maxAttempts: 1 }).send(get)).rejects.toMatchObject({
    name: 'ThrottlingException',
    message: 'Rate exceeded',
    $metadata: { httpStatusCode: 400 },
  })
})

test('a fault applies only to the operation, the region and the input it names', async () => {
  const isFleet = (input: unknown) => JSON.stringify(input) === JSON.stringify({ deploymentId })
  const error = { name: 'AccessDeniedException', message: 'no', status: 400 }
  const faults = [{ operation: 'GetDeployment', region: 'eu-west-1', when: isFleet, error }]
  const { clientOf } = await started({ world, faults })
  const europe = clientOf({ region: 'eu-west-1' })
  await expect(europe.send(get)).rejects.toMatchObject({ name: 'AccessDeniedException', message: 'no' })
  await expect(europe.send(list)).resolves.toMatchObject({ targetIds: { length: 3 } })
  await expect(clientOf({ region: 'us-east-1' }).send(get)).resolves.toBeDefined()
  const other = new GetDeploymentCommand({ deploymentId: 'd-FLEET0002' })
  await expect(europe.send(other)).rejects.toMatchObject({ name: 'DeploymentDoesNotExistException' })
})

test('a dropped connection is an error that the SDK retries', async () => {
  const { client, emulator } = await started({ world, faults: [{ drop: true, times: 1 }] })
  await expect(client.send(get)).resolves.toBeDefined()
  expect(emulator.calls.map(({ outcome }) => outcome)).toEqual(['dropped', 'ok'])
})

test('a fault that is added later applies to the calls after it', async () => {
  const { clientOf, emulator } = await started({ world })
  const client = clientOf({ maxAttempts: 1 })
  await expect(client.send(get)).resolves.toBeDefined()
  emulator.faults.push({ error: { name: 'ServiceUnavailable', status: 503 } })
  await expect(client.send(get)).rejects.toMatchObject({ $metadata: { httpStatusCode: 503 } })
})

test('a delayed call succeeds after calls that were made later', async () => {
  const faults = [{ operation: 'GetDeployment', delayMs: 1_500 }]
  const { client } = await started({ world, faults })
  const order: string[] = []
  await Promise.all([
    client.send(get).then(() => order.push('delayed')),
    client.send(list).then(() => order.push('not delayed')),
  ])
  expect(order).toEqual(['not delayed', 'delayed'])
})

test('delays apply up to the fault that fails the call, and faults after it are not used up', async () => {
  const faults = [{ delayMs: 1 }, { error: throttle, times: 1 }, { error: { name: 'InternalFailure' }, times: 1 }]
  const { clientOf } = await started({ world, faults })
  const client = clientOf({ maxAttempts: 1 })
  await expect(client.send(get)).rejects.toMatchObject({ name: 'ThrottlingException' })
  await expect(client.send(get)).rejects.toMatchObject({ name: 'InternalFailure' })
  await expect(client.send(get)).resolves.toBeDefined()
})

test('stopping the emulator does not wait for delayed answers', async () => {
  const { clientOf, emulator } = await started({ world, faults: [{ delayMs: 3_600_000 }] })
  const pending = clientOf({ maxAttempts: 1 }).send(get)
  const refused = expect(pending).rejects.toThrow()
  await until(() => emulator.calls.length > 0)
  await emulator.stop()
  await refused
})

test('a fault with a rate passes so many calls a second, after a burst, and fails the others', async () => {
  const { clientOf } = await started({ world, faults: [{ ratePerSecond: 5, error: throttle }] })
  const client = clientOf({ maxAttempts: 1 })
  const begin = performance.now()
  const passed = async (count: number) => {
    const outcomes = await Promise.allSettled(Array.from({ length: count }, () => client.send(get)))
    return outcomes.filter(({ status }) => status === 'fulfilled').length
  }
  let sum = await passed(20)
  expect(sum).toBeGreaterThanOrEqual(5)
  while (sum < 8) sum += await passed(1)
  expect(sum).toBeLessThanOrEqual(5 + ((performance.now() - begin) / 1000) * 5)
})

test.each<[BadBody, string]>([
  ['malformed', 'SyntaxError'],
  ['truncated', 'Error'],
])('a %s body cannot be read by the SDK', async (body, name) => {
  const { clientOf, emulator } = await started({ world, faults: [{ body }] })
  await expect(clientOf({ maxAttempts: 1 }).send(get)).rejects.toMatchObject({ name })
  expect(emulator.calls.map(({ outcome }) => outcome)).toEqual([body])
})

test('a call that its client aborts before the answer is recorded as left', async () => {
  const { clientOf, emulator } = await started({ world, faults: [{ delayMs: 3_600_000 }] })
  const leaver = new AbortController()
  const left = expect(clientOf().send(get, { abortSignal: leaver.signal })).rejects.toThrow()
  await until(() => emulator.calls[0]?.outcome === 'pending')
  leaver.abort()
  await until(() => emulator.calls[0]?.outcome === 'left')
  await left
})
