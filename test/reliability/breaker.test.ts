import { jest } from '@jest/globals'
import type { Fault } from '../../src/emulator/faults.ts'
import { DEMO_LOCATIONS } from '../../src/emulator/worlds/demo/demo-world.ts'
import { fleetWorld } from '../../src/emulator/worlds/fleet/fleet-world.ts'
import { useGateways } from '../support/gateway.ts'
import { useShortestRetryDelays } from '../support/retry-delays.ts'
import { until } from '../support/until.ts'

useShortestRetryDelays()

afterEach(() => void jest.restoreAllMocks())
const { start, gateway } = useGateways({ world: fleetWorld({ targets: 1 }), cache: false, awsCallTimeoutMs: 500 })

const [HERE = '', THERE = ''] = DEMO_LOCATIONS.map(({ name }) => name)
const READ = 'query ($at: String) { codeDeployDeployment(deploymentId: "d-FLEET0001", location: $at) { status } }'
const read = (at = HERE) => gateway.query(READ, { at })
const SUCCEEDED = { status: 200, data: { codeDeployDeployment: { status: 'SUCCEEDED' } } }
const errorOf = async (answer: ReturnType<typeof read>) => (await answer).errors?.[0]?.extensions
const REFUSED = { code: 'AWS_UNAVAILABLE', retryable: true, retryAfterMs: expect.any(Number) }

/** Calls that fail, one after the other: five, or two that are met with silence. */
const fail = async (count = 5) => {
  for (let call = 0; call < count; call++) expect(await errorOf(read())).not.toHaveProperty('retryAfterMs')
  gateway.calls()
}

/** As `/metrics` counts calls. */
const callsThatWere = async (outcome: string): Promise<number> => {
  const text = await (await fetch(`${gateway.metricsUrl}`)).text()
  const counts = text.matchAll(new RegExp(`^deploygraph_aws_calls_total\\{.*outcome="${outcome}"\\} (\\d+)`, 'gm'))
  return [...counts].reduce((sum, [, count]) => sum + Number(count), 0)
}

/** So much later; the clock that durations are measured by then stands still. */
const later = (ms: number) => {
  const now = performance.now()
  jest.spyOn(performance, 'now').mockImplementation(() => now + ms)
}

