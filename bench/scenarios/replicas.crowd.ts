import { startAws } from '../aws.ts'
import { callsSince, interleave } from '../measure.ts'
import { AS_IT_COMES, type Server } from '../peers.ts'
import { startRedis } from '../redis.ts'
import { sharing, startReplicas } from '../replicas.ts'
import { amounts, compareAnswers, medianOf, type Options, type Report, sized } from '../scenario.ts'
import { costs } from '../table.ts'
import { wholeFleet } from './w1.ts'

export const CLIENTS = 200
export const TARGETS = 100
export const DELAY_MS = 40

const ONE = { ...AS_IT_COMES, name: 'one process' }
const THREE = { ...AS_IT_COMES, name: 'three processes without Redis' }

/** Equal clients over three processes, compared with the same clients of one. */
export async function crowdOverReplicas(options: Options): Promise<Report> {
  const { rounds, warmUp } = amounts(options, { warmUp: 2, rounds: 5, times: 1 })
  // Every crowd asks for a deployment of its own, so that nobody has read it before.
  const fleets = Array.from({ length: 1 + warmUp + rounds }, () => sized(options, TARGETS))
  const aws = await startAws({ world: { fleets }, delayMs: DELAY_MS })
  const redis = await startRedis()
  const shared = sharing(redis.url(), 'three processes with Redis')
  const servers = await Promise.all([
    startReplicas(1, ONE, aws),
    startReplicas(3, THREE, aws),
    startReplicas(3, shared, aws),
  ])
  try {
    await aws.calls()
    await servers[0]?.ask(wholeFleet(0))
    const callsOfOne = await callsSince(aws)
    await compareAnswers(servers, wholeFleet(0))
    const work = ({ ask }: Server, round: number) =>
      Promise.all(Array.from({ length: CLIENTS }, () => ask(wholeFleet(1 + warmUp + round))))
    const measured = await interleave(servers, aws, { warmUp, rounds, times: 1, uncounted: 0, work })
    return {
      text: [
        `${CLIENTS} equal clients at once, a deployment to ${TARGETS} instances that nobody has read, ${DELAY_MS} ms per AWS call. CPU and wall time are those of all answers and all processes. One client alone costs ${callsOfOne} AWS calls.`,
        costs(measured, { against: ONE.name }),
      ].join('\n\n'),
      claims: [
        {
          text: `AWS calls of ${CLIENTS} clients over three processes with Redis`,
          goal: { most: callsOfOne + 1 },
          value: medianOf(measured, shared, 'calls'),
        },
      ],
    }
  } finally {
    await Promise.all(servers.map(({ stop }) => stop()))
    await redis.stop()
    await aws.stop()
  }
}
