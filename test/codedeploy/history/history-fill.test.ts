import {
  type Budget,
  fill as fillHistory,
  type HistoryReads,
  isComplete,
} from '../../../src/codedeploy/history/fill.ts'
import { LocationHistory, MAX_ROWS } from '../../../src/codedeploy/history/location-history.ts'
import type { Deployment } from '../../../src/codedeploy/model.ts'
import { GatewayError } from '../../../src/errors.ts'

const SECOND_MS = 1000

/** mulberry32: the same numbers for the same seed. */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

const deploymentOf = (number: number, at: number, status = 'Succeeded'): Deployment => ({
  ...{ kind: 'CodeDeployDeployment', location: 'here', deploymentId: `d-${number}`, status: status as 'Succeeded' },
  createTime: new Date(at),
})

/** An account whose deployments a test changes; `fails` says which of its answers are errors. */
function accountOf(deployments: Deployment[], pageSize: number, fails: (what: 'list' | 'describe') => boolean) {
  const calls = { listed: 0, described: 0 }
  const timeOf = ({ createTime }: Deployment) => createTime?.getTime() ?? 0
  const reads: HistoryReads = {
    signal: new AbortController().signal,
    list: ({ createdAfter, createdBefore }) => ({
      ...{ key: 'deployments', location: 'here', idOf: (id) => id },
      read: async (token) => {
        calls.listed++
        if (fails('list')) throw new Error('list')
        const start = createdAfter?.getTime() ?? 0
        const end = createdBefore?.getTime() ?? Number.POSITIVE_INFINITY
        const all = deployments
          .filter((one) => timeOf(one) >= start && timeOf(one) <= end)
          .sort((one, other) => timeOf(other) - timeOf(one))
        const from = Number(token ?? 0)
        const next = from + pageSize
        return {
          items: all.slice(from, next).map(({ deploymentId }) => deploymentId),
          nextToken: next < all.length ? String(next) : undefined,
        }
      },
    }),
    describe: async (id) => {
      calls.described++
      if (fails('describe')) throw new Error('describe')
      return deployments.find(({ deploymentId }) => deploymentId === id)
    },
  }
  return { reads, calls }
}

async function fill(history: LocationHistory, since: number, reads: HistoryReads, budget: Budget) {
  const outcome = await fillHistory(history, since, reads, budget)
  return { failures: outcome.failures, isComplete: isComplete(history, outcome, since) }
}

test('a history that says it is complete has all of the window as AWS has it, after any failures and budgets', async () => {
  let complete = 0
  for (let seed = 1; seed <= 200; seed++) {
    const next = random(seed)
    const deployments: Deployment[] = []
    const history = new LocationHistory()
    let now = 1_000_000 * SECOND_MS
    let failing = 0
    const { reads } = accountOf(deployments, 1 + Math.floor(next() * 30), () => next() < failing)
    for (let request = 0; request < 12; request++) {
      now += Math.floor(next() * 1000) * SECOND_MS
      for (const running of deployments.filter(({ status }) => status === 'InProgress'))
        if (next() < 0.5) running.status = 'Failed'
      for (let count = Math.floor(next() * 40); count > 0; count--) {
        now += Math.floor(next() * 3) * 100
        deployments.push(deploymentOf(deployments.length, now, next() < 0.3 ? 'InProgress' : 'Succeeded'))
      }
      failing = next() < 0.3 ? 0.1 : 0
      const since = now - Math.floor(next() * 20) * 1000 * SECOND_MS
      const filled = await fill(history, since, reads, { left: 1 + Math.floor(next() * 200) })
      if (!filled.isComplete) continue
      complete++
      const short = (rows: readonly { deploymentId: string; status?: string }[]) =>
        rows.map(({ deploymentId, status }) => `${deploymentId} ${status}`).sort()
      const truth = deployments.filter(({ createTime }) => (createTime?.getTime() ?? 0) >= since)
      expect({ seed, request, rows: short(history.since(since)) }).toEqual({ seed, request, rows: short(truth) })
    }
  }
  expect(complete).toBeGreaterThan(1000)
})

test('a request describes no more than its budget, and requests without failures come to the end', async () => {
  const deployments = Array.from({ length: 530 }, (_, number) => deploymentOf(number, (1_000_000 + number) * SECOND_MS))
  const { reads, calls } = accountOf(deployments, 100, () => false)
  const history = new LocationHistory()
  for (const [described, isWhole] of [
    [200, false],
    [400, false],
    [530, true],
  ] as const) {
    expect(await fill(history, 0, reads, { left: 200 })).toEqual({ isComplete: isWhole, failures: [] })
    expect(calls.described).toBe(described)
  }
})

