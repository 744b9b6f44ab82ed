import { deploymentOf } from '../../src/emulator/codedeploy/deployment-record.ts'
import type { World } from '../../src/emulator/world.ts'
import { as, CALLERS_AUTH } from '../auth/callers.ts'
import { company, DEMO_LOCATIONS } from '../federation/company.ts'
import { subscribe } from '../live/event-client.ts'
import { DEPLOYMENT, idOf, nextAtOf } from '../live/live-gateway.ts'
import { ManualTimers } from '../live/manual-timers.ts'
import { deploymentEvent, message, QUEUE, withQueues } from '../live/push/push-world.ts'
import { type Gateway, NOW, type Options } from '../support/gateway.ts'
import { until } from '../support/until.ts'
import { sum } from './gateways.ts'
import {
  arriving,
  callsOf,
  changingWorld,
  leastOf,
  more,
  rolling,
  startWatched,
  TARGETS,
  type Watching,
  watch,
  watchAll,
} from './live-replicas.ts'
import { describeWithRedis, type RedisServer, redisServer } from './redis-server.ts'

const DEPLOYMENTS = 25
// Intervals are of two seconds and more, and a busy machine measures several times.
const LONG_MS = 400_000
const at = (second: number) => new Date(NOW + 1000 * second)

const deploymentsOf = ({ updates }: Watching) => updates.map(({ data }) => data.codeDeployDeployment)
const asOfs = (watching: Watching): number[] => deploymentsOf(watching).map(({ asOf }) => Date.parse(asOf))

