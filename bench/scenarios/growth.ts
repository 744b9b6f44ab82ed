import { startAws } from '../aws.ts'
import { interleave, of, withServers } from '../measure.ts'
import { AS_IT_COMES, DEPLOYGRAPH, type Peer, type Server } from '../peers.ts'
import { amounts, compared, type Scenario, sized } from '../scenario.ts'
import { median, p20 } from '../statistics.ts'
import { callsOf, digits, table } from '../table.ts'
import { readPages } from './pages.ts'

/** The server of the gateway that reads a deployment of this size alone. */
const reading = (peer: Peer, targets: number): Peer => ({
  ...peer,
  name: `${peer.name}, ${targets.toLocaleString('en')} targets`,
})

export const growth: Scenario = {
  name: 'growth',
  title: 'Growth: 100, 1,000 and 10,000 targets, by pages of 1,000',
  run: async (options) => {
    const sizes = [100, 1_000, 10_000].map((targets) => sized(options, targets))
    const most = Math.max(...sizes)
    const aws = await startAws({ world: { fleets: sizes } })
    const peers = [DEPLOYGRAPH, AS_IT_COMES].flatMap((peer) => sizes.map((targets) => reading(peer, targets)))
    return withServers(peers, aws, async (servers) => {
      const work = async (server: Server) => {
        const n = servers.indexOf(server) % sizes.length
        for (let read = 0; read < most; read += sizes[n] ?? most) await readPages(server, n)
      }
      const measured = await interleave(servers, aws, {
        ...amounts(options, { warmUp: 1, rounds: 7, times: 1 }),
        work,
      })
      const rows = measured.map((one) => {
        const perTarget = of(one, 'cpuMs').map((cpuMs) => (1000 * cpuMs) / most)
        return [
          one.server.name,
          ...[median(perTarget), p20(perTarget), Math.max(...perTarget)].map(digits),
          callsOf(one),
        ]
      })
      return {
        text: [
          `Each sample reads ${most.toLocaleString('en')} targets: the smaller deployments again and again.`,
          table(['server', 'CPU µs per target', 'p20', 'max', 'AWS calls'], rows),
        ].join('\n\n'),
        claims: sizes.slice(1).map((targets, n) => {
          const fewer = sizes[n] ?? Number.NaN
          const pair = [reading(DEPLOYGRAPH, targets), reading(DEPLOYGRAPH, fewer)] as const
          const text = `CPU per target of ${targets.toLocaleString('en')} ÷ that of ${fewer.toLocaleString('en')}`
          return { ...compared(measured, pair, { most: 1 }), text }
        }),
      }
    }).finally(aws.stop)
  },
}
