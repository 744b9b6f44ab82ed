import { type Emulator, startEmulator } from '../../src/emulator/server.ts'
import { buildCommand } from '../support/process.ts'
import { until } from '../support/until.ts'
import { succeedsOnce } from './attempts.ts'
import { subscribe } from './event-client.ts'
import { DEPLOYMENT, idOf, STAYS, worldOf } from './live-gateway.ts'

const CROWD = 200
const DELAY_SECONDS = 3
const PARTS = 10

let command: Awaited<ReturnType<typeof buildCommand>>
let emulator: Emulator

beforeAll(async () => {
  command = await buildCommand()
  emulator = await startEmulator({ world: worldOf(STAYS) })
}, 600_000)
afterAll(async () => {
  command.killAll()
  await emulator.stop()
  command.remove()
})

test('on SIGTERM 200 streams end without complete, spread over the shutdown delay, and the process exits with 0', async () => {
  const areSpread = async () => {
    const gateway = await command.serve(emulator, {
      SHUTDOWN_DELAY_SECONDS: String(DELAY_SECONDS),
      MAX_CONNECTIONS: '1000',
    })
    const watchers = await Promise.all(
      Array.from({ length: CROWD }, () => subscribe(gateway.url, DEPLOYMENT, { id: idOf(0) })),
    )
    await Promise.all(watchers.map(({ update }) => update()))
    gateway.kill('SIGTERM')
    await until(() => gateway.lines().some(({ msg }) => msg === 'stopping on SIGTERM'))
    const stoppedAt = performance.now()
    const lastEvents: (string | undefined)[] = []
    const partsOf = watchers.map(async ({ next }) => {
      let last: string | undefined
      for (let event = await next(); event; event = await next()) last = event.event
      lastEvents.push(last)
      const part = Math.floor(((performance.now() - stoppedAt) * PARTS) / (DELAY_SECONDS * 1_000))
      return Math.max(0, Math.min(PARTS - 1, part))
    })
    const parts = await Promise.all(partsOf)
    expect(await gateway.ended).toBe(0)
    expect(lastEvents).not.toContain('complete')
    const ends = gateway.lines().filter(({ msg }) => String(msg).startsWith('subscription ended'))
    expect(ends.length).toBe(CROWD)
    const sizes = [...new Set(parts)].map((part) => parts.filter((one) => one === part).length)
    return sizes.length >= PARTS / 2 && Math.max(...sizes) < CROWD / 2
  }
  expect(await succeedsOnce(areSpread)).toBe(true)
}, 600_000)
