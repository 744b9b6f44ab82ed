import type { RedisClient } from '../replies.ts'
import { LUA_NOW, luaOnly, scriptOf } from '../script.ts'
import { CONNECT_MS } from './client.ts'
import { refusalIn } from './refusal.ts'

// Nothing waits for this check: the connection may be slow.
const LATER_MS = 10_000
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
redis.call('GETRANGE', KEYS[1], 0, 0)
return redis.call('DEL', KEYS[1])`)

/** Uses each command; to subscribe takes a connection of its own. */
const STEPS: readonly ((client: RedisClient, subscriber: RedisClient) => Promise<unknown>)[] = [
  async (client) => client.status === 'ready' || client.connect(),
  (client) => client.mget([CHECK_KEY]),
  (client) => client.del([CHECK_KEY]),
  (client) => client.zrem(CHECK_KEY, ''),
  (client) => client.eval('return 1', 1, CHECK_KEY),
  (client) => CHECK(client, [CHECK_KEY], []),
  (client) => client.publish(CHECK_CHANNEL, ''),
  (_, subscriber) => subscriber.connect(),
  (_, subscriber) => subscriber.subscribe(CHECK_CHANNEL),
  (_, subscriber) => subscriber.unsubscribe(CHECK_CHANNEL),
]

/**
 * Connects and tries each command that is used; the subscriber is disconnected afterwards. Rejects with a RedisRefusal if
 * Redis refuses the credentials, a command or TLS; returns the reason if it cannot be used for the moment.
 */
export async function connect(
  client: RedisClient,
  subscriber: RedisClient,
  limitMs = CONNECT_MS,
): Promise<Error | undefined> {
  const seen: Error[] = []
  const note = (error: Error) => void seen.push(error)
  for (const connection of [client, subscriber]) connection.on('error', note)
  const limit = AbortSignal.timeout(limitMs)
  try {
    for (const step of STEPS) {
      limit.throwIfAborted() // a step after the end would connect again
      await until(limit, step(client, subscriber))
    }
    // ioredis goes on in another database if Redis refuses the one that is wanted.
    const refusal = refusalIn(seen)
    if (refusal) throw refusal
    return undefined
  } catch (error) {
    const refusal = refusalIn([...seen, error as Error])
    if (refusal) throw refusal
    return seen[0] ?? (limit.aborted ? new Error(`no answer within ${limitMs} ms`) : (error as Error))
  } finally {
    subscriber.disconnect()
    client.off('error', note)
  }
}

/** Tries the commands as soon as there is a connection, of a client that was slow or absent; reports a refusal. */
export function checkLater(client: RedisClient, open: () => RedisClient, onRefusal: (refusal: Error) => void): void {
  const check = async () => {
    const reason = await connect(client, open(), LATER_MS)
    if (reason) setTimeout(whenReady, LATER_MS).unref()
  }
  const run = () => void check().catch(onRefusal)
  const whenReady = () => {
    if (client.status === 'ready') run()
    else client.once('ready', run)
  }
  whenReady()
}

/** Rejects when the signal is aborted. */
function until<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason)
    signal.addEventListener('abort', onAbort)
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort))
  })
}