describe('a service that fails in a location', () => {
  test.each<[string, number, Fault]>([
    ['answers 5xx', 5, { error: { name: 'InternalFailure', status: 500 } }],
    ['times out', 2, { delayMs: 3_600_000 }],
    ['drops connections', 5, { drop: true }],
  ])(
    'because it %s is not called after %i calls, and errors say immediately when to retry',
    async (_, count, fault) => {
      await start({ faults: [{ ...fault, region: HERE }] })
      await fail(count)
      const refused = await errorOf(read())
      expect(refused).toEqual(REFUSED)
      expect(refused?.retryAfterMs).toBeGreaterThan(0)
      expect(refused?.retryAfterMs).toBeLessThanOrEqual(10_000)
      expect(gateway.calls()).toEqual({})
    },
  )

  test('is still called in other locations, and so are other services', async () => {
    await start({ faults: [{ service: 'codedeploy', region: HERE, drop: true }] })
    await fail()
    expect(await read(THERE)).toEqual(SUCCEEDED)
    const { data } = await gateway.query(
      `{ appConfigApplication(applicationId: "none", location: "${HERE}") { name } }`,
    )
    expect(data).toEqual({ appConfigApplication: null })
    expect(gateway.calls()).toEqual({ BatchGetDeployments: 1, GetApplication: 1 })
  })

  test('is probed by one call after the pause and called normally once the probe succeeds', async () => {
    const { faults, calls, emulator } = await start({ faults: [{ drop: true }], awsCallTimeoutMs: 60_000 })
    await fail()
    faults.splice(0, 1, { delayMs: 2_000, times: 1 })
    later(10_001)
    const probe = read()
    await until(() => emulator.calls.length > 0)
    for (const other of [read(), read(), read()]) expect(await errorOf(other)).toEqual(REFUSED)
    expect(await probe).toEqual(SUCCEEDED)
    expect(calls()).toEqual({ BatchGetDeployments: 1 })
    expect(await Promise.all([read(), read()])).toEqual([SUCCEEDED, SUCCEEDED])
  })

  test('is probed after the pause even if the system clock is set back by an hour', async () => {
    const { faults } = await start({ faults: [{ drop: true }] })
    await fail()
    faults.splice(0)
    const anHourAgo = Date.now() - 3_600_000
    jest.spyOn(Date, 'now').mockImplementation(() => anHourAgo)
    expect((await errorOf(read()))?.retryAfterMs).toBeLessThanOrEqual(10_000)
    later(10_001)
    expect(await read()).toEqual(SUCCEEDED)
  })

  test('is not called for another pause when the probe fails', async () => {
    const { calls } = await start({ faults: [{ drop: true }] })
    await fail()
    later(10_001)
    expect(await errorOf(read())).toMatchObject({ code: 'AWS_UNAVAILABLE', aws: { attempts: 3 } })
    calls()
    expect(await errorOf(read())).toEqual(REFUSED)
    expect(calls()).toEqual({})
  })

  /** Makes the probe, and leaves long before it is answered. */
  const probeAndLeave = async () => {
    later(10_001)
    const { errors } = await gateway.query(READ, { at: HERE }, { 'x-request-timeout-ms': '50' })
    expect(errors?.[0]?.extensions.code).toBe('AWS_TIMEOUT')
  }

  test('is called again when a probe succeeds after its caller has disconnected', async () => {
    const { faults, calls } = await start({ faults: [{ drop: true }], awsCallTimeoutMs: 60_000 })
    await fail()
    faults.splice(0, 1, { delayMs: 1_000, times: 1 })
    await probeAndLeave()
    expect(await errorOf(read())).toEqual(REFUSED)
    // No clock goes on here: nothing but the answer of the probe can end this.
    await until(async () => !(await read()).errors)
    expect(calls()).toEqual({ BatchGetDeployments: 2 })
    expect(await callsThatWere('ok')).toBe(2)
    expect(await callsThatWere('cancelled')).toBe(0)
  })

  test('is not called for another pause when a probe fails after its caller has disconnected', async () => {
    const { faults, calls, emulator } = await start({ faults: [{ drop: true }], awsCallTimeoutMs: 200 })
    await fail()
    const failed = await callsThatWere('AWS_TIMEOUT')
    faults.splice(0, 1, { delayMs: 3_600_000 })
    await probeAndLeave()
    await until(async () => (await callsThatWere('AWS_TIMEOUT')) !== failed)
    expect(emulator.calls.map(({ attempt }) => attempt)).toEqual([1, 2, 3])
    calls()
    faults.splice(0)
    expect(await errorOf(read())).toEqual(REFUSED)
    expect(calls()).toEqual({})
  })

  test('is not called for another pause when a probe outlasts the request timeout', async () => {
    const options = { awsCallTimeoutMs: 60_000, requestTimeoutMs: 3_000 }
    const { faults, emulator } = await start({ faults: [{ drop: true }], ...options })
    await fail()
    faults.splice(0, 1, { delayMs: 3_600_000 })
    await probeAndLeave()
    await until(async () => (await errorOf(read()))?.retryAfterMs === 10_000)
    expect(emulator.calls.map(({ attempt, outcome }) => [attempt, outcome])).toEqual([[1, 'left']])
  })

  test('does not keep the gateway from stopping during a probe whose caller has disconnected', async () => {
    const { faults, emulator } = await start({ faults: [{ drop: true }], awsCallTimeoutMs: 60_000 })
    await fail()
    faults.splice(0, 1, { delayMs: 3_600_000 })
    await probeAndLeave()
    expect(emulator.calls.map(({ outcome }) => outcome)).toEqual(['pending'])
    await gateway.stop()
    expect(emulator.calls.map(({ outcome }) => outcome)).not.toContain('pending')
  })
})

describe('the breaker', () => {
  test.each<[string, Fault, string]>([
    ['an access denial', { error: { name: 'AccessDeniedException' } }, 'AWS_ACCESS_DENIED'],
    ['a throttle', { error: { name: 'ThrottlingException' } }, 'AWS_THROTTLED'],
    ['a bad input', { error: { name: 'ValidationException' } }, 'BAD_USER_INPUT'],
    ['an unreadable answer', { body: 'malformed' }, 'AWS_UNAVAILABLE'],
  ])('does not count %s as a failure, however often it occurs', async (_, fault, code) => {
    const { faults } = await start({ faults: [fault], awsCallTimeoutMs: 5_000 })
    const codes = await Promise.all(Array.from({ length: 6 }, async () => (await errorOf(read()))?.code))
    expect(codes).toEqual(Array(6).fill(code))
    faults.splice(0)
    expect(await read()).toEqual(SUCCEEDED)
  })

  test('does not count a missing deployment or a request’s own timeout as a failure', async () => {
    const { faults } = await start()
    for (let call = 0; call < 6; call++) {
      const none = await gateway.query(READ.replace('FLEET0001', 'NOTHING01'), { at: HERE })
      expect(none.data).toEqual({ codeDeployDeployment: null })
    }
    faults.push({ delayMs: 3_600_000 })
    for (let call = 0; call < 6; call++) {
      const { errors } = await gateway.query(READ, { at: HERE }, { 'x-request-timeout-ms': '20' })
      expect(errors?.[0]?.extensions.code).toBe('AWS_TIMEOUT')
    }
    faults.splice(0)
    expect(await read()).toEqual(SUCCEEDED)
  })
})
