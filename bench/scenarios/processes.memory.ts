import { startAws } from '../aws.ts'
import { liveDocuments } from '../documents.ts'
import { withServers } from '../measure.ts'
import { AS_IT_COMES, type Server } from '../peers.ts'
import type { Usage } from '../probe.ts'
import { type Options, sized } from '../scenario.ts'
import { digits, megabytes, table } from '../table.ts'
import { crowdOf, overEvents } from '../watch-client.ts'
import { fleetId, type WorldName } from '../worlds.ts'
import { readPages } from './pages.ts'

const TARGETS = 10_000 // about as many as a process remembers
const WATCHERS = 500
const AT_ONCE = 50 // the gateway refuses many more

/** The memory of one process that has answered once, and what targets that it remembers and watchers add. */
export async function heldByOne(options: Options): Promise<string> {
  const targets = sized(options, TARGETS)
  const watchers = options.smoke ? 3 : WATCHERS
  const remembered = await withOne({ fleets: [1, targets] }, async (server) => {
    await readPages(server, 0)
    return grown(server, () => readPages(server, 1))
  })
  const question = { query: liveDocuments('small').subscription, variables: { deploymentId: fleetId(0) } }
  const watched = await withOne({ rolling: 25 }, async (server) => {
    const first = crowdOf(1, overEvents, server.url, question)
    await first.reach(2)
    const crowds = [first]
    const watch = async () => {
      for (let open = 0; open < watchers; open += AT_ONCE) {
        const crowd = crowdOf(Math.min(AT_ONCE, watchers - open), overEvents, server.url, question)
        crowds.push(crowd)
        await crowd.reach(1)
      }
    }
    try {
      return await grown(server, watch)
    } finally {
      for (const { close } of crowds) close()
    }
  })
  const each = ({ before, after }: Grown, of: 'heapBytes' | 'externalBytes' | 'rssBytes', count: number) =>
    digits((after[of] - before[of]) / count / 1e3)
  const row = (name: string, held: Grown, count: number) => [
    name,
    ...(['heapBytes', 'externalBytes', 'rssBytes'] as const).map((of) => each(held, of, count)),
  ]
  return [
    `Memory of one process after a full collection: ${megabytes(remembered.before.heapBytes)} MB of heap and ${megabytes(remembered.before.rssBytes)} MB resident after its first answer`,
    table(
      ['kB more for each', 'heap', 'buffers', 'resident'],
      [
        row(`of ${targets.toLocaleString('en')} targets with 10 events that are remembered`, remembered, targets),
        row(`of ${watchers} watchers of one deployment, server-sent events`, watched, watchers),
      ],
    ),
  ].join('\n\n')
}

interface Grown {
  before: Usage
  after: Usage
}

async function grown(server: Server, work: () => Promise<unknown>): Promise<Grown> {
  const before = await collected(server)
  await work()
  return { before, after: await collected(server) }
}

async function collected({ probe, usage }: Server): Promise<Usage> {
  await probe('collectGarbage')
  return usage()
}

async function withOne<R>(world: WorldName, run: (server: Server) => Promise<R>): Promise<R> {
  const aws = await startAws({ world })
  return withServers([AS_IT_COMES], aws, ([server]) => run(server as Server)).finally(aws.stop)
}
