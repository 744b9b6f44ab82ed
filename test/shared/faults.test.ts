import { setTimeout as sleep } from 'node:timers/promises'
import { agesOf, DATED, datedWorld, deploymentIds } from './dated-world.ts'
import { type Process, startProcesses } from './processes.ts'
import { FAULTS, type Fault, type Running } from './redis-faults.ts'
import { describeWithRedis, redisServer } from './redis-server.ts'

// So many that none is read twice within the time for which it may be used, but for the first one.
const DEPLOYMENTS = deploymentIds(60)
const QUERY = `query ($id: ID!) { another: codeDeployDeployment(deploymentId: $id) { ${DATED} }
  same: codeDeployDeployment(deploymentId: "${DEPLOYMENTS[0]}") { ${DATED} } }`

// Of docs/caching.md, with the default settings. The clocks of two processes may differ by some milliseconds.
const MAX_AGE_MS = { deployment: 1_000, target: 1_000, page: 500 }
const CLOCKS_MS = 5

const ROUNDS = 150
const BEGIN_ROUND = 25
// Ten times the default, because this machine may be busy: a process that waits for its turn is not to be taken for a fault.
const TIMEOUT_MS = 500
const MAX_EXCESS_MS = 2 * TIMEOUT_MS // by default 100 ms
const MAX_HEALING_MS = 15_000
// The least of several measurements counts: this machine may be busy with something else.
const MAX_ATTEMPTS = 4
const SLOWLY = 300_000

const p99 = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.ceil(0.99 * values.length) - 1] ?? Number.NaN

describeWithRedis('while Redis', () => {
  let running: Running
  let oldest = 0
  beforeAll(async () => {
    const redis = await redisServer()
    running = { redis, processes: await startProcesses(3, redis.port, datedWorld(DEPLOYMENTS.length), TIMEOUT_MS) }
  }, SLOWLY)
  afterAll(async () => {
    await running.processes.stop()
    await running.redis.stop()
  })

  /** Sends a query and checks its answer: whole, and nothing in it older than it may be. */
  const ask = async (process: Process, round: number): Promise<number> => {
    const id = DEPLOYMENTS[1 + (round % (DEPLOYMENTS.length - 1))]
    const { status, body, sentAt, ms } = await process.query(QUERY, { id })
    const { data, errors } = JSON.parse(body)
    expect({ status, errors }).toEqual({ status: 200 })
    for (const deployment of [data.another, data.same]) {
      expect(deployment).toMatchObject({ status: 'IN_PROGRESS', targets: { nodes: [{}, {}] } })
      for (const [part, age] of Object.entries(agesOf(deployment, sentAt))) {
        expect(age).toBeLessThanOrEqual(MAX_AGE_MS[part as keyof typeof MAX_AGE_MS] + CLOCKS_MS)
        oldest = Math.max(oldest, age)
      }
    }
    return ms
  }
  const askAll = (round: number) =>
    Promise.all([running.processes.alone, ...running.processes.sharing].map((process) => ask(process, round)))
  const uses = () => Promise.all(running.processes.sharing.map(({ usesRedis }) => usesRedis()))

  /** How long it takes until each process has stored in Redis and read there what another one stored. */
  const heal = async (): Promise<number> => {
    const before = await uses()
    const start = performance.now()
    for (let round = 0; ; round++) {
      await askAll(round)
      const now = await uses()
      if (
        now.every(({ isInUse }) => isInUse) &&
        now.every(
          ({ shared, stored }, index) => shared > (before[index]?.shared ?? 0) && stored > (before[index]?.stored ?? 0),
        )
      )
        return performance.now() - start
      await sleep(20)
    }
  }

  /** How much longer answers took, in the 99th percentile, than those of the process without Redis meanwhile. */
  const suffer = async (fault: Fault): Promise<number> => {
    const [alone, sharing]: [number[], number[]] = [[], []]
    let begun: Promise<unknown> = Promise.resolve()
    for (let round = 0; round < ROUNDS; round++) {
      if (round > 0 && round % BEGIN_ROUND === 0 && (round === BEGIN_ROUND || fault.repeats))
        begun = begun.then(() => fault.begin(running))
      const [without = Number.NaN, ...others] = await askAll(round)
      alone.push(without)
      sharing.push(...others)
    }
    await begun
    for (const { readiness } of running.processes.sharing) expect(await readiness()).toBe(200)
    await fault.end?.(running)
    return p99(sharing) - p99(alone)
  }

  test(
    'is not there yet, gateways answer, and they use it as soon as it is there',
    async () => {
      for (let round = 0; round < BEGIN_ROUND; round++) await askAll(round)
      expect((await uses()).map(({ stored }) => stored)).toEqual([0, 0, 0])
      await running.redis.start()
      await heal()
    },
    SLOWLY,
  )

  test.each(Object.entries(FAULTS))(
    '%s, answers are whole, in time and not older than they may be, and afterwards it is used again',
    async (_, fault) => {
      oldest = 0
      const [excesses, healings]: [number[], number[]] = [[], []]
      const isGood = () => Math.min(...excesses) <= MAX_EXCESS_MS && Math.min(...healings) <= MAX_HEALING_MS
      while (excesses.length < MAX_ATTEMPTS && !isGood()) {
        excesses.push(await suffer(fault))
        healings.push(await heal())
      }
      expect(Math.min(...excesses)).toBeLessThanOrEqual(MAX_EXCESS_MS)
      expect(Math.min(...healings)).toBeLessThanOrEqual(MAX_HEALING_MS)
      expect(oldest).toBeGreaterThan(0) // something was remembered
    },
    SLOWLY,
  )
})
