import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Redis } from 'ioredis'
import { freePort, listens } from './process.ts'

const PROGRAM = 'redis-server'

/** Why scenarios with Redis cannot run here; undefined if they can. */
export const lacksRedis = (): string | undefined =>
  spawnSync(PROGRAM, ['--version']).error && `there is no ${PROGRAM} in PATH`

/** The work of a Redis. */
export interface RedisUse {
  /** How often each command was called. */
  commands: Record<string, number>
  receivedBytes: number
  sentBytes: number
  cpuMs: number
  /** The size of what it holds. */
  memoryBytes: number
}

export interface RedisServer {
  /** The URL of one of its databases. */
  url: (database?: number) => string
  /** Removes everything from a database. */
  flush: (database?: number) => Promise<void>
  /** Its work while something was done. */
  during: (work: () => Promise<unknown>) => Promise<RedisUse>
  /** Resolves when as many answers as before are stored: gateways do not wait for that. */
  settled: (database?: number) => Promise<number>
  stop: () => Promise<void>
}

const SETTLE_MS = 50

/** A Redis of its own, which writes nothing to the disk. */
export async function startRedis(): Promise<RedisServer> {
  const [folder, port] = [mkdtempSync(join(tmpdir(), 'deploygraph-bench-')), await freePort()]
  const args = ['--port', `${port}`, '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', folder]
  const child = spawn(PROGRAM, args, { stdio: 'ignore' })
  const end = () => child.kill('SIGKILL')
  process.on('exit', end)
  while (!(await listens(port))) {
    if (child.exitCode !== null) throw new Error('redis-server ended before it listened')
    await sleep(20)
  }
  const clients = new Map<number, Redis>()
  const client = (db = 0): Redis => {
    const known = clients.get(db) ?? new Redis({ host: '127.0.0.1', port, db })
    clients.set(db, known)
    return known
  }
  const settled = async (database?: number): Promise<number> => {
    for (let before = -1; ; ) {
      const size = await client(database).dbsize()
      if (size === before) return size
      before = size
      await sleep(SETTLE_MS)
    }
  }
  return {
    url: (database = 0) => `redis://127.0.0.1:${port}/${database}`,
    flush: async (database) => void (await client(database).flushdb()),
    settled,
    during: async (work) => {
      const { cpuMs } = usageOf(await client().info('all'))
      await client().config('RESETSTAT')
      await work()
      const after = usageOf(await client().info('all'))
      return { ...after, cpuMs: after.cpuMs - cpuMs }
    },
    stop: async () => {
      process.off('exit', end)
      for (const one of clients.values()) one.disconnect()
      const exit = once(child, 'exit')
      end()
      await exit
      rmSync(folder, { recursive: true })
    },
  }
}

// Commands of the benchmark itself.
const OWN = /^(?:info|config\|.*|dbsize|flushdb|select)$/

/** From the text of INFO. https://redis.io/docs/latest/commands/info/ */
function usageOf(info: string): RedisUse {
  const number = (name: string) => Number(new RegExp(`^${name}:([\\d.]+)`, 'm').exec(info)?.[1] ?? Number.NaN)
  const stats = [...info.matchAll(/^cmdstat_([^:]+):calls=(\d+)/gm)]
  const commands = stats.flatMap(([, name = '', calls]) => (OWN.test(name) ? [] : [[name, Number(calls)] as const]))
  return {
    commands: Object.fromEntries(commands),
    receivedBytes: number('total_net_input_bytes'),
    sentBytes: number('total_net_output_bytes'),
    cpuMs: 1000 * (number('used_cpu_user') + number('used_cpu_sys')),
    memoryBytes: number('used_memory_dataset'),
  }
}
