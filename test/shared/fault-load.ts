import { setTimeout as sleep } from 'node:timers/promises'
import { agesOf, DATED, deploymentIds } from './dated-world.ts'
import type { Process } from './processes/processes.ts'
import type { Fault, Running } from './redis-faults.ts'

// So many that none is read twice within the time for which it may be used, but for the first one.
export const DEPLOYMENTS = deploymentIds(60)
const QUERY = `query ($id: ID!) { another: codeDeployDeployment(deploymentId: $id) { ${DATED} }
  same: codeDeployDeployment(deploymentId: "${DEPLOYMENTS[0]}") { ${DATED} } }`

// Of docs/caching.md, with the default settings. The clocks of two processes may differ by some milliseconds.
const MAX_AGE_MS = { deployment: 1_000, target: 1_000, page: 500 }
const CLOCKS_MS = 5

/** Clients of each process, which send their requests at the same moment. */
const CLIENTS = 8
const ROUNDS = 30
const BEGIN_ROUND = 5

const p99 = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.ceil(0.99 * values.length) - 1] ?? Number.NaN

/** Requests to all processes, with Redis and without. */
export class FaultLoad {
  readonly #running: Running
  /** The age of the oldest part of all answers. */
  oldest = 0

  constructor(running: Running) {
    this.#running = running
  }

  /** One round: how long the answers of the process without Redis took, and those of the others. */
  async round(number: number, clients = CLIENTS): Promise<{ alone: number[]; sharing: number[] }> {
    const { alone, sharing } = this.#running.processes
    const all = (process: Process) =>
      Promise.all(Array.from({ length: clients }, (_, client) => this.#ask(process, number * clients + client)))
    const [without, ...others] = await Promise.all([alone, ...sharing].map(all))
    return { alone: without ?? [], sharing: others.flat() }
  }

  /** How long it takes until each process has stored in Redis and read there what another one stored. */
  async heal(): Promise<number> {
    const before = await this.uses()
    const start = performance.now()
    for (let round = 0; ; round++) {
      await this.round(round)
      const isHealed = (await this.uses()).every(({ isInUse, shared, stored }, index) => {
        const was = before[index]
        return isInUse && shared > (was?.shared ?? 0) && stored > (was?.stored ?? 0)
      })
      if (isHealed) return performance.now() - start
      await sleep(20)
    }
  }

  /** How long answers took during a fault, in the 99th percentile, and those of the process without Redis meanwhile. */
  async suffer(fault: Fault): Promise<{ alone: number; sharing: number }> {
    const [alone, sharing]: [number[], number[]] = [[], []]
    let begun: Promise<unknown> = Promise.resolve()
    for (let round = 0; round < ROUNDS; round++) {
      if (round > 0 && round % BEGIN_ROUND === 0 && (round === BEGIN_ROUND || fault.repeats))
        begun = begun.then(() => fault.begin(this.#running))
      const took = await this.round(round)
      alone.push(...took.alone)
      sharing.push(...took.sharing)
    }
    await begun
    for (const { readiness } of this.#running.processes.sharing) expect(await readiness()).toBe(200)
    await fault.end?.(this.#running)
    return { alone: p99(alone), sharing: p99(sharing) }
  }

  uses() {
    return Promise.all(this.#running.processes.sharing.map(({ usesRedis }) => usesRedis()))
  }

  /** Sends a query and checks its answer: whole, and nothing in it older than it may be. */
  async #ask(process: Process, number: number): Promise<number> {
    const id = DEPLOYMENTS[1 + (number % (DEPLOYMENTS.length - 1))]
    const { status, body, sentAt, ms } = await process.query(QUERY, { id })
    const { data, errors } = JSON.parse(body)
    expect({ status, errors }).toEqual({ status: 200 })
    for (const deployment of [data.another, data.same]) {
      expect(deployment).toMatchObject({ status: 'IN_PROGRESS', targets: { nodes: [{}, {}] } })
      for (const [part, age] of Object.entries(agesOf(deployment, sentAt))) {
        expect(age).toBeLessThanOrEqual(MAX_AGE_MS[part as keyof typeof MAX_AGE_MS] + CLOCKS_MS)
        this.oldest = Math.max(this.oldest, age)
      }
    }
    return ms
  }
}
