import { startAws } from '../aws.ts'
import { interleave, withServers } from '../measure.ts'
import { DEPLOYGRAPH, LOOP, type Server } from '../peers.ts'
import { lacksRedis, type RedisServer, startRedis } from '../redis.ts'
import { sharing } from '../replicas.ts'
import {
  amounts,
  compareAnswers,
  compared,
  medianOf,
  type Options,
  type Report,
  type Scenario,
  sized,
} from '../scenario.ts'
import { costs } from '../table.ts'
import { crowdOverReplicas } from './replicas.crowd.ts'
import { redisUses } from './replicas.redis.ts'
import { wholeFleet } from './w1.ts'

// A process remembers the targets of about 10 such deployments: by the time that it is asked for one again, it has forgotten it.
const FLEETS = 24

// The databases of Redis.
const [OF_BOTH, OF_THE_FIRST] = [0, 1]

export const replicas: Scenario = {
  name: 'replicas',
  title: 'Replicas: three processes over one AWS and one Redis',
  lacks: lacksRedis,
  run: async (options) => {
    const redis = await startRedis()
    try {
      const reports = [await secondProcess(options, redis), await crowdOverReplicas(options), await redisUses(options)]
      return { text: reports.map(({ text }) => text).join('\n\n'), claims: reports.flatMap(({ claims }) => claims) }
    } finally {
      await redis.stop()
    }
  },
}

/** W1 in a process that finds everything in Redis, and in one that finds nothing there. */
async function secondProcess(options: Options, redis: RedisServer): Promise<Report> {
  const aws = await startAws({ world: { fleets: Array.from({ length: FLEETS }, () => sized(options, 1000)) } })
  const second = sharing(redis.url(OF_BOTH), 'deploygraph, the second process')
  const first = sharing(redis.url(OF_THE_FIRST), 'deploygraph, the first process')
  const another = sharing(redis.url(OF_BOTH), 'another process')
  return withServers([another], aws, async ([filler]) => {
    for (let n = 0; n < FLEETS; n++) await filler?.ask(wholeFleet(n))
    await redis.settled(OF_BOTH)
    return withServers([second, first, DEPLOYGRAPH, LOOP], aws, async (servers) => {
      const answer = await compareAnswers(servers, wholeFleet(0))
      const asked = new Map<Server, number>()
      const work = async (server: Server) => {
        const n = (asked.get(server) ?? 1) % FLEETS
        asked.set(server, n + 1)
        if (server.name === first.name) await redis.flush(OF_THE_FIRST)
        await server.ask(wholeFleet(n))
      }
      const plan = amounts(options, { warmUp: 120, rounds: 9, times: 12 })
      const measured = await interleave(servers, aws, { ...plan, work })
      return {
        text: [
          `W1, every field, of ${FLEETS} deployments in turn, more than a process remembers. The first process finds an empty Redis and stores what it reads; the second finds everything there.`,
          costs(measured, { against: LOOP.name, answer }),
        ].join('\n\n'),
        claims: [
          compared(measured, [second, LOOP], { most: 0.3 }),
          { text: 'AWS calls of the second process', goal: { most: 0 }, value: medianOf(measured, second, 'calls') },
        ],
      }
    })
  }).finally(aws.stop)
}
