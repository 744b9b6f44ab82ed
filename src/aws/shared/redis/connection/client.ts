import { Cluster, type ClusterOptions, Redis, type RedisOptions } from 'ioredis'
import type { RedisClient } from '../replies.ts'
import { refusalIn } from './refusal.ts'

export interface RedisSettings {
  /** One URL, or several separated by commas: of the nodes of a Cluster, or of Sentinels. */
  redisUrl: string
  redisCluster: boolean
  /** The name of the master that Sentinels know. */
  redisMaster?: string
  redisSentinelUsername?: string
  redisSentinelPassword?: string
}

export const CONNECT_MS = 2_000
// Of a Sentinel that accepts connections and says nothing, so that the next one is asked while a start waits.
const SENTINEL_MS = CONNECT_MS / 2
const [PORT, SENTINEL_PORT] = [6379, 26379]
const MAX_RECONNECT_MS = 2_000
// A connection on which nothing arrives although something was sent is replaced: a network that comes back after it was
// cut may otherwise take minutes to carry the old one.
const SILENT_MS = 2_000

// Nothing waits for Redis: a command is sent now or fails now.
const OPTIONS: RedisOptions = {
  lazyConnect: true,
  enableOfflineQueue: false,
  autoResendUnfulfilledCommands: false,
  autoResubscribe: false, // ioredis would not catch a refusal; those that listen subscribe again when it is ready
  maxRetriesPerRequest: 0,
  connectTimeout: CONNECT_MS,
  socketTimeout: SILENT_MS,
  retryStrategy: (times) => Math.min(100 * times, MAX_RECONNECT_MS),
  disableClientInfo: true,
}

// Reads that are under way fail with the connection, and a replica can still be read.
const READONLY_PAUSE_MS = 10_000

// ioredis forgets a node whose connection ends, until a command for it is answered MOVED or the slots are read again. The first is not
// enough: a pipeline with TIME, which every node answers, is not repeated. The second it does not do by itself, whatever its
// documentation says.
const SLOTS_MS = 5_000

/** Whether to connect again: a replica was the master until now, and the address may lead to another server by now. */
function reconnecting(): (error: Error) => boolean {
  let last = Number.NEGATIVE_INFINITY
  return ({ message }) => {
    if (!message.startsWith('READONLY') || performance.now() - last < READONLY_PAUSE_MS) return false
    last = performance.now()
    return true
  }
}

/** The servers that REDIS_URL names, and whether they are to speak TLS. */
export function nodesOf({ redisUrl, redisMaster }: Pick<RedisSettings, 'redisUrl' | 'redisMaster'>) {
  const urls = redisUrl.split(',').map((url) => new URL(url))
  const [first] = urls as [URL]
  const nodes = urls.map(({ hostname, port }) => ({
    host: hostname.replace(/^\[|\]$/g, ''),
    port: Number(port || (redisMaster ? SENTINEL_PORT : PORT)),
  }))
  return { first, nodes, isSecure: first.protocol === 'rediss:' }
}

/** The number of the database; a Cluster has one only. */
export const databaseOf = ({ redisUrl, redisCluster }: RedisSettings): number =>
  redisCluster ? 0 : Number(nodesOf({ redisUrl }).first.pathname.slice(1))

export function createRedisClient(settings: RedisSettings): RedisClient {
  const { redisCluster, redisMaster, redisSentinelUsername, redisSentinelPassword } = settings
  const { first, nodes, isSecure } = nodesOf(settings)
  const options: RedisOptions = {
    ...OPTIONS,
    reconnectOnError: reconnecting(),
    ...(first.username && { username: decodeURIComponent(first.username) }),
    ...(first.password && { password: decodeURIComponent(first.password) }),
    ...(isSecure && { tls: {} }),
    ...(!redisCluster && { db: databaseOf(settings) }),
  }
  if (redisCluster) {
    const { lazyConnect, enableOfflineQueue, retryStrategy, ...redisOptions } = options
    const cluster: ClusterOptions = {
      ...{ lazyConnect, enableOfflineQueue, clusterRetryStrategy: (times) => Math.min(100 * times, MAX_RECONNECT_MS) },
      redisOptions,
      slotsRefreshInterval: SLOTS_MS,
      ...(isSecure && { dnsLookup: (address, callback) => callback(null, address) }), // certificates name hosts, not addresses
    }
    return new Cluster(nodes, cluster)
  }
  if (!redisMaster) return new Redis({ ...options, ...nodes[0] })
  return new Redis({
    ...options,
    ...{
      sentinels: nodes,
      name: redisMaster,
      ...(redisSentinelUsername && { sentinelUsername: redisSentinelUsername }),
      ...(redisSentinelPassword && { sentinelPassword: redisSentinelPassword }),
      sentinelCommandTimeout: SENTINEL_MS,
      sentinelRetryStrategy: (times) => Math.min(100 * times, MAX_RECONNECT_MS),
    },
    ...(isSecure && { sentinelTLS: {}, enableTLSForSentinelMode: true }),
  })
}

/** Why a client is not connected, if it is not: commands that are not sent for that do not know the reason. */
export function lastErrorOf(client: RedisClient): () => Error | undefined {
  let last: Error | undefined
  client.on('close', () => {
    last ??= new Error('the connection was closed')
  })
  client.on('error', (error: Error) => {
    last = error
  })
  client.on('ready', () => {
    last = undefined
  })
  return () => last
}

/** Reports that Redis, which was in use, accepts a client no longer: once for each time that it is disconnected. */
export function watchRefusals(client: RedisClient, onRefusal: (refusal: Error) => void): void {
  let isKnown = false
  client.on('error', (error: Error) => {
    const refusal = refusalIn([error])
    if (!refusal || isKnown) return
    isKnown = true
    onRefusal(refusal)
  })
  client.on('ready', () => {
    isKnown = false
  })
}
