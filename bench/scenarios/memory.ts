import { startAws } from '../aws.ts'
import { withServers } from '../measure.ts'
import { AS_IT_COMES, DEPLOYGRAPH, type Server } from '../peers.ts'
import type { Usage } from '../probe.ts'
import type { Scenario } from '../scenario.ts'
import { claim, digits, median, table } from '../table.ts'
import { WHOLE_FLEET } from './w1.ts'

const PARTS = 10

/** The memory of a process after each answer of a part, and after a full garbage collection if there was one. */
interface Part {
  untilMinute: number
  usages: Usage[]
  live?: Usage
}

export const memory: Scenario = {
  name: 'memory',
  title: 'Memory: consecutive W1',
  run: async ({ minutes }) => {
    const aws = await startAws({ world: { fleet: 1000 } })
    return withServers([DEPLOYGRAPH, AS_IT_COMES], aws, async (servers) => {
      const reports = await Promise.all(
        servers.map(async (server) => report(server.name, await watch(server, minutes))),
      )
      return reports.join('\n\n')
    }).finally(aws.stop)
  },
}

/** Asks W1 again and again. Garbage is collected at the end of the first part and of the last. */
async function watch({ ask, probe }: Server, minutes: number): Promise<Part[]> {
  const start = performance.now()
  const minute = () => (performance.now() - start) / 60_000
  const parts: Part[] = []
  for (let part = 1; part <= PARTS; part++) {
    const usages: Usage[] = []
    while (minute() < (part * minutes) / PARTS) {
      await ask(WHOLE_FLEET)
      usages.push(await probe('usage'))
    }
    const collects = part === 1 || part === PARTS
    if (collects) await probe('collectGarbage')
    parts.push({ untilMinute: minute(), usages, live: collects ? await probe('usage') : undefined })
  }
  return parts
}

function report(name: string, parts: readonly Part[]): string {
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
  return [
    name,
    table(['until minute', 'requests', 'resident MB', 'most', 'heap MB', 'after a full collection'], rows),
    [
      claim('resident memory, last tenth ÷ second', rss(last) / rss(second), 1.1),
      claim('heap after a full collection, at the end ÷ after the first tenth', grown, 1.1),
    ].join('\n'),
  ].join('\n\n')
}

const megabytes = (bytes: number): string => digits(bytes / 1e6)
