import { startAws } from '../aws.ts'
import { withServers } from '../measure.ts'
import { AS_IT_COMES, DEPLOYGRAPH, type Server } from '../peers.ts'
import type { Scenario } from '../scenario.ts'
import { claim, digits, median, table } from '../table.ts'
import { WHOLE_FLEET } from './w1.ts'

/** How many parts the time is cut into; each is a row. */
const PARTS = 10

interface Moment {
  minute: number
  rssMb: number
  heapMb: number
}

export const memory: Scenario = {
  name: 'memory',
  title: 'Memory: W1 back to back',
  run: async ({ minutes }) => {
    const aws = await startAws({ world: { fleet: 1000 } })
    return withServers([DEPLOYGRAPH, AS_IT_COMES], aws, async (servers) => {
      const parts = await Promise.all(servers.map((server) => report(server, minutes)))
      return parts.join('\n\n')
    }).finally(aws.stop)
  },
}

async function report(server: Server, minutes: number): Promise<string> {
  const moments = await watch(server, minutes)
  const parts = Array.from({ length: PARTS }, (_, part) =>
    moments.slice((part * moments.length) / PARTS, ((part + 1) * moments.length) / PARTS),
  )
  const rss = (of: Moment[]) => median(of.map(({ rssMb }) => rssMb))
  const second = moments.slice(moments.length / 2)
  const rows = parts.map((part) => [
    digits(part.at(-1)?.minute ?? Number.NaN),
    digits(rss(part)),
    digits(Math.max(...part.map(({ rssMb }) => rssMb))),
    digits(median(part.map(({ heapMb }) => heapMb))),
  ])
  return [
    `${server.name}: ${moments.length} requests in ${minutes} minutes`,
    table(['until minute', 'resident MB', 'most', 'heap MB'], rows),
    `Over the second half, resident memory changes by ${slope(second).toFixed(2)} MB per minute (least squares).`,
    claim(
      'median resident memory of the last tenth ÷ that of the second',
      rss(parts.at(-1) ?? []) / rss(parts[1] ?? []),
      1.1,
    ),
  ].join('\n\n')
}

/** Asks W1 again and again; what the process held after each answer. */
async function watch({ ask, probe }: Server, minutes: number): Promise<Moment[]> {
  const moments: Moment[] = []
  const start = performance.now()
  for (let minute = 0; minute < minutes; ) {
    await ask(WHOLE_FLEET)
    const { rssBytes, heapBytes } = await probe('usage')
    minute = (performance.now() - start) / 60_000
    moments.push({ minute, rssMb: rssBytes / 1e6, heapMb: heapBytes / 1e6 })
  }
  return moments
}

/** Megabytes per minute of the line that fits resident memory best. */
function slope(moments: readonly Moment[]): number {
  const mean = (of: (moment: Moment) => number) => moments.reduce((sum, moment) => sum + of(moment), 0) / moments.length
  const [at, rss] = [mean(({ minute }) => minute), mean(({ rssMb }) => rssMb)]
  const covariance = mean(({ minute, rssMb }) => (minute - at) * (rssMb - rss))
  return covariance / mean(({ minute }) => (minute - at) ** 2)
}
