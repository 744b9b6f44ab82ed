import { setTimeout as sleep } from 'node:timers/promises'
import { startAws } from '../aws.ts'
import { liveDocuments } from '../documents.ts'
import { withServers } from '../measure.ts'
import { AS_IT_COMES, MERCURIUS, type Peer, type Question, type Server, YOGA } from '../peers.ts'
import type { Options, Scenario } from '../scenario.ts'
import { median } from '../statistics.ts'
import { digits, table } from '../table.ts'
import { crowdOf, overEvents, overWebSocket, type Watch } from '../watch-client.ts'
import { fleetId } from '../worlds.ts'

const TARGETS = 25
const INTERVAL_MS = 2_000 // of a deployment that changes
const SETTLE_MS = 200

// A further watcher needs at most this share of a further client that polls.
const SHARE = 1 / 50

/** The CPU of a server for one update, or one interval of polling, of all clients, in milliseconds. */
type Cost = (server: Server, clients: number) => Promise<number>

interface Way {
  peer: Peer
  how: string
  /** How many clients there are instead of one. The gateway refuses many more that come at once. */
  clients: number
  cost: (size: 'small' | 'large', amount: number) => Cost
  /** The updates or intervals of one measurement. */
  times: number
}

const variables = { deploymentId: fleetId(0) }
const questionOf = (size: 'small' | 'large'): Question => ({ query: liveDocuments(size).query, variables })

const watched =
  (watch: Watch): Way['cost'] =>
  (size, updates) =>
  async (server, clients) => {
    const question = { query: liveDocuments(size).subscription, variables }
    const crowd = crowdOf(clients, watch, server.url, question)
    try {
      // The first updates are sent as the streams are opened.
      const had = await crowd.reach(2)
      return await costOf(server, async () => (await crowd.reach(Math.floor(had) + updates)) - had)
    } finally {
      crowd.close()
    }
  }

/** Clients that poll, their polls spread over the interval. */
const polled: Way['cost'] = (size, intervals) => async (server, clients) => {
  const question = questionOf(size)
  const poll = async (index: number) => {
    await sleep((index * INTERVAL_MS) / clients)
    for (let time = 0; time < intervals; time++)
      await Promise.all([server.ask(question), time < intervals - 1 && sleep(INTERVAL_MS)])
  }
  await server.ask(question)
  return costOf(server, async () => {
    await Promise.all(Array.from({ length: clients }, (_, index) => poll(index)))
    return intervals
  })
}

/** The CPU of a server while something is done, by how often it was done. */
async function costOf(server: Server, work: () => Promise<number>): Promise<number> {
  await sleep(SETTLE_MS)
  const { cpuMs: before } = await server.usage()
  const times = await work()
  await sleep(SETTLE_MS)
  const { cpuMs: after } = await server.usage()
  return (after - before) / times
}

const own = (peer: Peer): Peer => ({ ...peer, args: [...(peer.args ?? []), '--watched'] })
const WAYS: Way[] = [
  { peer: AS_IT_COMES, how: 'polled', clients: 200, cost: polled, times: 3 },
  { peer: AS_IT_COMES, how: 'server-sent events', clients: 200, cost: watched(overEvents), times: 4 },
  { peer: own(YOGA), how: 'server-sent events', clients: 200, cost: watched(overEvents), times: 4 },
  { peer: own(MERCURIUS), how: 'WebSocket', clients: 200, cost: watched(overWebSocket), times: 4 },
]

/** The CPU of each round: with one client, and for each further one. */
interface Row {
  way: Way
  alone: number[]
  further: number[]
}

async function measured(servers: readonly Server[], size: 'small' | 'large', { rounds = 3, smoke }: Options) {
  const manyOf = ({ clients }: Way) => (smoke ? 3 : clients)
  const rows = WAYS.map((way): Row => ({ way, alone: [], further: [] }))
  const serverOf = ({ peer }: Way) => servers.find(({ name }) => name === peer.name) as Server
  if (!smoke) for (const { way } of rows) await way.cost(size, way.times)(serverOf(way), manyOf(way)) // warms up
  for (let round = 0; round < (smoke ? 1 : rounds); round++) {
    const turn = round % rows.length
    for (const { way, alone, further } of [...rows.slice(turn), ...rows.slice(0, turn)]) {
      const cost = way.cost(size, smoke ? 1 : way.times)
      const many = manyOf(way)
      const [one, all] = [await cost(serverOf(way), 1), await cost(serverOf(way), many)]
      alone.push(one)
      further.push((all - one) / (many - 1))
    }
  }
  return rows
}

export const live: Scenario = {
  name: 'live',
  title: 'Live: an update for one more watcher of a deployment',
  once: true,
  run: async (options) => {
    const aws = await startAws({ world: { rolling: TARGETS } })
    const peers = [...new Map(WAYS.map(({ peer }) => [peer.name, peer])).values()]
    return withServers(peers, aws, async (servers) => {
      const parts: string[] = []
      const claims = []
      for (const size of ['small', 'large'] as const) {
        const answer = await (servers[0] as Server).ask(questionOf(size))
        const rows = await measured(servers, size, options)
        const [polls, updates] = rows.map(({ further }) => median(further))
        const title = `an update of ${(answer.length / 1000).toFixed(1)} kB`
        const header = ['', 'transport', 'CPU ms of one client', 'of each further client', 'min', 'max', 'of a poll']
        const cells = rows.map(({ way, alone, further }) => [
          way.peer.name,
          way.how,
          digits(median(alone)),
          ...[median(further), Math.min(...further), Math.max(...further)].map(digits),
          `1/${((polls as number) / median(further)).toFixed(1)}`,
        ])
        parts.push(`${title[0]?.toUpperCase()}${title.slice(1)}`, table(header, cells))
        const value = (updates as number) / (polls as number)
        claims.push({
          text: `${title}: CPU of a further watcher ÷ a further client that polls`,
          goal: { most: SHARE },
          value,
        })
      }
      return { text: parts.join('\n\n'), claims }
    }).finally(aws.stop)
  },
}
