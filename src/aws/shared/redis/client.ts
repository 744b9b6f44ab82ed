import { Cluster, type ClusterOptions, Redis, type RedisOptions } from 'ioredis'
import { answersOf, type RedisClient } from './replies.ts'
import { LUA_NOW, luaOnly, scriptOf } from './script.ts'

export interface RedisSettings {
  /** One URL, or several separated by commas: of the nodes of a Cluster, or of Sentinels. */
  redisUrl: string
  redisCluster: boolean
  /** The name of the master that Sentinels know. */
  redisMaster?: string
}

/** Redis can be reached, and does not accept this gateway. The message is for operators and has no credentials. */
export class RedisRefusal extends Error {
  override name = 'RedisRefusal'
}

const CONNECT_MS = 2_000
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
  // A replica, which was the master until now: the address may lead to another server by now.
  reconnectOnError: ({ message }) => message.startsWith('READONLY'),
  disableClientInfo: true,
}

/** The servers that REDIS_URL names, and whether they are to speak TLS. */
export function nodesOf({ redisUrl }: Pick<RedisSettings, 'redisUrl'>) {
  const urls = redisUrl.split(',').map((url) => new URL(url))
  const [first] = urls as [URL]
  const nodes = urls.map(({ hostname, port }) => ({
    host: hostname.replace(/^\[|\]$/g, ''),
    port: Number(port || 6379),
  }))
  return { first, nodes, isSecure: first.protocol === 'rediss:' }
}

export function createRedisClient({ redisUrl, redisCluster, redisMaster }: RedisSettings): RedisClient {
  const { first, nodes, isSecure } = nodesOf({ redisUrl })
  const options: RedisOptions = {
    ...OPTIONS,
    ...(first.username && { username: decodeURIComponent(first.username) }),
    ...(first.password && { password: decodeURIComponent(first.password) }),
    ...(isSecure && { tls: {} }),
    ...(!redisCluster && { db: Number(first.pathname.slice(1) || 0) }),
  }
  if (redisCluster) {
    const { lazyConnect, enableOfflineQueue, retryStrategy, ...redisOptions } = options
    const cluster: ClusterOptions = {
      ...{ lazyConnect, enableOfflineQueue, clusterRetryStrategy: (times) => Math.min(100 * times, MAX_RECONNECT_MS) },
      redisOptions,
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
      sentinelRetryStrategy: (times) => Math.min(100 * times, MAX_RECONNECT_MS),
    },
    ...(isSecure && { sentinelTLS: {}, enableTLSForSentinelMode: true }),
  })
}

// https://redis.io/docs/latest/develop/reference/protocol-spec/#simple-errors and the codes of Node's TLS.
const REFUSED =
  /\b(?:WRONGPASS|NOAUTH|NOPERM)\b|ACL failure in script|the user executing the script can't|without any password configured|invalid password|invalid DB index|DB index is out of range/i
const BAD_TLS = /^(?:ERR_TLS_|ERR_SSL_|CERT_|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|HOSTNAME_MISMATCH|EPROTO)/
const CHECK_KEY = 'deploygraph:check:{check}'
const CHECK_CHANNEL = 'deploygraph:check'

// Each command that scripts use.
const CHECK = scriptOf(`${LUA_NOW}${luaOnly('KEYS[1]', 'zset')}redis.call('ZADD', KEYS[1], now, 'check')
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', 0)
redis.call('PEXPIRE', KEYS[1], 1000)
redis.call('ZCARD', KEYS[1])
redis.call('ZPOPMIN', KEYS[1], 1)
redis.call('SET', KEYS[1], '1', 'PX', 1000)
redis.call('GET', KEYS[1])
return redis.call('DEL', KEYS[1])`)

/** Uses each command once; to subscribe takes a connection of its own. */
async function tryCommands(client: RedisClient, subscriber: RedisClient): Promise<void> {
  await client.connect()
  await answersOf(client.pipeline().set(CHECK_KEY, '1', 'PX', 1_000, 'NX').mget([CHECK_KEY]).del([CHECK_KEY]).time())
  await client.eval('return 1', 1, CHECK_KEY)
  await CHECK(client, [CHECK_KEY], [])
  await answersOf(client.pipeline().zrem(`${CHECK_KEY}:none`, '').getrange(`${CHECK_KEY}:none`, 0, 1))
  await client.publish(CHECK_CHANNEL, '')
  await subscriber.connect()
  await subscriber.subscribe(CHECK_CHANNEL)
}

/**
 * Connects and tries each command that is used; the subscriber is disconnected afterwards. Rejects with a RedisRefusal if Redis refuses the credentials, a command or
 * TLS; returns the reason if it cannot be used for the moment.
 */
export async function connect(client: RedisClient, subscriber: RedisClient): Promise<Error | undefined> {
  const seen: Error[] = []
  const note = (error: Error) => void seen.push(error)
  for (const connection of [client, subscriber]) connection.on('error', note)
  try {
    await within(CONNECT_MS, tryCommands(client, subscriber))
    return undefined
  } catch (error) {
    seen.push(error as Error)
    for (const reason of seen.flatMap(causesOf)) {
      const { code = '', message } = reason as NodeJS.ErrnoException
      if (BAD_TLS.test(code)) throw new RedisRefusal(`the TLS connection to Redis failed: ${code}`)
      if (REFUSED.test(message))
        throw new RedisRefusal(`Redis does not accept this gateway: ${message.split(/[.,\n]/, 1)[0]}.`)
    }
    return seen[0]
  } finally {
    subscriber.disconnect()
    client.off('error', note)
    client.on('error', () => undefined) // each command reports its own failure
  }
}

/** An error and those that it wraps. */
const causesOf = (error: Error & { lastNodeError?: Error; previousErrors?: Error[] }): Error[] => [
  error,
  ...[error.lastNodeError, error.cause].flatMap((one) => (one instanceof Error ? causesOf(one) : [])),
]

function within<T>(ms: number, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no answer within ${ms} ms`)), ms)
    work.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}
