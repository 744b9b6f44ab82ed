import { startAws } from '../aws.ts'
import { interleave, of, withServers } from '../measure.ts'
import { APOLLO, AS_IT_COMES, DEPLOYGRAPH, LOOP, MERCURIUS, type Server, YOGA } from '../peers.ts'
import { ahead, amounts, compareAnswers, compared, medianOf, type Scenario, sized } from '../scenario.ts'
import { median } from '../statistics.ts'
import { callsOf, digits, ratios, table } from '../table.ts'
import { wholeFleet } from './w1.ts'

const CLIENTS = 8

export const many: Scenario = {
  name: 'many',
  title: `Many clients: ${CLIENTS} of W1 at once, each of a deployment of its own`,
  run: async (options) => {
    const fleets = Array.from({ length: CLIENTS }, () => sized(options, 1000))
    const aws = await startAws({ world: { fleets } })
    const peers = [DEPLOYGRAPH, AS_IT_COMES, LOOP, APOLLO, YOGA, MERCURIUS]
    return withServers(peers, aws, async (servers) => {
      await compareAnswers(servers, wholeFleet())
      const work = ({ ask }: Server) => Promise.all(fleets.map((_, n) => ask(wholeFleet(n))))
      const measured = await interleave(servers, aws, {
        ...amounts(options, { warmUp: 3, rounds: 7, times: 1 }),
        work,
      })
      const perSecond = (wallMs: number) => (CLIENTS * 1000) / wallMs
      const reference = measured.find(({ server }) => server.name === LOOP.name)
      const rows = measured.map((one) => [
        one.server.name,
        digits(perSecond(median(of(one, 'wallMs')))),
        digits(median(of(one, 'cpuMs')) / CLIENTS),
        ...ratios(one, reference, 'wallMs'),
        ...ratios(one, reference, 'cpuMs'),
        callsOf(one),
      ])
      const against = (what: string) => [`${what} ÷ ${LOOP.name}`, 'paired', 'of p20']
      return {
        text: table(
          ['server', 'answers per second', 'CPU ms each', ...against('wall time'), ...against('CPU'), 'AWS calls'],
          rows,
        ),
        claims: [
          {
            // Twice what the gateway did before the direct call, on two cores of the machine of RESULTS.md.
            text: `answers per second of ${DEPLOYGRAPH.name}`,
            goal: { least: 10.8 },
            value: perSecond(medianOf(measured, DEPLOYGRAPH, 'wallMs')),
          },
          compared(measured, [DEPLOYGRAPH, LOOP], { most: 1 }, 'wallMs'),
          ahead(measured, DEPLOYGRAPH, 'wallMs'),
          ahead(measured, AS_IT_COMES, 'wallMs'),
        ],
      }
    }).finally(aws.stop)
  },
}
