import { setImmediate as nextTurn } from 'node:timers/promises'
import { NOW } from '../../support/gateway.ts'
import { useShortestRetryDelays } from '../../support/retry-delays.ts'
import { idOf, nextAtOf, STAYS, useLiveGateways, worldOf } from '../live-gateway.ts'
import { engineOf, shown } from './one-thing.ts'

const { start } = useLiveGateways()

useShortestRetryDelays()

const HOUR_MS = 3_600_000

// biome-ignore lint/suspicious/noExplicitAny: the shape of `data` is what each test asserts
const asOfOf = ({ data }: any): number => Date.parse(data.codeDeployDeployment.asOf)

test('deployments that AWS answers are not stale because it throttles a call for others of the same batch', async () => {
  const { subscribe, timers, faults } = await start({ world: worldOf(STAYS, 3), cache: true })
  const watchers = []
  for (let number = 0; number < 3; number++) watchers.push(await subscribe(undefined, { id: idOf(number) }))
  const firsts = await Promise.all(watchers.map(({ update }) => update()))
  const idsOf = (input: unknown) => (input as { deploymentIds: string[] }).deploymentIds
  faults.push(
    { when: (input) => idsOf(input).length > 1, error: { name: 'AccessDeniedException', message: 'no' } },
    { when: (input) => idsOf(input).includes(idOf(0)), error: { name: 'ThrottlingException' } },
  )
  timers.goTo(Math.max(...firsts.map(nextAtOf)))
  const [throttled, ...others] = await Promise.all(watchers.map(({ update }) => update()))
  expect(throttled).toMatchObject({
    data: { codeDeployDeployment: { asOf: firsts[0].data.codeDeployDeployment.asOf } },
    extensions: { stale: [{ action: 'codedeploy:BatchGetDeployments', location: 'us-east-1' }] },
  })
  for (const [index, other] of others.entries()) {
    expect([other.errors, other.extensions]).toEqual([undefined, undefined])
    expect(asOfOf(other)).toBeGreaterThan(asOfOf(firsts[index + 1]))
  }
})

test('updates have the time of the clock when it was set back', async () => {
  const { subscribe, timers, time } = engineOf()
  const stream = await subscribe()
  const first = shown(await stream.next())
  time.setBackMs = HOUR_MS
  timers.advance(2_500)
  await nextTurn()
  const second = shown(await stream.next())
  expect([Date.parse(first.asOf), second.thing.read]).toEqual([NOW, 2])
  expect(Date.parse(second.asOf)).toBeLessThan(NOW + 2_500 - HOUR_MS + 1)
})
