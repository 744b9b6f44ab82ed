import { jest } from '@jest/globals'
import { ONE_LOCATION, useGateways } from '../support/gateway.ts'

// How long requests are sent; the figures in docs/reliability.md were measured with 60.
// biome-ignore lint/style/noProcessEnv: a longer run is made by hand
const SECONDS = Number(process.env.STORM_SECONDS ?? 5)
const ALLOWED = 10
const OFFERED = 10 * ALLOWED

const READ = 'query ($id: ID!) { codeDeployDeployment(deploymentId: $id) { status } }'

const { start } = useGateways()

// Client, gateway and AWS share a process. A measurement that other work on the machine disturbed is repeated.
jest.retryTimes(2)

test('at ten times the rate that AWS allows, most of that rate gets through and the rest gets a retryAfterMs', async () => {
  const requestTimeoutMs = 10_000
  const { query, emulator } = await start({
    ...{ world: () => ({}), locations: ONE_LOCATION, cache: false, requestTimeoutMs },
    faults: [{ ratePerSecond: ALLOWED, error: { name: 'ThrottlingException' } }],
  })
  await query(READ, { id: 'd-COMPILED1' })
  const begin = performance.now()
  const seconds = () => (performance.now() - begin) / 1000
  const answers: Promise<{ code: unknown; retryAfterMs: unknown; tookMs: number }>[] = []
  const ask = async (number: number) => {
    const sentAt = performance.now()
    const { errors } = await query(READ, { id: `d-${String(number).padStart(9, '0')}` })
    const { code, retryAfterMs } = errors?.[0]?.extensions ?? {}
    return { code, retryAfterMs, tookMs: performance.now() - sentAt }
  }
  emulator.calls.length = 0
  while (seconds() < SECONDS) {
    while (answers.length < seconds() * OFFERED) answers.push(ask(answers.length))
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  const outcomes = emulator.calls.map(({ outcome }) => outcome)
  const passed = outcomes.filter((outcome) => outcome === 'ok').length
  const lasted = seconds()
  const answered = await Promise.all(answers)
  const share = passed / (ALLOWED * (lasted + 1)) // AWS's bucket starts with a second's worth
  const refused = answered.filter(({ code }) => code !== undefined)
  const figures = {
    offered: answered.length,
    share: share.toFixed(3),
    throttledAttempts: outcomes.length - passed,
    longestMs: Math.round(Math.max(...answered.map(({ tookMs }) => tookMs))),
    codes: [...new Set(refused.map(({ code }) => code))],
  }
  if (SECONDS > 5) process.stdout.write(`${JSON.stringify(figures)}\n`)

  expect(share).toBeGreaterThan(0.7) // a quiet machine reaches 0.95; without an adaptive rate it is far less
  expect(figures.codes).toEqual(['AWS_THROTTLED'])
  for (const { retryAfterMs } of refused) expect(retryAfterMs).toBeGreaterThanOrEqual(1_000)
  // AWS throttles far less than it lets through, although ten times as much is offered.
  expect(figures.throttledAttempts).toBeLessThan(passed / 3)
}, 600_000)
