import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { DEPLOYMENT, idOf } from '../../live/live-gateway.ts'
import type { Gateway } from '../../support/gateway.ts'
import { until } from '../../support/until.ts'
import type { Replicas } from '../gateways.ts'
import { changingWorld, startWatched, type Watching, watch } from '../live-replicas.ts'
import { describeWithRedis, type RedisServer, RIGHTS, redisServer, slowProxy } from '../redis-server.ts'

const PASSWORD = 'a-password-of-this-test'
// Redis is tried again after each.
const PAUSE_MS = 3_000
const SLOWLY = 300_000

// Those of the client itself: without them it does not connect at all.
const OF_THE_CLIENT = ['-@all', '+@connection', '+info']
// Used when a gateway or a watcher leaves, when Redis has lost its scripts, with 2,000 documents, and for locks, which end without it.
const SELDOM_USED = ['+del', '+zrem', '+unsubscribe', '+eval', '+zpopmin']
// What is done when AWS or another process is slow.
const SELDOM = ['store late answers', 'remove an answer', 'unlock answers']

interface Line {
  msg: string
  reason?: string
  use?: string
  purpose?: string
}

const REFUSED = 'Redis refuses this gateway'
const NO_RIGHT = /NOPERM|ACL failure|executing the script can't/
const isLoss = ({ msg }: Line) => /^(?:Redis is not used|Messages of other gateways are not heard)$/.test(msg)
const isReturn = ({ msg }: Line) => / again$/.test(msg)

describeWithRedis('a gateway whose user of Redis lacks a right', () => {
  let redis: RedisServer
  let replicas: Replicas
  let proxy: Awaited<ReturnType<typeof slowProxy>> | undefined
  const watchers: Watching[] = []
  beforeEach(async () => {
    redis = await redisServer('--databases', '64')
    await redis.start()
    const options = { codedeployCacheSeconds: 0, redisFinalSeconds: 0, ratePerSecond: 1_000 }
    replicas = await startWatched(0, { world: changingWorld(), ...options })
  })
  afterEach(async () => {
    for (const { close } of watchers.splice(0)) close()
    await replicas.stop()
    proxy?.stop()
    await redis.stop()
  })
  const setUser = (user: string, rights: readonly string[]) =>
    redis.client().call('acl', ['setuser', user, 'reset', 'on', `>${PASSWORD}`, ...rights])

  /** A gateway with a user and a database of its own that uses each command, and what it logs about Redis. */
  const start = async (number: number, { url } = redis as { url: string }) => {
    const user = `gateway-${number}`
    await setUser(user, RIGHTS)
    const lines: Line[] = []
    const gateway = await replicas.join({
      redisUrl: `${url.replace('//', `//${user}:${PASSWORD}@`)}/${number}`,
      log: (line) => {
        const parsed: Line = JSON.parse(line)
        if (/^(?:Redis|Messages of other gateways) /.test(parsed.msg)) lines.push(parsed)
      },
    })
    watchers.push(await watch(gateway, DEPLOYMENT, { id: idOf(0) }))
    return { user, lines, gateway }
  }
  /** Reads what nobody has read, by a document that nobody has registered. */
  const use = async (gateway: Gateway) => {
    const id = `d-${Math.random().toString(36).slice(2, 11).padEnd(9, '0').toUpperCase()}`
    const query = `{ codeDeployDeployment(deploymentId: "${id}") { status } }`
    const extensions = { persistedQuery: { version: 1, sha256Hash: createHash('sha256').update(query).digest('hex') } }
    const post = async (body: object) => {
      const answer = await fetch(`${gateway.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
      return answer.json()
    }
    expect(await post({ extensions })).toMatchObject({ errors: [{ message: 'PersistedQueryNotFound' }] })
    expect(await post({ query, extensions })).toEqual({ data: { codeDeployDeployment: null } })
  }

  test(
    'says so once, whichever it is, and that Redis is used again when it has the right again',
    async () => {
      const all: (Awaited<ReturnType<typeof start>> & { right: string })[] = []
      for (const right of RIGHTS.filter((one) => !OF_THE_CLIENT.includes(one)))
        all.push({ right, ...(await start(all.length)) })
      const useAllUntil = (condition: () => boolean) =>
        until(async () => {
          await Promise.all(all.map(({ gateway }) => use(gateway)))
          await sleep(300)
          return condition()
        })
      await useAllUntil(() => true)
      for (const { lines } of all) lines.length = 0
      for (const { user, right } of all)
        await setUser(
          user,
          RIGHTS.filter((one) => one !== right),
        )
      await useAllUntil(() => all.every(({ right, lines }) => SELDOM_USED.includes(right) || lines.some(isLoss)))
      const since = performance.now()
      await useAllUntil(() => performance.now() - since > 3.5 * PAUSE_MS)
      for (const { right, lines } of all) {
        const losses = lines.filter(isLoss).map(({ msg, use, purpose }) => [msg, use, purpose].join(' '))
        const reasons = lines.filter(({ msg }) => msg === REFUSED).map(({ reason }) => reason)
        const once = { losses: [...new Set(losses)], returns: [], reasons: [...new Set(reasons)] }
        expect({ right, losses, returns: lines.filter(isReturn), reasons }).toEqual({ right, ...once })
        if (!SELDOM_USED.includes(right)) expect(reasons.join()).toMatch(NO_RIGHT)
      }
      for (const { user } of all) await setUser(user, RIGHTS)
      const isOften = ({ purpose = '' }: Line) => !SELDOM.includes(purpose)
      await useAllUntil(() =>
        all.every(({ lines }) => {
          const changes = lines.filter(isOften)
          return changes.filter(isReturn).length === changes.filter(isLoss).length
        }),
      )
    },
    SLOWLY,
  )

  test(
    'names it also if the right is lost during an outage',
    async () => {
      proxy = await slowProxy(redis.port)
      const { state } = proxy
      const { user, lines, gateway } = await start(0, proxy)
      const useUntil = (condition: () => boolean) =>
        until(async () => {
          await use(gateway)
          return condition()
        })
      state.isCut = true
      await useUntil(() => lines.some(({ use, msg }) => use === 'writes' && msg === 'Redis is not used'))
      expect(lines.filter(({ msg }) => msg === REFUSED)).toEqual([])
      await setUser(
        user,
        RIGHTS.filter((right) => right !== '+set'),
      )
      state.isCut = false
      await useUntil(() => lines.some(({ purpose }) => purpose === 'lock answers'))
      const reasons = new Set(lines.filter(({ msg }) => msg === REFUSED).map(({ reason }) => reason))
      expect([...reasons]).toEqual([expect.stringMatching(NO_RIGHT)])
    },
    SLOWLY,
  )
})
