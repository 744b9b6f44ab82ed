import { fleetWorld } from '../../../src/emulator/worlds/fleet/fleet-world.ts'
import { SERVICES } from '../../../src/services.ts'
import { NOW, useGateways } from '../../support/gateway.ts'

let now = NOW

beforeEach(() => {
  now = NOW
})
const { start, gateway } = useGateways({ world: fleetWorld({ targets: 1 }), gatewayClock: () => now })

async function ask(path: string) {
  const response = await fetch(gateway.url + path)
  return [response.status, await response.json()]
}

/** Waits until every location has answered. */
async function allAnswered() {
  for (;;) {
    const [, { locations }] = await ask('/readyz')
    if (!('unknown' in locations)) return
  }
}

const READY = { status: 'ok', locations: expect.objectContaining({ ok: expect.any(Number) }) }
const down = { drop: true }

test('/livez answers 200 without an AWS call, even when AWS is down', async () => {
  await start({ faults: [down] })
  expect(await ask('/livez')).toEqual([200, { status: 'ok' }])
  expect(gateway.calls()).toEqual({})
})

describe('/readyz', () => {
  test('probes each location once for any number of requests, and then not for a minute', async () => {
    await start()
    const answers = await Promise.all(Array.from({ length: 20 }, () => ask('/readyz')))
    for (const [status, { status: word }] of answers) expect([status, word]).toEqual([200, 'ok'])
    await allAnswered()
    now += 59_000
    expect((await ask('/readyz'))[0]).toBe(200)
    expect(gateway.calls()).toEqual({ ListApplications: 2 })
    now += 2_000
    expect((await ask('/readyz'))[0]).toBe(200)
    expect(gateway.calls().ListApplications).toBeGreaterThan(0)
  })

  test('relies on a recent successful read and makes no call itself', async () => {
    await start()
    await gateway.query('{ codeDeployDeployment(deploymentId: "d-FLEET0001", location: "us-east-1") { status } }')
    gateway.calls()
    expect(await ask('/readyz')).toEqual([200, READY])
    expect(gateway.calls()).toEqual({})
  })

  test('is 200 while one location responds, and counts the others without naming them', async () => {
    await start({ faults: [{ region: 'us-east-1', drop: true }] })
    await allAnswered()
    expect(await ask('/readyz')).toEqual([200, { status: 'ok', locations: { ok: 1, unreachable: 1 } }])
  })

  test('is 503 when no location can be reached, probes again after ten seconds, and is 200 when one responds', async () => {
    await start({ faults: [down] })
    const unavailable = { status: 'unavailable', locations: { unreachable: 2 } }
    expect(await ask('/readyz')).toEqual([503, unavailable])
    const calls = gateway.calls()
    // Of every service one call in both locations; ListApplications is one of CodeDeploy and one of AppConfig.
    expect(calls).toMatchObject({ ListApplications: 4, ListLifecyclePolicies: 2 })
    expect(Object.values(calls).reduce((sum, count) => sum + count)).toBe(2 * SERVICES.length)
    gateway.faults.splice(0)
    now += 9_000
    expect(await ask('/readyz')).toEqual([503, unavailable])
    expect(gateway.calls()).toEqual({})
    now += 2_000
    expect((await ask('/readyz'))[0]).toBe(200)
  })

  test.each(SERVICES.map(({ name }) => name))('is 200 while %s responds, whatever the others do', async (service) => {
    const others = SERVICES.filter(({ name }) => name !== service)
    await start({ faults: others.map(({ name }) => ({ service: name, drop: true })) })
    expect(await ask('/readyz')).toEqual([200, READY])
  })

  test('is 200 for an account that is subscribed to only one service', async () => {
    await start({ faults: [{ service: 'codedeploy', error: { name: 'SubscriptionRequiredException', status: 400 } }] })
    expect(await ask('/readyz')).toEqual([200, READY])
  })

  test('is 503 when AWS rejects the credentials, and reveals nothing else', async () => {
    const locations = [
      {
        name: 'production',
        region: 'us-east-1',
        credentials: { accessKeyId: 'AKIDNOBODY', secretAccessKey: 'hunter2' },
      },
    ]
    await start({ locations })
    expect(await ask('/readyz')).toEqual([503, { status: 'unavailable', locations: { credentials: 1 } }])
  })

  test('is 200 when AWS denies the probe, because other calls may be allowed', async () => {
    await start({ faults: [{ error: { name: 'AccessDeniedException', message: 'no' } }] })
    const [status, { locations }] = await ask('/readyz')
    expect([status, locations]).toEqual([200, expect.objectContaining({ denied: expect.any(Number) })])
  })

  test('does not rely on cached answers', async () => {
    await start({ codedeployCacheSeconds: 3_600 })
    await allAnswered()
    gateway.faults.push(down)
    now += 61_000
    expect((await ask('/readyz'))[0]).toBe(503)
  })
})
