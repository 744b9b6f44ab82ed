import { startAws } from '../aws.ts'
import { withServers } from '../measure.ts'
import { AS_IT_COMES, DEPLOYGRAPH, GRAPHQL, PEERS, type Peer } from '../peers.ts'
import type { Usage } from '../probe.ts'
import { type Scenario, sized } from '../scenario.ts'
import { megabytes, table } from '../table.ts'
import { readPages } from './pages.ts'

const TARGETS = 10_000
const TIMES = 3

interface Held {
  peer: Peer
  /** After everything was read. */
  usage: Usage
  /** The same after a full garbage collection. */
  collected: Usage
}

export const memory: Scenario = {
  name: 'memory',
  title: `Memory: ${TARGETS.toLocaleString('en')} targets by pages of 1,000, ${TIMES} times`,
  run: async ({ smoke }) => {
    const aws = await startAws({ world: { fleets: [sized({ smoke }, TARGETS)] } })
    const held: Held[] = []
    try {
      // One after the other: what a process holds does not depend on what else the machine does.
      for (const peer of GRAPHQL) {
        await withServers([peer], aws, async ([server]) => {
          if (!server) throw new Error('no server')
          for (let time = 0; time < (smoke ? 1 : TIMES); time++) await readPages(server, 0)
          const usage = await server.usage()
          await server.probe('collectGarbage')
          held.push({ peer, usage, collected: await server.usage() })
        })
      }
    } finally {
      await aws.stop()
    }
    const least = Math.min(...held.filter(({ peer }) => PEERS.includes(peer)).map(peakOf))
    const peak = (peer: Peer) => Math.max(...held.filter((one) => one.peer === peer).map(peakOf))
    const rows = held.map(({ peer, usage, collected }) => [
      peer.name,
      ...[usage.peakRssBytes, usage.rssBytes, usage.heapBytes, collected.heapBytes].map(megabytes),
    ])
    return {
      text: table(['server', 'peak resident MB', 'at the end', 'heap MB', 'after a full collection'], rows),
      claims: [
        // The memory that the gateway needed before answers were written from AWS's bytes.
        { text: `peak MB of ${DEPLOYGRAPH.name}`, goal: { most: 322 }, value: peak(DEPLOYGRAPH) / 1e6 },
        ...[DEPLOYGRAPH, AS_IT_COMES].map((peer) => ({
          text: `peak of ${peer.name} ÷ the peer that needs least`,
          goal: { most: 1 },
          value: peak(peer) / least,
        })),
      ],
    }
  },
}

const peakOf = ({ usage }: Held): number => usage.peakRssBytes
