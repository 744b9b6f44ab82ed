import { startAws } from '../aws.ts'
import { interleave, of, withServers } from '../measure.ts'
import { AS_IT_COMES, DEPLOYGRAPH, type Peer, type Server } from '../peers.ts'
import { amounts, compared, type Scenario } from '../scenario.ts'
import { median, p20 } from '../statistics.ts'
import { callsOf, digits, table } from '../table.ts'
import { readPages } from './pages.ts'

const SIZES = [100, 1_000, 10_000]
const PER_SAMPLE = 10_000

/** The server of the gateway that reads the nth size alone. */
const reading = (peer: Peer, n: number): Peer => ({
  ...peer,
  name: `${peer.name}, ${SIZES[n]?.toLocaleString('en')} targets`,
})

export const growth: Scenario = {
  name: 'growth',
  title: 'Growth: 100, 1,000 and 10,000 targets, by pages of 1,000',
  run: async (options) => {
    const aws = await startAws({ world: { fleets: SIZES } })
    const peers = [DEPLOYGRAPH, AS_IT_COMES].flatMap((peer) => SIZES.map((_, n) => reading(peer, n)))
    return withServers(peers, aws, async (servers) => {
      const work = async (server: Server) => {
        const n = servers.indexOf(server) % SIZES.length
        for (let read = 0; read < PER_SAMPLE; read += SIZES[n] ?? PER_SAMPLE) await readPages(server, n)
      }
      const measured = await interleave(servers, aws, {
        ...amounts(options, { warmUp: 1, rounds: 7, times: 1 }),
        work,
      })
      const rows = measured.map((one) => {
        const perTarget = of(one, 'cpuMs').map((cpuMs) => (1000 * cpuMs) / PER_SAMPLE)
        return [
          one.server.name,
          ...[median(perTarget), p20(perTarget), Math.max(...perTarget)].map(digits),
          callsOf(one),
        ]
      })
      return {
        text: [
          `Each sample reads ${PER_SAMPLE.toLocaleString('en')} targets: the smaller deployments again and again.`,
          table(['server', 'CPU µs per target', 'p20', 'max', 'AWS calls'], rows),
        ].join('\n\n'),
        claims: [1, 2].map((n) =>
          compared(measured, [reading(DEPLOYGRAPH, n), reading(DEPLOYGRAPH, n - 1)], { most: 1 }),
        ),
      }
    }).finally(aws.stop)
  },
}
