import { setTimeout as sleep } from 'node:timers/promises'
import type { Aws } from './aws.ts'
import { type Peer, type Server, startServer } from './peers.ts'

/** The cost of one piece of work: CPU of the server's process, wall time, calls of AWS. */
export interface Sample {
  cpuMs: number
  wallMs: number
  calls: number
}

/** A server and what its work cost, in the order of the rounds. */
export interface Measured {
  server: Server
  samples: Sample[]
}

/** How often something is done. */
export interface Amounts {
  /** Pieces of work that are done before any counts. */
  warmUp: number
  rounds: number
  /** How often the work is done for one sample, without a pause; the sample is the mean. */
  times: number
  /**
   * How often at first in each turn, uncounted [as often as it counts]: while others had their turns, the caches were
   * theirs, and V8 has taken the pause for a low rate of allocation.
   */
  uncounted?: number
}

export interface Plan extends Amounts {
  /** How long nothing is asked before each turn, in milliseconds [0]. */
  pauseMs?: number
  work: (server: Server, round: number) => Promise<unknown>
}

/** One figure of a server in every round. */
export const of = ({ samples }: Measured, what: keyof Sample): number[] => samples.map((sample) => sample[what])

/** Runs something over servers that are started for it, all of one AWS. */
export async function withServers<R>(
  peers: readonly Peer[],
  aws: Aws,
  run: (servers: Server[]) => Promise<R>,
): Promise<R> {
  // Should one of them not start, the process ends, and the others with it.
  const servers = await Promise.all(peers.map((peer) => startServer(peer, aws)))
  try {
    return await run(servers)
  } finally {
    await Promise.all(servers.map(({ stop }) => stop()))
  }
}

/** Alternates between servers, so that a disturbance of the machine affects all of them. */
export async function interleave(servers: readonly Server[], aws: Aws, plan: Plan): Promise<Measured[]> {
  const { warmUp, rounds, times, uncounted = times, pauseMs = 0, work } = plan
  for (const server of servers) for (let round = -warmUp; round < 0; round++) await work(server, round)
  const measured = servers.map((server) => ({ server, samples: [] as Sample[] }))
  for (let round = 0; round < rounds; round++) {
    const turn = round % measured.length
    for (const { server, samples } of [...measured.slice(turn), ...measured.slice(0, turn)]) {
      await sleep(pauseMs)
      for (let time = 0; time < uncounted; time++) await work(server, round)
      await aws.calls()
      const { cpuMs: before } = await server.usage()
      const start = performance.now()
      for (let time = 0; time < times; time++) await work(server, round)
      const wallMs = performance.now() - start
      const { cpuMs: after } = await server.usage()
      const calls = await callsSince(aws)
      samples.push({ cpuMs: (after - before) / times, wallMs: wallMs / times, calls: calls / times })
    }
  }
  return measured
}

/** How many calls AWS answered since it was last asked. */
export const callsSince = async (aws: Aws): Promise<number> =>
  Object.values(await aws.calls()).reduce((sum, count) => sum + count, 0)
