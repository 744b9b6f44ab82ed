import { setTimeout as sleep } from 'node:timers/promises'
import { type Aws, startAws } from '../aws.ts'
import { callsSince } from '../measure.ts'
import { AS_IT_COMES } from '../peers.ts'
import { lacksRedis, type RedisServer, startRedis } from '../redis.ts'
import { type Replicas, sharing, startReplicas } from '../replicas.ts'
import { type Options, type Scenario, sized } from '../scenario.ts'
import { median } from '../statistics.ts'
import { digits, table } from '../table.ts'
import { NEWEST } from './overview.ts'
import { byLocations } from './processes.locations.ts'
import { heldByOne } from './processes.memory.ts'
import { CLIENTS, DELAY_MS, TARGETS } from './replicas.crowd.ts'
import { wholeFleet } from './w1.ts'

const COUNTS = [1, 2, 4, 8]
const ROUNDS = 5
const WARM_UP = 60
const POLLING = { clients: 100, seconds: 10 }

interface Row {
  count: number
  isSharing: boolean
  /** The calls of each crowd. */
  calls: number[]
  /** The CPU of the gateways and of Redis for each client of each crowd, in milliseconds. */
  cpuMs: number[]
  redisMs: number[]
  /** The same for clients that poll: AWS calls in a second, CPU of the gateways for each answer. */
  polled: { callsPerSecond: number; cpuMs: number }
}

export const processes: Scenario = {
  name: 'processes',
  title: `Processes: ${CLIENTS} clients of 1 to 8 processes`,
  once: true,
  lacks: lacksRedis,
  run: async (options) => {
    const rows: Row[] = []
    for (const count of COUNTS)
      for (const isSharing of [false, true]) rows.push(await measured(count, isSharing, options))
    const name = ({ count, isSharing }: Row) => `${count} ${isSharing ? 'with' : 'without'} Redis`
    const callsOf = ({ calls }: Row) => [...new Set([Math.min(...calls), Math.max(...calls)])].join('–')
    const most = (of: number, isSharing: boolean) =>
      median(rows.find((row) => row.count === of && row.isSharing === isSharing)?.calls ?? [])
    return {
      text: [
        `A crowd: ${CLIENTS} equal clients at once, a deployment to ${TARGETS} instances that nobody has read, ${DELAY_MS} ms per AWS call`,
        table(
          ['processes', 'AWS calls', 'CPU ms for each client', 'of Redis'],
          rows.map((row) => [name(row), callsOf(row), digits(median(row.cpuMs)), digits(median(row.redisMs))]),
        ),
        `Dashboards: ${POLLING.clients} clients, each of which reads the newest 50 deployments of two regions once a second`,
        table(
          ['processes', 'AWS calls per second', 'CPU ms for each answer'],
          rows.map((row) => [name(row), digits(row.polled.callsPerSecond), digits(row.polled.cpuMs)]),
        ),
        await byLocations(options),
        await heldByOne(options),
      ].join('\n\n'),
      claims: [
        {
          text: 'AWS calls of a crowd over 8 processes with Redis − over one',
          goal: { most: 1 },
          value: most(8, true) - most(1, false),
        },
      ],
    }
  },
}

async function measured(count: number, isSharing: boolean, options: Options): Promise<Row> {
  const redis = isSharing ? await startRedis() : undefined
  const peer = redis ? sharing(redis.url()) : AS_IT_COMES
  const fleets = Array.from({ length: 1 + ROUNDS }, () => sized(options, TARGETS))
  try {
    const crowd = await over(
      { world: { fleets }, delayMs: DELAY_MS },
      (aws) => startReplicas(count, peer, aws),
      (...both) => crowds(...both, redis, options),
    )
    const polled = await over(
      { world: 'demo' },
      (aws) => startReplicas(count, peer, aws),
      (...both) => polls(...both, options),
    )
    return { count, isSharing, ...crowd, polled }
  } finally {
    await redis?.stop()
  }
}

/** Runs something over an AWS and processes that read it. */
async function over<R>(
  world: Parameters<typeof startAws>[0],
  start: (aws: Aws) => Promise<Replicas>,
  run: (group: Replicas, aws: Aws) => Promise<R>,
): Promise<R> {
  const aws = await startAws(world)
  const group = await start(aws)
  try {
    return await run(group, aws)
  } finally {
    await group.stop()
    await aws.stop()
  }
}

async function crowds(group: Replicas, aws: Aws, redis: RedisServer | undefined, { smoke }: Options) {
  for (let time = 0; time < (smoke ? 1 : WARM_UP); time++)
    await Promise.all(group.all.map(({ ask }) => ask(wholeFleet(0))))
  const row = { calls: [] as number[], cpuMs: [] as number[], redisMs: [] as number[] }
  for (let round = 1; round <= (smoke ? 1 : ROUNDS); round++) {
    await aws.calls()
    const { cpuMs: before } = await group.usage()
    const ask = () => Promise.all(Array.from({ length: CLIENTS }, () => group.ask(wholeFleet(round))))
    const use = redis ? await redis.during(ask) : await ask().then(() => undefined)
    const { cpuMs: after } = await group.usage()
    row.calls.push(await callsSince(aws))
    row.cpuMs.push((after - before) / CLIENTS)
    row.redisMs.push((use?.cpuMs ?? 0) / CLIENTS)
  }
  return row
}

/** Clients that poll, their polls spread over the second. */
async function polls(group: Replicas, aws: Aws, { smoke }: Options) {
  const { clients } = POLLING
  const seconds = smoke ? 1 : POLLING.seconds
  const poll = async (index: number, times: number) => {
    await sleep((1000 * index) / clients)
    for (let time = 0; time < times; time++) await Promise.all([group.ask(NEWEST), sleep(1000)])
  }
  const all = (times: number) => Promise.all(Array.from({ length: clients }, (_, index) => poll(index, times)))
  if (!smoke) await all(5) // warms up
  await aws.calls()
  const { cpuMs: before } = await group.usage()
  const start = performance.now()
  await all(seconds)
  const elapsed = (performance.now() - start) / 1000
  const { cpuMs: after } = await group.usage()
  return { callsPerSecond: (await callsSince(aws)) / elapsed, cpuMs: (after - before) / (clients * seconds) }
}
