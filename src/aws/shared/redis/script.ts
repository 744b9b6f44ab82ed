import { createHash } from 'node:crypto'
import type { RedisClient } from './replies.ts'

/** Runs a script at Redis. In a Cluster all of its keys have to have the same hash tag. */
export type Script = (
  client: RedisClient,
  keys: readonly string[],
  values: readonly (string | number | Buffer)[],
) => Promise<unknown>

/**
 * A Lua script, by its digest: Redis gets the text when it does not have it yet, also after a restart.
 * https://redis.io/docs/latest/develop/programmability/eval-intro/
 */
export function scriptOf(lua: string): Script {
  const sha1 = createHash('sha1').update(lua).digest('hex')
  return async (client, keys, values) => {
    try {
      return await client.evalsha(sha1, keys.length, ...keys, ...values)
    } catch (error) {
      if (!(error instanceof Error) || !error.message.startsWith('NOSCRIPT')) throw error
      return client.eval(lua, keys.length, ...keys, ...values)
    }
  }
}

/** The beginning of scripts: `now`, the milliseconds since 1970 by the clock of Redis, with a fraction. */
export const LUA_NOW = `local time = redis.call('TIME')
local now = time[1] * 1000 + time[2] / 1000
`

/** The beginning of scripts that use a key: it is removed if it holds anything else than this type. */
export const luaOnly = (key: string, type: 'string' | 'zset'): string => `local type = redis.call('TYPE', ${key}).ok
if type ~= '${type}' and type ~= 'none' then redis.call('DEL', ${key}) end
`
