import { type ChildProcess, spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Redis } from 'ioredis'
import { readPage } from '../support/pages.ts'

const PATH = process.env.REDIS_SERVER_PATH ?? '/usr/bin/redis-server'

const hasRedis = existsSync(PATH)
if (!hasRedis) process.stderr.write(`${PATH} is not there: the tests of Redis are not run\n`)

/** `describe` where there is a redis-server. */
export const describeWithRedis = hasRedis ? describe : describe.skip

/** The rights of an ACL user that docs/caching.md names. */
export const RIGHTS = /`(~deploygraph:[^`]*)`/.exec(readPage('docs/caching.md'))?.[1]?.split(' ') ?? []

// Below those that systems give to whoever asks for any: a server that is started later finds its port free.
const [FIRST_PORT, PORTS] = [12_000, 20_000]

/** A port that nothing listens on. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = FIRST_PORT + randomInt(PORTS)
    if (await isFree(port)) return port
  }
}

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })

/** A real redis-server, not started yet. */
export async function redisServer(...settings: string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'deploygraph-redis-'))
  const port = await freePort()
  let child: ChildProcess | undefined
  const clients = new Set<Redis>()
  let own: Redis | undefined
  const server = {
    port,
    url: `redis://127.0.0.1:${port}`,
    folder,
    /** Of a Sentinel, with its configuration file. */
    start: async (sentinel?: string) => {
      const options = ['--port', `${port}`, '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', folder]
      const all = sentinel ? [sentinel, '--sentinel', '--port', `${port}`] : [...options, ...settings]
      child = spawn(PATH, all, { stdio: 'ignore' })
      while (!(await accepts(port))) {
        if (child.exitCode !== null) throw new Error(`${PATH} ended before it listened at ${port}`)
        await sleep(20)
      }
    },
    kill: async (signal: NodeJS.Signals = 'SIGKILL') => {
      if (signal !== 'SIGKILL' || !child) return void child?.kill(signal)
      const ended = once(child, 'close')
      child.kill(signal)
      await ended
      child = undefined
    },
    /** A client of the tests' own: the same each time, since Redis accepts no more connections than a process may open files. */
    client: (options?: object): Redis => {
      if (!options && own) return own
      const client = new Redis({ host: '127.0.0.1', port, ...options })
      client.on('error', () => undefined)
      clients.add(client)
      if (!options) own = client
      return client
    },
    stop: async () => {
      for (const client of clients) client.disconnect()
      child?.kill('SIGCONT')
      await server.kill()
      rmSync(folder, { recursive: true, force: true })
    },
  }
  return server
}

export type RedisServer = Awaited<ReturnType<typeof redisServer>>

const accepts = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    socket.once('connect', () => socket.destroy())
  })

/**
 * Forwards connections to a port, with a delay in each direction. While it is cut, nothing arrives, and connections stay open and
 * silent, those too that are opened then.
 */
export async function slowProxy(port: number) {
  const state = { delayMs: 0, isCut: false }
  const sockets = new Set<Socket>()
  const forward = (from: Socket, to: Socket) => {
    let isLost = false
    // A timer may fire before an earlier one, and nothing overtakes what was sent before: each writes what is first.
    const delayed: Buffer[] = []
    from.on('data', (bytes) => {
      isLost ||= state.isCut
      if (isLost) return
      if (state.delayMs === 0 && delayed.length === 0) return void to.write(bytes)
      delayed.push(bytes)
      setTimeout(() => void to.write(delayed.shift() as Buffer), state.delayMs)
    })
    from.on('close', () => to.destroy()).on('error', () => to.destroy())
  }
  const server: Server = createServer((client) => {
    sockets.add(client.on('error', () => undefined).on('close', () => sockets.delete(client)))
    if (state.isCut) return void client.resume()
    const upstream = connect(port, '127.0.0.1')
    forward(client, upstream)
    forward(upstream, client)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  return {
    state,
    url: `redis://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    stop: () => {
      server.close()
      for (const socket of sockets) socket.destroy()
    },
  }
}
