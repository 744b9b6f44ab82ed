import { Packr } from 'msgpackr'
import { FORMAT } from '../../src/aws/shared/redis/codec.ts'
import type { Processes } from './processes/processes.ts'
import type { RedisServer } from './redis-server.ts'
import { WRONG_VALUES } from './wrong-values.ts'

export interface Running {
  redis: RedisServer
  processes: Processes
}

/** A fault of Redis, or of the way there. */
export interface Fault {
  begin: (running: Running) => Promise<unknown>
  end?: (running: Running) => Promise<unknown>
  /** Whether it happens again and again. */
  repeats?: true
}

// Ten times the default, because this machine may be busy: a process that waits for its turn is not to be taken for a fault.
export const TIMEOUT_MS = 500

const proxies =
  (state: Partial<Processes['proxies'][number]['state']>, count?: number) =>
  async ({ processes }: Running) => {
    for (const proxy of processes.proxies.slice(0, count)) Object.assign(proxy.state, state)
  }
/** Each answer takes so many times as long as gateways wait. */
export const slow = (times: number, timeoutMs = TIMEOUT_MS): Fault => ({
  begin: proxies({ delayMs: (times * timeoutMs) / 2 }), // in each direction
  end: proxies({ delayMs: 0 }),
})
const replica =
  (...role: string[]) =>
  ({ redis }: Running) =>
    redis.client().call('replicaof', role)
const config =
  (settings: Record<string, string>) =>
  async ({ redis }: Running) => {
    for (const [name, value] of Object.entries(settings)) await redis.client().config('SET', name, value)
  }

/** Puts something else in the place of every answer that gateways stored. */
const replace =
  (by: (stored: Buffer, index: number) => Buffer | 'a list') =>
  async ({ redis }: Running) => {
    const client = redis.client()
    const keys = (await client.keys(`deploygraph:${FORMAT}:*`)).filter((key) => !key.endsWith(':lock'))
    if (keys.length === 0) return
    const stored = await client.mgetBuffer(keys)
    const pipeline = client.pipeline()
    for (const [index, key] of keys.entries()) {
      const value = by(stored[index] ?? Buffer.alloc(0), index)
      if (value === 'a list') pipeline.del(key).rpush(key, value)
      else pipeline.set(key, value)
    }
    await pipeline.exec()
  }

// The second byte of an answer is its format.
const ofAnotherFormat = (stored: Buffer) =>
  Buffer.concat([stored.subarray(0, 1), Buffer.from([99]), stored.subarray(2)])
const packr = new Packr({ useRecords: false })
/** Another value of the same form in the place of one, unless that is damaged already. */
const wrong =
  (damage: (typeof WRONG_VALUES)[string]) =>
  (stored: Buffer): Buffer => {
    try {
      return packr.pack(damage(packr.unpack(stored)))
    } catch {
      return stored
    }
  }
const GARBAGE: readonly ((stored: Buffer) => Buffer | 'a list')[] = [
  () => Buffer.from('not msgpack'),
  (stored) => stored.subarray(0, stored.length / 2),
  () => Buffer.alloc(0),
  () => Buffer.from([0xc0]),
  (stored) => Buffer.concat([stored, stored]),
  () => 'a list',
  ...Object.values(WRONG_VALUES).map(wrong),
]

export const FAULTS: Record<string, Fault> = {
  'is absent: nothing answers at its address': { begin: proxies({ isCut: true }), end: proxies({ isCut: false }) },
  'refuses connections': { begin: ({ redis }) => redis.kill(), end: ({ redis }) => redis.start() },
  'is stopped by SIGSTOP': {
    begin: ({ redis }) => redis.kill('SIGSTOP'),
    end: ({ redis }) => redis.kill('SIGCONT'),
  },
  'answers four times as late as gateways wait': slow(4),
  'answers just before gateways give up': slow(0.8),
  'answers a little sooner than that': slow(0.4),
  'is out of memory and evicts nothing': {
    begin: config({ 'maxmemory-policy': 'noeviction', maxmemory: '1' }),
    end: config({ maxmemory: '0' }),
  },
  'is a replica that takes no writes': { begin: replica('127.0.0.1', '1'), end: replica('NO', 'ONE') },
  'is flushed': { begin: ({ redis }) => redis.client().flushall(), repeats: true },
  'holds answers of another version': { begin: replace(ofAnotherFormat), repeats: true },
  'holds garbage': {
    begin: replace((stored, index) => GARBAGE[index % GARBAGE.length]?.(stored) ?? stored),
    repeats: true,
  },
  'is out of reach of one gateway': { begin: proxies({ isCut: true }, 1), end: proxies({ isCut: false }, 1) },
  'is killed and started again': {
    begin: async ({ redis }) => {
      await redis.kill()
      await redis.start()
    },
    repeats: true,
  },
}
