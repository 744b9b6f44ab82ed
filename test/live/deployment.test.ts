import { NOW } from '../support/gateway.ts'
import { DEPLOYMENT, idOf, nextAtOf, STAYS, SUCCEEDS, useLiveGateways, worldOf } from './live-gateway.ts'

const { start } = useLiveGateways()

test('a watcher gets the state at once, an update after each read, and the end when the deployment has ended', async () => {
  const { subscribe, timers, calls } = await start({ world: worldOf(SUCCEEDS) })
  const { response, next } = await subscribe()
  expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
  const seen: unknown[] = []
  for (let event = await next(); event; event = await next()) {
    seen.push(event.event === 'complete' ? 'complete' : event.data.data.codeDeployDeployment.deployment)
    if (event.event === 'next' && event.data.data.codeDeployDeployment.nextAt) {
      expect(event.data.data.codeDeployDeployment.asOf).toBe(new Date(timers.now()).toISOString())
      timers.goTo(nextAtOf(event.data))
    }
  }
  const [first, ...others] = seen as { rawStatus: string; overview: { succeeded: number } }[]
  expect(first).toEqual({ deploymentId: idOf(0), rawStatus: 'InProgress', overview: { succeeded: 0 } })
  expect(others.slice(0, -1).at(-1)).toMatchObject({ rawStatus: 'Succeeded', overview: { succeeded: 3 } })
  expect(seen.at(-1)).toBe('complete')
  expect(calls()).toEqual({ BatchGetDeployments: seen.length - 1 })
})

test('a deployment that has ended is one update and the end, and is not read again', async () => {
  const { subscribe, timers, calls } = await start({ world: worldOf(SUCCEEDS) })
  timers.goTo(NOW + 60_000)
  const { next } = await subscribe()
  expect(await next()).toMatchObject({
    event: 'next',
    data: { data: { codeDeployDeployment: { deployment: { rawStatus: 'Succeeded' }, nextAt: null } } },
  })
  expect(await next()).toMatchObject({ event: 'complete' })
  expect(await next()).toBeUndefined()
  timers.advance(60_000)
  expect(timers.pending).toBe(0)
  expect(calls()).toEqual({ BatchGetDeployments: 1 })
})

test('the last update equals what a query answers then', async () => {
  const { subscribe, timers, query } = await start({ world: worldOf(SUCCEEDS) })
  const { next } = await subscribe()
  let last: unknown
  for (let event = await next(); event?.event === 'next'; event = await next()) {
    last = event.data.data.codeDeployDeployment.deployment
    const at = nextAtOf(event.data)
    if (at) timers.goTo(at)
  }
  const { data } = await query(
    'query ($id: ID!) { codeDeployDeployment(deploymentId: $id) { deploymentId rawStatus overview { succeeded } } }',
    { id: idOf(0) },
  )
  expect(last).toEqual(data.codeDeployDeployment)
})

test.each([
  ['that nothing has', { id: 'd-NOTHING11' }, 'NOT_FOUND', 'No deployment d-NOTHING11 in us-east-1.'],
  ['that is malformed', { id: 'x' }, 'BAD_USER_INPUT', '"deploymentId" was "x": expected an id like "d-A1B2C3D4E".'],
])('an id %s is an error and the end, and nothing is read again', async (_, variables, code, message) => {
  const { subscribe, timers } = await start({ world: worldOf(STAYS) })
  const { next } = await subscribe(DEPLOYMENT, variables)
  expect(await next()).toMatchObject({
    event: 'next',
    data: {
      data: { codeDeployDeployment: null },
      errors: [{ message, path: ['codeDeployDeployment'], extensions: { code, retryable: false } }],
    },
  })
  expect(await next()).toMatchObject({ event: 'complete' })
  expect(await next()).toBeUndefined()
  expect(timers.pending).toBe(0)
})

test('a deployment is read every two seconds at first, and up to every fifteen while nothing changes', async () => {
  const { subscribe, timers } = await start({ world: worldOf(STAYS) })
  const { update } = await subscribe()
  const pauses: number[] = []
  for (let count = 0; count < 8; count++) {
    const at = nextAtOf(await update())
    pauses.push((at - timers.now()) / 1000)
    timers.goTo(at)
  }
  const expected = [2, 3, 4.5, 6.75, 10.1, 15, 15, 15]
  for (const [index, pause] of pauses.entries()) {
    expect(pause).toBeGreaterThan((expected[index] ?? 0) * 0.89)
    expect(pause).toBeLessThan((expected[index] ?? 0) * 1.11)
  }
})

test.each([
  ['is queued', 10, { status: 'Queued' as const }],
  [
    'waits for somebody',
    30,
    {
      status: 'Ready' as const,
      blueGreenDeploymentConfiguration: { deploymentReadyOption: { actionOnTimeout: 'STOP_DEPLOYMENT' as const } },
    },
  ],
])('a deployment that %s is read every %i seconds', async (_, seconds, info) => {
  const { subscribe, timers } = await start({ world: worldOf([[0, info]]) })
  const { update } = await subscribe()
  const pause = (nextAtOf(await update()) - timers.now()) / 1000
  expect(Math.abs(pause - seconds)).toBeLessThan(seconds * 0.11)
})

test('a deployment that AWS no longer has is an error and the end', async () => {
  const { subscribe, timers } = await start({
    world: (region, now) => (now > NOW + 1000 ? {} : worldOf(STAYS)(region, now)),
  })
  const { update, next } = await subscribe()
  timers.goTo(nextAtOf(await update()))
  expect(await update()).toMatchObject({
    data: { codeDeployDeployment: null },
    errors: [
      { message: `AWS no longer has the deployment ${idOf(0)} in us-east-1.`, extensions: { code: 'NOT_FOUND' } },
    ],
  })
  expect(await next()).toMatchObject({ event: 'complete' })
})
