import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { startEmulator } from '../../../src/emulator/server.ts'
import type { World } from '../../../src/emulator/world.ts'
import { ONE_LOCATION } from '../../support/gateway.ts'
import { buildCommand } from '../../support/process.ts'
import { slowProxy } from '../redis-server.ts'

/**
 * Gateways in processes of their own over one emulated AWS, as users run them: each with a connection to Redis that can be
 * slowed down or cut, and one without Redis.
 */
export async function startProcesses(count: number, redisPort: number, world: World, timeoutMs: number) {
  const [command, emulator] = await Promise.all([buildCommand(), startEmulator({ world, clock: Date.now, faults: [] })])
  const { endpoint } = emulator
  const locations = ONE_LOCATION.map((location) => ({ ...location, endpoint }))
  writeFileSync(join(command.folder, 'deploygraph.yaml'), JSON.stringify({ locations }))
  const start = async (env: NodeJS.ProcessEnv) => processAt(await command.serve(emulator, env))
  const proxies = await Promise.all(Array.from({ length: count }, () => slowProxy(redisPort)))
  const [alone, ...sharing] = await Promise.all([
    start({}),
    ...proxies.map(({ url }) => start({ REDIS_URL: url, REDIS_TIMEOUT_MS: `${timeoutMs}` })),
  ])
  return {
    proxies,
    sharing,
    alone: alone as Process,
    /** How many AWS calls were made since the last time this was asked. */
    calls: () => emulator.calls.splice(0).length,
    stop: async () => {
      command.killAll()
      for (const { stop } of proxies) stop()
      command.remove()
      await emulator.stop()
    },
  }
}

export type Processes = Awaited<ReturnType<typeof startProcesses>>

export interface Process {
  url: string
  /** Ends it at once, without a word to anybody. */
  kill: () => Promise<unknown>
  /** Sends a query; `sentAt` is the time of day then. */
  query: (query: string, variables: object) => Promise<{ status: number; body: string; sentAt: number; ms: number }>
  readiness: () => Promise<number>
  usesRedis: () => Promise<{ isInUse: boolean; shared: number; stored: number }>
}

type Command = Awaited<ReturnType<typeof buildCommand>>

const processAt = ({ url, kill, ended }: Awaited<ReturnType<Command['serve']>>): Process => ({
  url,
  kill: () => {
    kill('SIGKILL')
    return ended
  },
  query: async (query, variables) => {
    const [sentAt, start] = [Date.now(), performance.now()]
    const answer = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables }),
    })
    const body = await answer.text()
    return { status: answer.status, body, sentAt, ms: performance.now() - start }
  },
  readiness: async () => {
    const answer = await fetch(`${url}/readyz`)
    await answer.arrayBuffer()
    return answer.status
  },
  usesRedis: async () => {
    const text = await (await fetch(`${url}/metrics`)).text()
    const value = (series: string) => Number(new RegExp(`^deploygraph_shared_${series} (\\d+)`, 'm').exec(text)?.[1])
    return {
      isInUse: value('in_use\\{use="reads"\\}') === 1 && value('in_use\\{use="writes"\\}') === 1,
      shared: value('reads_total\\{outcome="hit"\\}') + value('waits_total\\{outcome="arrived"\\}'),
      stored: value('stored_total'),
    }
  },
})
