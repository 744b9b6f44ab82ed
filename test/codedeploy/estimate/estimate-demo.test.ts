import { DEMO_LOCATIONS } from '../../../src/emulator/worlds/demo/demo-world.ts'
import { NOW, startGateway } from '../../support/gateway.ts'

const STEP_MS = 3 * 60_000
const HOUR_MS = 3_600_000

const RUNNING = `{ codeDeployDeployments(first: 50, filter: { statuses: [IN_PROGRESS, BAKING] }) {
  nodes { deploymentId estimate { at } }
} }`
const OUTCOME = 'query ($id: ID!) { codeDeployDeployment(deploymentId: $id) { status completedAt } }'

const median = (values: number[]) => values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)]

test('an estimate is off by at most a quarter of what is left in the median, and moves while a deployment runs', async () => {
  const running = new Map<string, { now: number; at: number }[]>()
  const misses: number[] = []
  let moved = 0
  let now = NOW
  const { query, stop } = await startGateway({
    locations: DEMO_LOCATIONS.slice(0, 1),
    clock: () => now,
    gatewayClock: () => now,
  })
  try {
    for (; now < NOW + HOUR_MS; now += STEP_MS) {
      for (const [id, moments] of running) {
        const { status, completedAt } = (await query(OUTCOME, { id })).data.codeDeployDeployment
        if (!completedAt) continue
        running.delete(id)
        if (status !== 'SUCCEEDED') continue // nobody can tell that something is about to fail
        const ended = Date.parse(completedAt)
        misses.push(...moments.map((moment) => Math.abs(moment.at - ended) / (ended - moment.now)))
        if (new Set(moments.map(({ at }) => at)).size > 1) moved++
      }
      const { data, errors } = await query(RUNNING)
      expect(errors).toBeUndefined()
      for (const { deploymentId, estimate } of data.codeDeployDeployments.nodes) {
        const at = Date.parse(estimate?.at)
        if (Number.isNaN(at)) continue
        expect(at).toBeGreaterThanOrEqual(now)
        running.set(deploymentId, [...(running.get(deploymentId) ?? []), { now, at }])
      }
    }
  } finally {
    await stop()
  }
  expect(misses.length).toBeGreaterThan(20)
  expect(median(misses)).toBeLessThanOrEqual(0.25)
  expect(moved).toBeGreaterThan(0)
})
