import { PATIENT } from '../support/gateway.ts'
import { until } from '../support/until.ts'
import { succeedsOnce } from './attempts.ts'
import { DEPLOYMENT, idOf, STAYS, useLiveGateways, worldOf } from './live-gateway.ts'
import { initialisedSocket } from './websocket/socket-client.ts'

const { start } = useLiveGateways({ world: worldOf(STAYS), ...PATIENT })

test('no more subscriptions open than may be open when many come at one moment', async () => {
  const { subscribe, timers } = await start({ maxSubscriptions: 2 })
  const all = await Promise.all(Array.from({ length: 40 }, () => subscribe(DEPLOYMENT, { id: idOf(0) })))
  const admitted = all.filter(({ response }) => response.status === 200)
  const first = await Promise.all(admitted.map(({ update }) => update()))
  expect(first.filter(({ errors }) => errors === undefined)).toHaveLength(2)
  expect(timers.pending).toBe(5) // the ticker's, and of each stream its end and its heartbeat
})

test('a gateway that nobody watches has no timer and makes no call', async () => {
  const { timers, calls } = await start()
  timers.advance(3_600_000)
  expect([timers.pending, calls()]).toEqual([0, {}])
})

describe('a client that is killed gives its place back within 100 ms', () => {
  /** A gateway with one place, over an AWS that answers at once or at the end of a test. */
  const startWith = async (answersAtOnce: boolean) => {
    const answer = new AbortController()
    const slow = { operation: 'BatchGetDeployments', delayMs: 600_000, release: answer.signal }
    const gateway = await start({ maxSubscriptions: 1, faults: answersAtOnce ? [] : [slow] })
    const isFree = async () => {
      const { response, close } = await gateway.subscribe()
      close()
      return response.status === 200
    }
    return { ...gateway, isFree, answer: () => answer.abort() }
  }
  type Started = Awaited<ReturnType<typeof startWith>>

  const overEvents = async ({ subscribe }: Started, isAnswered: boolean) => {
    const { update, close } = await subscribe()
    if (isAnswered) await update()
    return close
  }
  const overSocket = async ({ url }: Started, isAnswered: boolean) => {
    const { send, next, socket } = await initialisedSocket(url)
    const payload = { query: DEPLOYMENT, variables: { id: idOf(0) } }
    for (const id of ['1', '2']) send({ id, type: 'subscribe', payload })
    const messages = [await next(), ...(isAnswered ? [await next()] : [])]
    expect(JSON.stringify(messages)).toContain('OVERLOADED') // one of the two has the place
    return () => socket.terminate()
  }

  test.each([
    ['before AWS has answered', 'server-sent events', false, overEvents],
    ['before AWS has answered', 'a WebSocket', false, overSocket],
    ['while it waits for news', 'server-sent events', true, overEvents],
    ['while it waits for news', 'a WebSocket', true, overSocket],
  ])('%s, over %s', async (_, __, isAnswered, open) => {
    const isSoonFree = async () => {
      const gateway = await startWith(isAnswered)
      const kill = await open(gateway, isAnswered)
      expect(await gateway.isFree()).toBe(false)
      kill()
      const killedAt = performance.now()
      await until(gateway.isFree)
      const isSoon = performance.now() - killedAt < 100
      if (!isAnswered) await until(() => gateway.timers.pending === 0)
      gateway.answer()
      return isSoon
    }
    expect(await succeedsOnce(isSoonFree)).toBe(true)
  })
})

test('a client that leaves while an update is made for it gives its place back when that is made', async () => {
  const answer = new AbortController()
  const { subscribe, emulator } = await start({
    ...{ maxSubscriptions: 1, cache: false },
    world: worldOf([[0, { status: 'InProgress', deploymentConfigName: 'slowly' }]]),
    faults: [{ operation: 'GetDeploymentConfig', delayMs: 600_000, release: answer.signal }],
  })
  const { close } = await subscribe(
    'subscription ($id: ID!) { codeDeployDeployment(deploymentId: $id) { deployment { deploymentConfig { computePlatform } } } }',
  )
  await until(() => emulator.calls.some(({ operation }) => operation === 'GetDeploymentConfig'))
  close()
  for (let count = 0; count < 3; count++) expect((await subscribe()).response.status).toBe(503)
  answer.abort()
  await until(async () => (await subscribe()).response.status === 200)
})

test('what clients that have left had asked for holds up no other', async () => {
  const answer = new AbortController()
  const [count, LEFT] = [60, 'lce-00000000-0000-4000-8000-0000000000']
  const slow = {
    operation: 'GetLifecycleExecution',
    when: (input: unknown) => JSON.stringify(input).includes(LEFT),
    delayMs: 600_000,
    release: answer.signal,
  }
  const { url, emulator, query } = await start({ faults: [slow] })
  const { send, next } = await initialisedSocket(url)
  const document = 'subscription ($id: ID!) { lifecycleExecution(lifecycleExecutionId: $id) { asOf } }'
  for (let number = 10; number < 10 + count; number++) {
    const called = emulator.calls.length
    send({ id: '1', type: 'subscribe', payload: { query: document, variables: { id: `${LEFT}${number}` } } })
    await until(() => emulator.calls.length > called)
    send({ id: '1', type: 'complete' })
    send({ type: 'ping' })
    expect(await next()).toEqual({ type: 'pong' })
  }
  const other = 'lce-11111111-2222-4333-8444-555555555555'
  const { errors } = await query(`{ lifecycleExecution(lifecycleExecutionId: "${other}") { rawStatus } }`)
  expect(errors?.[0]?.extensions.code ?? 'none').not.toBe('AWS_TIMEOUT')
  await until(() => emulator.calls.every(({ outcome }) => outcome !== 'pending'))
  answer.abort()
})
