import { isDeepStrictEqual } from 'node:util'
import type { Claim, Goal } from './claim.ts'
import { type Amounts, type Measured, of, type Sample } from './measure.ts'
import { FLOOR, FLOOR_BYTES, HIVE, PEERS, type Peer, PLAIN_READS, type Question, READS, type Server } from './peers.ts'
import { median, ratioOf } from './statistics.ts'

export interface Options {
  /** Instead of the scenario's own number of rounds. */
  rounds?: number
  /** How long the scenario `steady` runs. */
  minutes: number
  /** Everything once, to see that it works: the figures mean nothing. */
  smoke: boolean
}

/** How many targets a deployment has: few in a smoke run. */
export const sized = ({ smoke }: Pick<Options, 'smoke'>, targets: number): number => (smoke ? targets / 100 : targets)

/** The result of one run of a scenario: tables in Markdown, and the promises about their figures. */
export interface Report {
  text: string
  claims: Claim[]
}

/** A measurement, which has a part of its own in RESULTS.md. */
export interface Scenario {
  name: string
  title: string
  /** Whether further runs tell nothing more. */
  once?: true
  /** Why it cannot run on this machine; undefined if it can. */
  lacks?: () => string | undefined
  run: (options: Options) => Promise<Report>
}

/** How often a scenario does its work: as it says itself, but for what the command line says. */
export const amounts = ({ rounds, smoke }: Options, own: Amounts): Amounts =>
  smoke ? { warmUp: 1, rounds: 1, times: 1 } : { ...own, rounds: rounds ?? own.rounds }

// README.md describes their answers; all others must answer as deploygraph does, or the figures are not comparable.
const ANSWER_OTHERWISE: Pick<Peer, 'name'>[] = [HIVE, PLAIN_READS, READS, FLOOR, FLOOR_BYTES]

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

/** Those that took part, by the name of their peer. */
function named(measured: readonly Measured[], { name }: Pick<Peer, 'name'>): Measured {
  const result = measured.find(({ server }) => server.name === name)
  if (!result) throw new Error(`${name} took no part`)
  return result
}

/** The median of what a server's work cost that took part. */
export const medianOf = (measured: readonly Measured[], peer: Pick<Peer, 'name'>, what: keyof Sample): number =>
  median(of(named(measured, peer), what))

/** The promise that a server needs at most a share of what another one needs. */
export function compared(
  measured: readonly Measured[],
  [peer, reference]: readonly [Pick<Peer, 'name'>, Pick<Peer, 'name'>],
  goal: Goal,
  what: keyof Sample = 'cpuMs',
): Claim {
  const value = ratioOf(of(named(measured, peer), what), of(named(measured, reference), what))
  return { text: `${WORDS[what]} of ${peer.name} ÷ ${reference.name}`, goal, value }
}

const WORDS: Record<keyof Sample, string> = { cpuMs: 'CPU', wallMs: 'wall time', calls: 'AWS calls' }

/** The promise that a server needs less than every peer that took part. */
export function ahead(measured: readonly Measured[], peer: Peer, what: keyof Sample = 'cpuMs'): Claim {
  const peers = measured.filter(({ server }) => PEERS.some(({ name }) => name === server.name))
  const [least] = peers.toSorted((a, b) => median(of(a, what)) - median(of(b, what)))
  if (!least) throw new Error('no peer took part')
  const claim = compared(measured, [peer, least.server], { most: 1 }, what)
  return { ...claim, text: `${WORDS[what]} of ${peer.name} ÷ the peer that needs least` }
}
