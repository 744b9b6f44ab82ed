import { isDeepStrictEqual } from 'node:util'
import type { Measured } from './measure.ts'
import { DEPLOYGRAPH, PEERS, type Peer, type Question, type Server } from './peers.ts'
import { medianCpu } from './table.ts'

export interface Options {
  /** Instead of the scenario's own number of rounds. */
  rounds?: number
  /** How long the memory scenario runs. */
  minutes: number
}

/** A measurement; `run` answers what stands under its title in RESULTS.md. */
export interface Scenario {
  name: string
  title: string
  run: (options: Options) => Promise<string>
}

/** How each server answers a question: as deploygraph does, or not; with the size of the answer. */
export async function compareAnswers(servers: readonly Server[], question: Question): Promise<Map<string, string>> {
  const answers = new Map<string, { data: unknown; size: string }>()
  for (const { name, ask } of servers) {
    const answer = await ask(question)
    answers.set(name, { data: dataOf(answer), size: `${(answer.length / 1e6).toFixed(2)} MB` })
  }
  const ours = answers.get(DEPLOYGRAPH.name)?.data
  return new Map(
    [...answers].map(([name, { data, size }]) => [
      name,
      `${isDeepStrictEqual(data, ours) ? 'equal' : 'other'}, ${size}`,
    ]),
  )
}

function dataOf(answer: Buffer): unknown {
  try {
    const { data, errors } = JSON.parse(answer.toString())
    return errors ? { errors } : data
  } catch {
    return undefined // several answers, one behind the other
  }
}

/** Median CPU of a server that took part, in milliseconds. */
export function cpuOf(measured: readonly Measured[], { name }: Pick<Peer, 'name'>): number {
  const found = measured.find(({ server }) => server.name === name)
  if (!found) throw new Error(`${name} took no part`)
  return medianCpu(found)
}

/** Median CPU of the peer that needed least. */
export const leastCpu = (measured: readonly Measured[]): number =>
  Math.min(...measured.filter(({ server }) => PEERS.some(({ name }) => name === server.name)).map(medianCpu))
