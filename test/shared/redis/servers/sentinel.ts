import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type RedisServer, redisServer } from '../../redis-server.ts'

/** A Sentinel of a master, with further lines of its configuration; not started yet. */
export async function redisSentinel({ port }: RedisServer, ...lines: string[]) {
  const sentinel = await redisServer()
  const file = join(sentinel.folder, 'sentinel.conf')
  writeFileSync(file, [`sentinel monitor main 127.0.0.1 ${port} 1`, ...lines, ''].join('\n'))
  return {
    ...sentinel,
    /** Of gateways. */
    options: { redisUrl: sentinel.url, redisMaster: 'main' },
    start: () => sentinel.start(file),
  }
}
