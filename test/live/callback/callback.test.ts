import { as, CALLERS_AUTH } from '../../auth/callers.ts'
import { NOW } from '../../support/gateway.ts'
import { until } from '../../support/until.ts'
import { type Course, expiring, idOf, nextAtOf, STAYS, SUCCEEDS, worldOf } from '../live-gateway.ts'
import { ACCEPT, useCallbacks } from './callback-gateway.ts'
import type { CallbackMessage } from './callback-receiver.ts'

const start = useCallbacks()

const actionsOf = (messages: readonly CallbackMessage[]) => messages.map(({ action }) => action)
const statusOf = ({ payload }: CallbackMessage) => payload.data.codeDeployDeployment.deployment.rawStatus

describe('a subscription by HTTP callbacks', () => {
  test.each([
    ['Apollo Router', ACCEPT],
    ['Hive Router', 'application/json;callbackSpec=1.0'],
    ['Hive Gateway', 'application/json;callbackSpec=1.0; charset=utf-8'],
  ])('is confirmed, answered, updated and completed for %s', async (_, accept) => {
    const { receiver, register, timers, watchers } = await start({ world: worldOf(SUCCEEDS) })
    const { status, headers, body } = await register(receiver.expecting(), { headers: { accept } })
    expect([status, headers.get('content-type'), body]).toEqual([
      200,
      'application/json; charset=utf-8',
      { data: null },
    ])
    expect((await receiver.take()).action).toBe('check')
    const states: string[] = []
    for (let message = await receiver.take(); message.action === 'next'; message = await receiver.take()) {
      states.push(statusOf(message))
      timers.goTo(nextAtOf(message.payload) || timers.now())
    }
    expect([states[0], states.at(-1)]).toEqual(['InProgress', 'Succeeded'])
    expect(receiver.received.at(-1)).not.toHaveProperty('errors')
    await until(async () => (await watchers()) === 0)
    expect(receiver.violations).toEqual([])
  })

  test('is confirmed before it is answered, and nothing is read for one that is not', async () => {
    const { receiver, register, calls, timers } = await start()
    let answered = false
    receiver.control.answer = (_, response) => {
      expect(answered).toBe(false)
      return response.writeHead(404).end()
    }
    const { status, body } = await register()
    answered = true
    expect([status, body.errors[0].extensions.code]).toEqual([400, 'BAD_REQUEST'])
    expect(body.errors[0].message).toBe('The callbackUrl did not confirm the subscription (404): expected 204.')
    expect([actionsOf(receiver.received), calls(), timers.pending]).toEqual([['check'], {}, 0])
  })

  test('has a check within each heartbeat interval, also while nothing changes', async () => {
    const { receiver, register, timers } = await start({ world: worldOf([[0, { status: 'Queued' }]]) })
    await register(receiver.expecting(2_000))
    expect(actionsOf([await receiver.take(), await receiver.take()])).toEqual(['check', 'next'])
    for (let checks = 2; checks < 5; checks++) {
      await until(() => timers.pending === 3) // the last message is accepted: its end, the ticker, the next check
      timers.advance(1_900)
      await until(() => actionsOf(receiver.received).filter((action) => action === 'check').length === checks)
    }
  })

  test('has a check within each heartbeat interval, also while AWS has not answered yet', async () => {
    const answer = new AbortController()
    const slow = { operation: 'BatchGetDeployments', delayMs: 600_000, release: answer.signal }
    const { receiver, register, timers, emulator } = await start({ faults: [slow] })
    await register(receiver.expecting(2_000))
    await until(() => emulator.calls.length > 0)
    timers.advance(1_900)
    await until(() => receiver.received.length === 2)
    answer.abort()
    await until(() => receiver.received.length === 3)
    expect(actionsOf(receiver.received)).toEqual(['check', 'check', 'next'])
  })

  test('has a check at least every minute, however long the interval, and none without one', async () => {
    const { receiver, register, timers } = await start({ world: worldOf([[0, { status: 'Queued' }]]) })
    const [rare, never] = [receiver.expecting(3_600_000), receiver.expecting(0)]
    const checks = (id: string) => receiver.received.filter((one) => one.id === id && one.action === 'check').length
    await register(rare)
    await register(never)
    await until(() => actionsOf(receiver.received).filter((action) => action === 'next').length === 2)
    timers.advance(48_000)
    await until(() => checks(rare.subscriptionId) === 2)
    expect(checks(never.subscriptionId)).toBe(1)
  })

  test.each(['next', 'check'])('ends when the router answers 404 to a %s', async (action) => {
    const { receiver, register, timers, watchers } = await start()
    const subscription = receiver.expecting(action === 'check' ? 1_000 : 0)
    await register(subscription)
    await receiver.take()
    const { payload } = await receiver.take()
    receiver.forget(subscription.subscriptionId)
    timers.goTo(action === 'check' ? timers.now() + 1_000 : nextAtOf(payload))
    await until(async () => (await watchers()) === 0)
    const { length } = receiver.received
    timers.advance(60_000)
    expect(receiver.received).toHaveLength(length)
    expect(actionsOf(receiver.received)).not.toContain('complete')
  })

  test('to a deployment that AWS does not know is completed with the error', async () => {
    const { receiver, register } = await start({ world: worldOf(STAYS, 0) })
    expect((await register()).body).toEqual({ data: null })
    expect((await receiver.take()).action).toBe('check')
    expect(await receiver.take()).toMatchObject({
      action: 'complete',
      errors: [{ message: expect.stringContaining(idOf(0)), extensions: { code: 'NOT_FOUND' } }],
    })
  })

  test('that is refused is answered with the error, and calls nobody', async () => {
    const { receiver, register } = await start()
    const { body } = await register(receiver.expecting(), { query: 'subscription { nothing }' })
    expect(body.errors[0].extensions.code).toBe('GRAPHQL_VALIDATION_FAILED')
    expect(receiver.received).toEqual([])
  })

  test('is completed with an error at its maximum age', async () => {
    const { receiver, register, timers } = await start({ subscriptionMaxSeconds: 1 })
    await register()
    expect(actionsOf([await receiver.take(), await receiver.take()])).toEqual(['check', 'next'])
    timers.advance(1_000)
    const code = { code: 'OVERLOADED', retryable: true }
    expect(await receiver.take()).toMatchObject({ action: 'complete', errors: [{ extensions: code }] })
  })

  test('is completed with an error when the token of the router expires', async () => {
    const { options, headers } = await expiring(30)
    const { receiver, register, timers } = await start(options)
    expect((await register(receiver.expecting(), { headers })).status).toBe(200)
    expect(actionsOf([await receiver.take(), await receiver.take()])).toEqual(['check', 'next'])
    await until(() => {
      timers.advance(500)
      return receiver.received.at(-1)?.action === 'complete'
    })
    expect(receiver.received.at(-1)?.errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }])
  })

  test('is completed with an error while the gateway stops', async () => {
    const { receiver, register, stop } = await start()
    const count = 5
    await Promise.all(Array.from({ length: count }, () => register()))
    await until(() => actionsOf(receiver.received).filter((action) => action === 'next').length === count)
    await stop(100)
    const last = receiver.received.slice(-count)
    expect(actionsOf(last)).toEqual(Array(count).fill('complete'))
    expect(last[0]?.errors).toMatchObject([{ extensions: { code: 'OVERLOADED', retryable: true } }])
    expect(receiver.violations).toEqual([])
  })

  test('does not keep a gateway that stops waiting for a router that does not answer', async () => {
    const { receiver, register, stop } = await start()
    receiver.control.answer = ({ action }) => action === 'complete'
    await register()
    expect(actionsOf([await receiver.take(), await receiver.take()])).toEqual(['check', 'next'])
    await stop() // its timers are those of the test, so that nothing but the end of the process aborts the request
    expect(receiver.received.at(-1)?.action).toBe('complete')
  })

  test('sends the newest state when the last update was accepted, and never a queue', async () => {
    const overviewOf = (Succeeded: number) => ({
      deploymentOverview: { Succeeded, InProgress: 0, Pending: 2 - Succeeded, Failed: 0, Skipped: 0, Ready: 0 },
    })
    const course: Course = [
      [0, { status: 'InProgress', ...overviewOf(0) }],
      [1.5, { status: 'InProgress', ...overviewOf(1) }],
      [3.5, { status: 'Succeeded', completeTime: new Date(NOW + 3_500), ...overviewOf(2) }],
    ]
    const { receiver, register, subscribe, timers } = await start({ world: worldOf(course) })
    let accept = () => {}
    receiver.control.answer = ({ action }, response) => {
      if (action !== 'next') return false
      accept = () => response.writeHead(200).end()
      return true
    }
    const watcher = await subscribe()
    await register()
    expect(actionsOf([await receiver.take(), await receiver.take()])).toEqual(['check', 'next'])
    for (let update = await watcher.update(); nextAtOf(update); update = await watcher.update())
      timers.goTo(nextAtOf(update))
    expect(receiver.received).toHaveLength(2)
    receiver.control.answer = undefined
    accept()
    expect(statusOf(await receiver.take())).toBe('Succeeded')
    expect((await receiver.take()).action).toBe('complete')
  })

  test('sends an update again that a proxy in front of the router answered with 503', async () => {
    const { receiver, register, timers, watchers } = await start()
    let refusals = 2
    receiver.control.answer = ({ action }, response) =>
      action === 'next' && refusals-- > 0 && response.writeHead(503).end()
    await register()
    const accepted = () => actionsOf(receiver.received).filter((action) => action === 'next').length >= 3
    await until(() => {
      timers.advance(100)
      return accepted()
    })
    const [, first, second, third] = receiver.received
    expect([second, third]).toEqual([first, first])
    expect(await watchers()).toBe(1)
  })

  test('takes the place of the one that its router had registered before', async () => {
    const { receiver, register, watchers } = await start({
      auth: CALLERS_AUTH,
      maxSubscriptionsPerCaller: 1,
      metricsPort: 0,
    })
    const subscription = receiver.expecting()
    const headers = as('all')
    for (let count = 1; count <= 3; count++) {
      expect((await register(subscription, { headers })).body).toEqual({ data: null })
      await until(() => actionsOf(receiver.received).filter((action) => action === 'next').length === count)
    }
    await until(async () => (await watchers()) === 1)
    expect(actionsOf(receiver.received)).not.toContain('complete')
  })

  test('needs a place among all subscriptions, and among those of its caller', async () => {
    const { receiver, register } = await start({
      auth: CALLERS_AUTH,
      maxSubscriptions: 2,
      maxSubscriptionsPerCaller: 1,
    })
    const status = async (name: Parameters<typeof as>[0]) =>
      (await register(receiver.expecting(), { headers: as(name) })).status
    expect([await status('all'), await status('home')]).toEqual([200, 200])
    await until(() => receiver.received.filter(({ action }) => action !== 'check').length === 2)
    expect([await status('all'), await status('abroad')]).toEqual([503, 503])
    expect((await register(receiver.expecting())).status).toBe(401)
  })

  test('has no place if others took it while it was confirmed', async () => {
    const { receiver, register } = await start({ maxSubscriptions: 1 })
    const waiting: (() => void)[] = []
    receiver.control.answer = (_, response) => waiting.push(() => response.writeHead(204).end())
    const all = [register(), register(), register()]
    await until(() => waiting.length === 3)
    receiver.control.answer = undefined
    for (const confirm of waiting) confirm()
    await Promise.all(all)
    await until(() => receiver.received.filter(({ action }) => action !== 'check').length === 3)
    expect(actionsOf(receiver.received).sort()).toEqual([...Array(3).fill('check'), 'complete', 'complete', 'next'])
  })

  test('has lines in the log that name it and no secret', async () => {
    const lines: string[] = []
    const { receiver, register, timers } = await start({ log: (line) => lines.push(line) })
    const subscription = receiver.expecting()
    receiver.control.answer = ({ action }, response) => action === 'next' && response.writeHead(500).end()
    await register(subscription)
    const has = (text: string) => lines.some((line) => line.includes(text))
    await until(() => {
      timers.advance(100)
      return has('callback not accepted')
    })
    expect(lines.map((line) => JSON.parse(line))).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ msg: 'subscription began' }),
        expect.objectContaining({ msg: 'subscription ended', end: 'left', updates: 1 }),
        expect.objectContaining({ msg: 'callback not accepted', origin: receiver.origin, answered: 500 }),
      ]),
    )
    expect(has(subscription.verifier)).toBe(false)
  })
})

test('a query stays a query for a router that accepts callbacks', async () => {
  const { receiver, register } = await start()
  expect((await register(receiver.expecting(), { query: '{ __typename }' })).body).toEqual({
    data: { __typename: 'Query' },
  })
  expect(receiver.received).toEqual([])
})