describeWithRedis('live updates of gateways that share a Redis', () => {
  let redis: RedisServer
  let running: Awaited<ReturnType<typeof startWatched>> | undefined
  const watchers: { close: () => void }[] = []
  const watching = async <W extends { close: () => void }>(begun: Promise<W[]>): Promise<W[]> => {
    const all = await begun
    watchers.push(...all)
    return all
  }
  beforeAll(async () => {
    redis = await redisServer()
    await redis.start()
  })
  afterEach(async () => {
    await stop()
    await redis.client().flushall()
  })
  afterAll(() => redis.stop())
  const start = async (count: number, options: Options = {}) => {
    running = await startWatched(count, { redisUrl: redis.url, ...options })
    return running
  }
  const stop = async () => {
    for (const { close } of watchers.splice(0)) close()
    await running?.stop()
    running = undefined
  }
  // Not that of throttles, which has a name.
  const channels = async () => (await redis.client().call('pubsub', 'channels', 'deploygraph:[0-9]*')) as string[]

  test(
    'cost the AWS calls of one gateway, while each of three has watchers of the same 25 deployments',
    async () => {
      const watchersOf = async (gateways: number) => {
        const { watched, calls } = await start(gateways, { world: changingWorld(DEPLOYMENTS) })
        const all = await watching(watchAll(watched, DEPLOYMENTS))
        const cost = async () => {
          calls()
          await more(all, 4)
          return sum(calls())
        }
        return { all, cost }
      }
      const alone = await (await watchersOf(1)).cost()
      await stop()
      const { all, cost } = await watchersOf(3)
      expect(await leastOf(cost, 1.5 * alone + 2)).toBeLessThanOrEqual(1.5 * alone + 2)
      for (const one of all) {
        const states = deploymentsOf(one)
        for (const [index, { asOf, nextAt, deployment }] of states.entries()) {
          const previous = states[index - 1]
          expect(Date.parse(nextAt)).toBeGreaterThanOrEqual(Date.parse(asOf))
          if (!previous) continue
          expect(Date.parse(asOf)).toBeGreaterThanOrEqual(Date.parse(previous.asOf))
          expect(deployment.overview.succeeded).toBeGreaterThanOrEqual(previous.deployment.overview.succeeded)
          // The state is that of the moment at which AWS was asked, whichever process did.
          expect(deployment.overview.succeeded).toBeGreaterThanOrEqual(Math.floor((Date.parse(asOf) - NOW) / 1000))
        }
      }
    },
    LONG_MS,
  )

  test(
    'of different deployments at three gateways are read in common calls',
    async () => {
      const watchersOf = async (gateways: number) => {
        const { watched, calls } = await start(gateways, { world: changingWorld(DEPLOYMENTS) })
        const ids = Array.from({ length: DEPLOYMENTS }, (_, number) => idOf(number))
        const begun = ids.map((id, index) => watch(watched[index % gateways] as Gateway, DEPLOYMENT, { id }))
        const all = await watching(Promise.all(begun))
        await more(all, 2)
        return async () => {
          calls()
          await more(all, 5)
          return sum(calls())
        }
      }
      const alone = await (await watchersOf(1))()
      await stop()
      expect(await leastOf(await watchersOf(3), 1.5 * alone + 2)).toBeLessThanOrEqual(1.5 * alone + 2)
    },
    LONG_MS,
  )

  test('show the targets that have changed, and the end, whichever process has read them', async () => {
    const began = { at: Number.POSITIVE_INFINITY }
    const { watched, clock } = await start(3, { world: rolling(began) })
    const query = `subscription { codeDeployDeployment(deploymentId: "${idOf(0)}") { asOf nextAt deployment { rawStatus }
      changedTargets { ... on InstanceTarget { targetId status } } } }`
    const all = await watching(Promise.all(watched.map((gateway) => watch(gateway, query))))
    await until(() => all.every(({ updates }) => updates.length > 0))
    began.at = clock()
    await until(() => all.every(({ isComplete }) => isComplete))
    for (const one of all) {
      const states = deploymentsOf(one)
      expect(states.at(-1)).toMatchObject({ nextAt: null, deployment: { rawStatus: 'Succeeded' } })
      const last = new Map(states.flatMap((state) => state.changedTargets).map((of) => [of.targetId, of.status]))
      expect(last).toEqual(new Map(TARGETS.map((targetId) => [targetId, 'SUCCEEDED'])))
    }
  })

  test(
    'go on within three intervals when the process that reads for all is stopped',
    async () => {
      const { watched, leave } = await start(4, { world: changingWorld() })
      const all = await watching(watchAll(watched, 1))
      const longest: number[] = []
      while (watched.length > 1) {
        const before = await Promise.all(watched.map((gateway) => callsOf(gateway, 'BatchGetDeployments')))
        await more(all, 2)
        const after = await Promise.all(watched.map((gateway) => callsOf(gateway, 'BatchGetDeployments')))
        const made = after.map((count, index) => count - (before[index] ?? 0))
        const leader = made.indexOf(Math.max(...made))
        const [gateway] = watched.splice(leader, 1)
        const [own] = all.splice(leader, 1)
        own?.close()
        if (gateway) await leave(gateway)
        const last = all.map(({ updates }) => updates.at(-1))
        await more(all, 1)
        const intervals = all.map((one, index) => {
          const before = Date.parse(last[index].data.codeDeployDeployment.asOf)
          const next = asOfs(one).find((asOf) => asOf > before) ?? Number.NaN
          return (next - before) / (nextAtOf(last[index]) - before)
        })
        longest.push(Math.max(...intervals))
      }
      // On a busy machine any may take longer: the least counts, of the watcher that waits longest.
      expect(longest).toHaveLength(3)
      expect(Math.min(...longest)).toBeLessThanOrEqual(3)
      for (const { updates } of all)
        expect(updates.filter(({ errors, extensions }) => errors || extensions)).toEqual([])
    },
    LONG_MS,
  )

  test(
    'cost more calls, and nothing else, while processes do not hear each other',
    async () => {
      const { watched, calls } = await start(2, { world: changingWorld() })
      const all = await watching(watchAll(watched, 1))
      await redis.client().acl('SETUSER', 'default', 'resetchannels')
      calls()
      await more(all, 3)
      const apart = sum(calls())
      await redis.client().acl('SETUSER', 'default', 'allchannels')
      expect(apart).toBeGreaterThanOrEqual(3)
      // In the end one reads for both again.
      await until(async () => {
        calls()
        await more(all, 3)
        return sum(calls()) <= 4
      })
      for (const { updates } of all)
        expect(updates.filter(({ errors, extensions }) => errors || extensions)).toEqual([])
    },
    LONG_MS,
  )

  test(
    'of the feed cost the AWS calls of one gateway, and tell each process the same changes',
    async () => {
      const feed = 'subscription { activity(filter: { services: [CODEDEPLOY] }) { change asOf activity { id } } }'
      const watchersOf = async (gateways: number) => {
        const { watched, calls } = await start(gateways, { world: arriving })
        const all = await watching(Promise.all(watched.map((gateway) => watch(gateway, feed))))
        await until(() => all.every(({ updates }) => updates.some(({ data }) => data.activity.change === 'SYNCED')))
        const seen = ({ updates }: Watching) =>
          new Set(updates.flatMap(({ data }) => (data.activity.activity?.id as string | undefined) ?? []))
        const cost = async () => {
          calls()
          const before = all.map((one) => seen(one).size)
          await until(() => all.every((one, index) => seen(one).size >= (before[index] ?? 0) + 10))
          return sum(calls())
        }
        return { cost, seen: () => all.map((one) => [...seen(one)].sort().slice(0, 10)) }
      }
      const alone = await (await watchersOf(1)).cost()
      await stop()
      const { cost, seen } = await watchersOf(3)
      expect(await leastOf(cost, 1.5 * alone + 4)).toBeLessThanOrEqual(1.5 * alone + 4)
      const [first, ...others] = seen()
      for (const one of others) expect(one).toEqual(first)
    },
    LONG_MS,
  )

  test('are immediate in all processes, although an event of a queue goes to one of them', async () => {
    const ready = {
      ...{ deploymentId: idOf(0), createTime: at(-60), status: 'Ready' as const },
      blueGreenDeploymentConfiguration: { deploymentReadyOption: { actionOnTimeout: 'STOP_DEPLOYMENT' as const } },
    }
    const world: World = (_, now) => ({
      codedeploy: { deployments: [deploymentOf({ ...ready, status: now < NOW + 4_000 ? 'Ready' : 'InProgress' })] },
    })
    const { watched } = await start(3, {
      world: withQueues(world, { deploygraph: [message(4, deploymentEvent())] }),
      eventsQueueUrl: [QUEUE],
    })
    const all = await watching(watchAll(watched, 1))
    await more(all, 1)
    for (const one of all) {
      const [first, second] = deploymentsOf(one)
      expect(second.deployment.rawStatus).toBe('InProgress')
      expect(Date.parse(second.asOf)).toBeLessThan(Date.parse(first.nextAt) - 10_000)
    }
  })

  test('of a location that a caller may not see do not reach it, whatever other processes watch', async () => {
    const { watched } = await start(2, { world: company(), locations: DEMO_LOCATIONS, auth: CALLERS_AUTH })
    const [one, other] = watched
    const query = 'subscription { codeDeployDeployment(deploymentId: "d-000000001") { deployment { deploymentId } } }'
    const seeing = await subscribe(one?.url ?? '', query, {}, { headers: as('all') })
    expect(await seeing.update()).toMatchObject({ data: { codeDeployDeployment: {} } })
    const blind = await subscribe(other?.url ?? '', query, {}, { headers: as('abroad') })
    expect(await blind.update()).toMatchObject({ errors: [{ extensions: { code: 'NOT_FOUND' } }] })
    const feed = 'subscription { activity { change activity { location { name } } problems { code } } }'
    const seen = await subscribe(one?.url ?? '', feed, {}, { headers: as('all') })
    const hidden = await subscribe(other?.url ?? '', feed, {}, { headers: as('abroad') })
    expect((await seen.update()).errors).toBeUndefined()
    expect(await hidden.update()).toMatchObject({ data: { activity: { change: 'SYNCED' } } })
    for (const { close } of [seeing, blind, seen, hidden]) close()
  })

  test('are listened to while somebody watches, and at no other time', async () => {
    const { join } = await start(0, { world: changingWorld() })
    const timers = new ManualTimers()
    const gateway = await join({ redisUrl: redis.url, gatewayTimers: timers })
    expect(await channels()).toEqual([])
    const one = await watch(gateway, DEPLOYMENT, { id: idOf(0) })
    const feed = await watch(gateway, 'subscription { activity { change } }')
    await until(async () => (await channels()).length > 1)
    for (const { close } of [one, feed]) close()
    // It is read for ten more seconds.
    await until(async () => {
      timers.advance(1_000)
      return timers.pending === 0 && (await channels()).length === 0
    })
  })

  test('go on whatever is said in the channels', async () => {
    const { watched } = await start(2, { world: changingWorld() })
    const all = await watching(watchAll(watched, 1))
    await until(async () => (await channels()).length > 0)
    const things = [{ id: 'no such thing', nextMs: 1 }]
    const words = [
      ...[
        '',
        'null',
        '[]',
        '{',
        '[1,2,3]',
        '["other"]',
        '["other","yesterday",{}]',
        '["other",1e300,{"ageMs":0,"things":[]}]',
      ],
      ...[null, 7, {}, { ageMs: -1, things }, { ageMs: 0, things: [{ id: 7 }] }, { ageMs: 0, things: 'none' }].map(
        (body) => JSON.stringify(['other', Date.now(), body]),
      ),
      JSON.stringify(['other', Date.now() + 1e6, { ageMs: 0, things }]),
    ]
    for (const channel of await channels()) for (const word of words) await redis.client().publish(channel, word)
    await more(all, 2)
    for (const { updates } of all) expect(updates.filter(({ errors, extensions }) => errors || extensions)).toEqual([])
  })
})
