import { setTimeout as sleep } from 'node:timers/promises'
import { type Aws, startAws } from '../aws.ts'
import { liveDocuments } from '../documents.ts'
import { withServers } from '../measure.ts'
import type { Question, Server } from '../peers.ts'
import { type RedisServer, type RedisUse, startRedis } from '../redis.ts'
import { sharing } from '../replicas.ts'
import { type Options, type Report, sized } from '../scenario.ts'
import { digits, table } from '../table.ts'
import { crowdOf, overEvents } from '../watch-client.ts'
import { fleetId, type WorldName } from '../worlds.ts'
import { NEWEST } from './overview.ts'
import { wholeFleet } from './w1.ts'

const LIVE_TARGETS = 25
const EXPIRY_MS = 1_500 // what can still change is used for a second

/** The work of Redis for one answer, or one update, and the memory that it then uses more. */
export async function redisUses(options: Options): Promise<Report> {
  const parts = [
    await answers('W1', { fleets: [sized(options, 1000)] }, wholeFleet(0)),
    await answers('overview', 'demo', NEWEST),
    await updates(options.smoke ? 2 : 10),
  ]
  const header = ['', 'commands', 'of them', 'kB received', 'kB sent', 'CPU ms of Redis', 'kB held more']
  return { text: ['For one answer, Redis', table(header, parts.flat())].join('\n\n'), claims: [] }
}

const row = (
  name: string,
  { commands, receivedBytes, sentBytes, cpuMs, memoryBytes }: RedisUse,
  times = 1,
): string[] => {
  const counts = Object.entries(commands).sort(([, a], [, b]) => b - a)
  const all = counts.reduce((sum, [, count]) => sum + count, 0)
  return [
    name,
    short(all / times),
    counts.map(([command, count]) => `${short(count / times)} ${command}`).join(', '),
    ...[receivedBytes / 1e3, sentBytes / 1e3, cpuMs, memoryBytes / 1e3].map((value) => digits(value / times)),
  ]
}

const short = (value: number) => String(Number(value.toFixed(1)))

type Pair = readonly [first: Server, second: Server]

/** Runs something over two processes of one Redis. */
async function withPair<R>(
  world: WorldName,
  run: (pair: Pair, redis: RedisServer, aws: Aws) => Promise<R>,
): Promise<R> {
  const aws = await startAws({ world })
  const redis = await startRedis()
  const peers = [sharing(redis.url(), 'first'), sharing(redis.url(), 'second')]
  return withServers(peers, aws, ([first, second]) => run([first, second] as Pair, redis, aws)).finally(async () => {
    await redis.stop()
    await aws.stop()
  })
}

const answers = (name: string, world: WorldName, question: Question): Promise<string[][]> =>
  withPair(world, async ([first, second], redis) => {
    const { memoryBytes: empty } = await redis.during(async () => undefined)
    const filled = await redis.during(async () => {
      await first.ask(question)
      await redis.settled()
    })
    const found = await redis.during(() => second.ask(question))
    await sleep(EXPIRY_MS)
    await first.ask(question)
    await redis.settled()
    const again = await redis.during(() => second.ask(question))
    return [
      row(`${name}, read from AWS and stored`, { ...filled, memoryBytes: filled.memoryBytes - empty }),
      row(`${name}, found`, { ...found, memoryBytes: 0 }),
      row(`${name}, found again a second later: what can still change`, { ...again, memoryBytes: 0 }),
    ]
  })

/** A deployment that changes every second, watched at both processes. */
const updates = (count: number): Promise<string[][]> =>
  withPair({ rolling: LIVE_TARGETS }, async (servers, redis) => {
    const question = { query: liveDocuments('large').subscription, variables: { deploymentId: fleetId(0) } }
    const crowds = servers.map(({ url }) => crowdOf(1, overEvents, url, question))
    try {
      const reach = async (updates: number) =>
        (await Promise.all(crowds.map(({ reach }) => reach(updates)))).reduce((sum, one) => sum + one, 0)
      const had = await reach(2)
      let sent = 0
      const use = await redis.during(async () => {
        sent = (await reach(2 + count)) - had
      })
      const name = `an update of ${LIVE_TARGETS} targets, watched at both processes, for each of them`
      return [row(name, { ...use, memoryBytes: 0 }, sent)]
    } finally {
      for (const { close } of crowds) close()
    }
  })