test('a deployment that AWS lists and does not describe is asked for once more, and no more after that', async () => {
  const { reads, calls } = accountOf([deploymentOf(1, 1_000_000 * SECOND_MS)], 100, () => false)
  const history = new LocationHistory()
  const blind = { ...reads, describe: async () => void calls.described++ }
  await fill(history, 0, blind, { left: 100 })
  for (let request = 0; request < 3; request++) await fill(history, 0, reads, { left: 100 })
  expect(history.since(0)).toHaveLength(1)
  expect(calls.described).toBe(2)
})

describe('deployments that the role may not read', () => {
  const deployments = Array.from({ length: 1000 }, (_, number) =>
    deploymentOf(number, (1_000_000 + number) * SECOND_MS),
  )
  // Every second one, as of one application of two.
  const isDenied = (id: string) => Number(id.slice(2)) % 2 === 1
  const accountWith = () => {
    const { reads, calls } = accountOf(deployments, 100, () => false)
    const account = { calls, denied: 0, isOpen: false }
    const describe: HistoryReads['describe'] = async (id) => {
      if (account.isOpen || !isDenied(id)) return reads.describe(id)
      account.denied++
      throw new GatewayError('AWS_ACCESS_DENIED', 'no')
    }
    return { account, reads: { ...reads, describe } }
  }

  test('keep no others from being read, and cost each later request one of them', async () => {
    const { account, reads } = accountWith()
    const history = new LocationHistory()
    for (let request = 0; request < 6; request++)
      expect(await fill(history, 0, reads, { left: 200 })).toMatchObject({ isComplete: false })
    expect(history.since(0)).toHaveLength(500)
    account.denied = 0
    expect(await fill(history, 0, reads, { left: 200 })).toMatchObject({
      ...{ isComplete: false, failures: [{ code: 'AWS_ACCESS_DENIED' }] },
    })
    expect(account.denied).toBe(1)
  })

  test('are all read once it may read one of them', async () => {
    const { account, reads } = accountWith()
    const history = new LocationHistory()
    await fill(history, 0, reads, { left: 1000 })
    account.isOpen = true
    await fill(history, 0, reads, { left: 1000 })
    expect(await fill(history, 0, reads, { left: 1000 })).toMatchObject({ isComplete: true, failures: [] })
    expect(history.since(0)).toHaveLength(1000)
  })
})

test('a newest deployment that cannot be read keeps no older ones from being read', async () => {
  const deployments = Array.from({ length: 300 }, (_, number) => deploymentOf(number, (1_000_000 + number) * SECOND_MS))
  const { reads } = accountOf(deployments, 100, () => false)
  const history = new LocationHistory()
  await fill(history, 0, reads, { left: 100 })
  deployments.push(deploymentOf(300, 1_000_300 * SECOND_MS))
  const describe: HistoryReads['describe'] = (id) =>
    id === 'd-300' ? Promise.reject(new Error('describe')) : reads.describe(id)
  expect(await fill(history, 0, { ...reads, describe }, { left: 1000 })).toMatchObject({ isComplete: false })
  expect(history.since(0)).toHaveLength(300)
  expect(await fill(history, 0, reads, { left: 1000 })).toMatchObject({ isComplete: true })
  expect(history.since(0)).toHaveLength(301)
})

test('of more deployments than a history holds, the newest are kept, and older ones are not read again', async () => {
  const count = MAX_ROWS + 500
  const deployments = Array.from({ length: count }, (_, number) =>
    deploymentOf(number, (1_000_000 + number) * SECOND_MS),
  )
  const byId = new Map(deployments.map((one) => [one.deploymentId, one]))
  const { reads, calls } = accountOf(deployments, 1000, () => false)
  const fast = { ...reads, describe: async (id: string) => byId.get(id) }
  const history = new LocationHistory()
  expect(await fill(history, 0, fast, { left: count })).toEqual({ isComplete: false, failures: [] })
  const rows = history.since(0)
  expect([rows.length, rows[0]?.deploymentId, rows.at(-1)?.deploymentId]).toEqual([MAX_ROWS, `d-${count - 1}`, 'd-500'])
  const { listed } = calls
  await fill(history, 0, fast, { left: 1000 })
  expect(calls.listed - listed).toBe(1)
})
