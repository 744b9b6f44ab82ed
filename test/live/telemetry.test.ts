import { jest } from '@jest/globals'
import { LiveEngine } from '../../src/live/engine.ts'
import { PATIENT } from '../support/gateway.ts'
import { until } from '../support/until.ts'
import { changing, DEPLOYMENT, idOf, nextAtOf, STAYS, useLiveGateways, worldOf } from './live-gateway.ts'
import { rawReader } from './raw-reader.ts'

const { start } = useLiveGateways({ world: worldOf(STAYS), ...PATIENT })

const WATCH = DEPLOYMENT.replace('subscription', 'subscription WatchIt')

test('the log has a line when a subscription begins, and one when it ends that says what it was sent', async () => {
  const lines: Record<string, unknown>[] = []
  const { subscribe, timers } = await start({ log: (line) => lines.push(JSON.parse(line)) })
  const { update, close } = await subscribe(WATCH, { id: idOf(0) }, { headers: { 'x-request-id': 'request-1' } })
  const first = await update()
  timers.goTo(nextAtOf(first))
  await update()
  close()
  const of = (message: string) => lines.filter(({ msg }) => msg === message)
  await until(() => of('subscription ended').length > 0)
  const about = { requestId: 'request-1', subscription: 'WatchIt' }
  expect(of('subscription began')).toEqual([expect.objectContaining(about)])
  expect(of('subscription ended')).toEqual([
    expect.objectContaining({
      ...about,
      end: 'left',
      updates: 2,
      bytes: expect.any(Number),
      conflated: 0,
      ms: expect.any(Number),
    }),
  ])
})

test('the metrics have the watchers, what they were sent, and the age of what they see', async () => {
  const { subscribe, timers, metricsUrl = '' } = await start()
  const [one, other] = [await subscribe(), await subscribe()]
  await Promise.all([one.update(), other.update()])
  timers.advance(1_000)
  const text = await (await fetch(metricsUrl)).text()
  const value = (name: string) => Number(new RegExp(`^deploygraph_live_${name} (\\S+)$`, 'm').exec(text)?.[1])
  const subscription = '{subscription="codeDeployDeployment"}'
  expect([value(`watchers${subscription}`), value(`updates_total${subscription}`)]).toEqual([2, 2])
  expect([value('tickers'), value('state_age_seconds')]).toEqual([1, 1])
  expect(value(`bytes_total${subscription}`)).toBeGreaterThan(100)
  expect(text).toContain('deploygraph_live_watchers{subscription="activity"} 0')
})

test('what the metrics have in common is counted once per scrape, and again at the next', async () => {
  const { subscribe, metricsUrl = '' } = await start()
  const counted = jest.spyOn(LiveEngine.prototype, 'state', 'get')
  const watchers = async () =>
    /^deploygraph_live_watchers\{subscription="codeDeployDeployment"\} (\d)$/m.exec(
      await (await fetch(metricsUrl)).text(),
    )?.[1]
  expect([await watchers(), counted.mock.calls.length]).toEqual(['0', 1])
  await (await subscribe()).update()
  expect([await watchers(), counted.mock.calls.length]).toEqual(['1', 2])
  counted.mockRestore()
})

test('updates that a client is not sent, because there are newer ones, are counted although it never reads again', async () => {
  const lines: Record<string, unknown>[] = []
  const {
    url,
    subscribe,
    timers,
    metricsUrl = '',
  } = await start({
    log: (line) => lines.push(JSON.parse(line)),
    world: changing(900_000),
  })
  const query = `subscription Slow ($id: ID!) { codeDeployDeployment(deploymentId: $id) { nextAt deployment { description } } }`
  const { socket } = await rawReader(url, query, { id: idOf(0) })
  socket.pause()
  const watcher = await subscribe(query.replace('Slow', 'Quick'))
  const rounds = 25
  for (let count = 0; count < rounds; count++) timers.goTo(nextAtOf(await watcher.update()))
  await watcher.update()
  const text = await (await fetch(metricsUrl)).text()
  const counted = Number(
    /^deploygraph_live_conflated_total\{subscription="codeDeployDeployment"\} (\S+)$/m.exec(text)?.[1],
  )
  expect(counted).toBeGreaterThan(0)
  socket.destroy()
  const ended = () => lines.find(({ msg, subscription }) => msg === 'subscription ended' && subscription === 'Slow')
  await until(() => ended() !== undefined)
  const { updates, conflated } = ended() as { updates: number; conflated: number }
  expect(conflated).toBe(counted)
  expect([rounds, rounds + 1]).toContain(updates + conflated) // the newest is not replaced, and may be written as it leaves
})

describe('the log has a line for a subscription', () => {
  const startLogged = async (options: Parameters<typeof start>[0] = {}) => {
    const lines: Record<string, unknown>[] = []
    const gateway = await start({ log: (line) => lines.push(JSON.parse(line)), ...options })
    return { ...gateway, of: (message: string) => lines.filter(({ msg }) => msg === message) }
  }
  const about = { requestId: 'request-1', subscription: 'WatchIt' }
  const headers = { 'x-request-id': 'request-1' }

  test.each([
    ['of an unknown id', { id: 'd-NOTHING11' }, 'NOT_FOUND'],
    ['of a malformed id', { id: 'x' }, 'BAD_USER_INPUT'],
  ])('%s, with the code of its error', async (_, variables, code) => {
    const { subscribe, of } = await startLogged()
    const { next } = await subscribe(WATCH, variables, { headers })
    expect(await next()).toMatchObject({ data: { errors: [{ extensions: { code } }] } })
    expect(of('subscription refused')).toEqual([expect.objectContaining({ ...about, code })])
    expect([of('subscription began'), of('subscription ended')]).toEqual([[], []])
  })

  test('of a client that leaves before AWS has answered, when it ended', async () => {
    const answer = new AbortController()
    const { subscribe, of, query } = await startLogged({
      faults: [{ operation: 'BatchGetDeployments', delayMs: 600_000, release: answer.signal }],
    })
    const { close } = await subscribe(WATCH, { id: idOf(0) }, { headers })
    await query('{ __typename }')
    close()
    await query('{ __typename }')
    await until(() => of('subscription ended').length > 0)
    answer.abort()
    expect(of('subscription began')).toEqual([])
    expect(of('subscription ended')).toEqual([expect.objectContaining({ ...about, end: 'left' })])
  })

  test('that finds no place, with the code OVERLOADED', async () => {
    const { subscribe, of } = await startLogged({ maxSubscriptions: 1 })
    await (await subscribe()).update()
    expect((await subscribe(WATCH, { id: idOf(0) }, { headers })).response.status).toBe(503)
    expect(of('subscription refused')).toEqual([expect.objectContaining({ ...about, code: 'OVERLOADED' })])
  })
})
