import { isDeepStrictEqual } from 'node:util'
import type { Measured, Sample } from './measure.ts'
import {
  AS_IT_COMES,
  DEPLOYGRAPH,
  FLOOR,
  HIVE,
  PEERS,
  type Peer,
  PLAIN_READS,
  type Question,
  READS,
  type Server,
} from './peers.ts'
import { claim, middle } from './table.ts'

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

// README.md describes their answers; all others must answer as deploygraph does, or the figures are not comparable.
const ANSWER_OTHERWISE: Pick<Peer, 'name'>[] = [HIVE, PLAIN_READS, READS, FLOOR]

/**
 * How each server answers a question: as the first one, or otherwise; with the size of the answer. Throws when a peer
 * answers otherwise that should not, and when the first answer is an error.
 */
export async function compareAnswers(servers: readonly Server[], question: Question): Promise<Map<string, string>> {
  const compared = new Map<string, string>()
  let expected: unknown
  for (const { name, ask } of servers) {
    const answer = await ask(question)
    const data = dataOf(answer)
    expected ??= data
    const isEqual = data !== undefined && isDeepStrictEqual(data, expected)
    if (!isEqual && !ANSWER_OTHERWISE.some((one) => one.name === name))
      throw new Error(`${name} answers ${answer.subarray(0, 1000)}`)
    compared.set(name, `${isEqual ? 'equal' : 'other'}, ${(answer.length / 1e6).toFixed(2)} MB`)
  }
  return compared
}

/** The data of an answer without errors. */
function dataOf(answer: Buffer): unknown {
  try {
    const { data, errors } = JSON.parse(answer.toString())
    return errors ? undefined : data
  } catch {
    return undefined // several answers, one behind the other
  }
}

/** The median of what a server's work cost that took part. */
export function medianOf(measured: readonly Measured[], { name }: Pick<Peer, 'name'>, of: keyof Sample): number {
  const result = measured.find(({ server }) => server.name === name)
  if (!result) throw new Error(`${name} took no part`)
  return middle(result, of)
}

/** The least median among the peers. */
export const leastOf = (measured: readonly Measured[], of: keyof Sample): number =>
  Math.min(
    ...measured.filter(({ server }) => PEERS.some(({ name }) => name === server.name)).map((one) => middle(one, of)),
  )

/** Whether deploygraph needs less CPU than every peer: with nothing cached, like the peers, and with its defaults. */
export const ahead = (measured: readonly Measured[]): string =>
  [DEPLOYGRAPH, AS_IT_COMES]
    .map((peer) => {
      const ratio = medianOf(measured, peer, 'cpuMs') / leastOf(measured, 'cpuMs')
      return claim(`CPU of ${peer.name} ÷ the peer that needs least`, ratio, 1)
    })
    .join('\n')
