import { NOW, ONE_LOCATION, useGateway } from '../../support/gateway.ts'
import { GROUPS, type Planned, plans, variedWorld } from './varied-world.ts'

const STEP_MS = 60_000
const WATCHED_MS = 3 * 3_600_000

const RUNNING = `{ codeDeployDeployments(first: 20, filter: { statuses: [QUEUED, IN_PROGRESS] }) {
  nodes { deploymentId status estimate { at latest basis samples isOverdue } }
} }`

interface Moment {
  plan: Planned
  now: number
  status: string
  estimate: { at: string | null; latest: string | null; basis: string; samples: number; isOverdue: boolean }
}

let now = NOW
const gateway = useGateway({
  world: variedWorld,
  locations: ONE_LOCATION,
  clock: () => now,
  gatewayClock: () => now,
})
const moments: Moment[] = []

beforeAll(async () => {
  const planOf = new Map(plans.map((plan) => [plan.id, plan]))
  for (; now < NOW + WATCHED_MS; now += STEP_MS) {
    const { data, errors } = await gateway.query(RUNNING)
    expect(errors).toBeUndefined()
    for (const { deploymentId, status, estimate } of data.codeDeployDeployments.nodes)
      moments.push({ plan: planOf.get(deploymentId) as Planned, now, status, estimate })
  }
})

const of = (name: string) => moments.filter(({ plan }) => plan.group.name === name)
const median = (values: number[]) => values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)]
const names = GROUPS.map(({ name }) => name)

describe('where deployments of a group take a fifth more or less than others, an estimate', () => {
  test.each(names)('of %s is off by at most a quarter of what is left in the median', (name) => {
    const misses = of(name).flatMap(({ plan: { completed }, now, estimate: { at } }) =>
      at === null ? [] : [Math.abs(Date.parse(at) - completed) / (completed - now)],
    )
    expect(misses.length).toBeGreaterThan(50)
    expect(median(misses)).toBeLessThanOrEqual(0.25)
  })

  test.each(names)('of %s moves while it runs, and is never in the past', (name) => {
    const times = new Map<string, Set<string>>()
    for (const { plan, now, estimate } of of(name)) {
      if (estimate.at === null || estimate.latest === null) continue
      expect(Date.parse(estimate.at)).toBeGreaterThanOrEqual(now)
      expect(Date.parse(estimate.latest)).toBeGreaterThanOrEqual(Date.parse(estimate.at))
      times.set(plan.id, (times.get(plan.id) ?? new Set()).add(estimate.at))
    }
    expect([...times.values()].filter((distinct) => distinct.size > 1).length).toBeGreaterThan(times.size / 2)
  })

  test.each(names)('of %s is missing where it is overdue, as seldom as one time in five, and only then', (name) => {
    const all = of(name)
    for (const { estimate } of all) expect(estimate.at === null).toBe(estimate.isOverdue)
    expect(all.filter(({ estimate }) => estimate.isOverdue).length).toBeLessThanOrEqual(all.length / 5)
  })

  test('comes from ten deployments, before it starts too, and from the schedule of a canary while traffic moves', () => {
    const bases = (name: string) =>
      new Set(of(name).map(({ status, estimate: { basis, samples } }) => `${status} ${basis} ${samples}`))
    for (const name of ['fleet', 'halves', 'service'])
      expect(bases(name)).toEqual(new Set(['QUEUED HISTORY 10', 'IN_PROGRESS HISTORY 10']))
    expect(bases('function')).toEqual(
      new Set(['QUEUED HISTORY 10', 'IN_PROGRESS HISTORY 10', 'IN_PROGRESS SCHEDULE 0']),
    )
  })
})
