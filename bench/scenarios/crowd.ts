import { type Aws, startAws } from '../aws.ts'
import { callsSince, interleave, withServers } from '../measure.ts'
import { APOLLO, AS_IT_COMES, LOOP, MERCURIUS, type Question, type Server, YOGA } from '../peers.ts'
import { ahead, amounts, compareAnswers, medianOf, type Scenario, sized } from '../scenario.ts'
import { costs } from '../table.ts'
import { wholeFleet } from './w1.ts'

const CLIENTS = 200
const TARGETS = 100

// Their requests are under way at once, and are not to share what they read: that is deploygraph's.
const OTHERS = [APOLLO, YOGA, MERCURIUS].map((peer) => ({ ...peer, args: [...(peer.args ?? []), '--crowd'] }))

export const crowd: Scenario = {
  name: 'crowd',
  title: `A crowd: ${CLIENTS} equal clients at once, a deployment to ${TARGETS} instances, 40 ms per AWS call`,
  run: async (options) => {
    const { rounds, warmUp } = amounts(options, { warmUp: 1, rounds: 2, times: 1 })
    // Every crowd asks for a deployment of its own, so that nobody has read it before.
    const aws = await startAws({
      world: { fleets: Array.from({ length: 1 + warmUp + rounds }, () => sized(options, TARGETS)) },
      delayMs: 40,
    })
    return withServers([AS_IT_COMES, LOOP, ...OTHERS], aws, async (servers) => {
      const callsOfOne = await callsOf(servers, aws, wholeFleet(0))
      await compareAnswers(servers, wholeFleet(0))
      const whole = new Map(servers.map(({ name }) => [name, 0]))
      const work = async ({ name, ask }: Server, round: number) => {
        const answers = Array.from({ length: CLIENTS }, () => ask(wholeFleet(1 + warmUp + round)))
        const settled = await Promise.allSettled(answers)
        const good = settled.filter((one) => one.status === 'fulfilled' && !one.value.includes('"errors":'))
        if (round >= 0) whole.set(name, (whole.get(name) ?? 0) + good.length)
      }
      const measured = await interleave(servers, aws, { warmUp, rounds, times: 1, uncounted: 0, work })
      const answer = new Map([...whole].map(([name, count]) => [name, `${count} of ${CLIENTS * rounds} whole`]))
      return {
        text: [
          `CPU and wall time are those of all ${CLIENTS} answers. One client alone costs ${callsOfOne} AWS calls.`,
          costs(measured, { against: LOOP.name, answer }),
        ].join('\n\n'),
        claims: [
          { text: 'AWS calls', goal: { most: callsOfOne }, value: medianOf(measured, AS_IT_COMES, 'calls') },
          ahead(measured, AS_IT_COMES),
          ahead(measured, AS_IT_COMES, 'wallMs'),
        ],
      }
    }).finally(aws.stop)
  },
}

/** How many AWS calls the first server makes for one answer. */
async function callsOf([server]: readonly Server[], aws: Aws, question: Question): Promise<number> {
  await aws.calls()
  await server?.ask(question)
  return callsSince(aws)
}
