import { until } from '../support/until.ts'
import { DEPLOYMENT, idOf, nextAtOf, STAYS, useLiveGateways, worldOf } from './live-gateway.ts'

const { start } = useLiveGateways({ world: worldOf(STAYS) })

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
