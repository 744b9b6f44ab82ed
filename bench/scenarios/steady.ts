import { startAws } from '../aws.ts'
import { withServers } from '../measure.ts'
import { AS_IT_COMES, DEPLOYGRAPH, type Server } from '../peers.ts'
import type { Usage } from '../probe.ts'
import { type Report, type Scenario, sized } from '../scenario.ts'
import { median } from '../statistics.ts'
import { megabytes, table } from '../table.ts'
import { wholeFleet } from './w1.ts'

const PARTS = 10

/** The memory of a process after each answer of a part, and after a full garbage collection if there was one. */
interface Part {
  untilMinute: number
  usages: Usage[]
  live?: Usage
}

export const steady: Scenario = {
  name: 'steady',
  title: 'Memory: W1 back to back',
  run: async ({ minutes, smoke }) => {
    const aws = await startAws({ world: { fleets: [sized({ smoke }, 1000)] } })
    return withServers([DEPLOYGRAPH, AS_IT_COMES], aws, async (servers) => {
      const reports = await Promise.all(
        servers.map(async (server) => report(server.name, await watch(server, smoke ? 0.2 : minutes))),
      )
      return { text: reports.map(({ text }) => text).join('\n\n'), claims: reports.flatMap(({ claims }) => claims) }
    }).finally(aws.stop)
  },
}

/** Asks W1 again and again. Garbage is collected at the end of the first part and of the last. */
async function watch({ ask, probe, usage }: Server, minutes: number): Promise<Part[]> {
  const start = performance.now()
  const minute = () => (performance.now() - start) / 60_000
  const parts: Part[] = []
  for (let part = 1; part <= PARTS; part++) {
    const usages: Usage[] = []
    while (minute() < (part * minutes) / PARTS) {
      await ask(wholeFleet())
      usages.push(await usage())
    }
    const collects = part === 1 || part === PARTS
    if (collects) await probe('collectGarbage')
    parts.push({ untilMinute: minute(), usages, live: collects ? await usage() : undefined })
  }
  return parts
}

function report(name: string, parts: readonly Part[]): Report {
  const [first, second] = parts
  const last = parts.at(-1)
  const rss = (part: Part | undefined) => median((part?.usages ?? []).map(({ rssBytes }) => rssBytes))
  const rows = parts.map((part) => [
    part.untilMinute.toFixed(1),
    String(part.usages.length),
    megabytes(rss(part)),
    megabytes(Math.max(...part.usages.map(({ rssBytes }) => rssBytes))),
    megabytes(median(part.usages.map(({ heapBytes }) => heapBytes))),
    part.live ? megabytes(part.live.heapBytes) : '',
  ])
  const grown = (last?.live?.heapBytes ?? Number.NaN) / (first?.live?.heapBytes ?? Number.NaN)
  const header = ['until minute', 'requests', 'resident MB', 'most', 'heap MB', 'after a full collection']
  return {
    text: [name, table(header, rows)].join('\n\n'),
    claims: [
      { text: `resident memory of ${name}, last tenth ÷ second`, goal: { most: 1.1 }, value: rss(last) / rss(second) },
      {
        text: `heap of ${name} after a full collection, at the end ÷ after a tenth`,
        goal: { most: 1.1 },
        value: grown,
      },
    ],
  }
}
