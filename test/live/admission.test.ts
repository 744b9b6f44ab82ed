import { DEPLOYMENT, idOf, STAYS, useLiveGateways, worldOf } from './live-gateway.ts'

const { start } = useLiveGateways({ world: worldOf(STAYS) })

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
