import { setTimeout } from 'node:timers/promises'
import { pino } from 'pino'
import type { Cost, Stale } from '../../src/aws/receipt.ts'
import { type Config, defaultsOf, derived } from '../../src/config.ts'
import type { Fault } from '../../src/emulator/faults.ts'
import { startEmulator } from '../../src/emulator/server.ts'
import type { World } from '../../src/emulator/world.ts'
import { DEMO_LOCATIONS, demoWorld } from '../../src/emulator/worlds/demo/demo-world.ts'
import { CONFIGURED_SERVICES, startGateway as start } from '../../src/gateway.ts'
import type { Timers } from '../../src/live/timers.ts'
import { loggerOptions } from '../../src/server/telemetry/log.ts'

// Which of the two projects of jest.config.js this is.
declare const CACHE: boolean

/** The time of the tests' worlds, unless a test has its own clock. */
export const NOW = Date.parse('2026-11-21T09:30:00.000Z')

// One for all gateways of a test file: it remembers what has ended, which no gateway changes.
const WORLD = demoWorld()

/** For tests that need no second location. */
export const ONE_LOCATION = DEMO_LOCATIONS.slice(0, 1)

/** Ten times the default timeouts: a pause of a busy machine causes no retry, which exact figures would include. */
export const PATIENT = { awsCallTimeoutMs: 50_000, requestTimeoutMs: 250_000 }

export interface Options extends Partial<Omit<Config, 'port' | 'logLevel'>> {
  world?: World
  faults?: Fault[]
  clock?: () => number
  /** The gateway's own clock, by which it remembers; left out, it goes on by ten seconds with every query. */
  gatewayClock?: () => number
  /** The clock for durations; by default its own. */
  gatewayElapsed?: () => number
  /** By which it reads again what is watched; left out, the timers of the process. */
  gatewayTimers?: Timers
  /** Log lines, as they are written. */
  log?: (line: string) => void
}

export interface Answer {
  status: number
  // biome-ignore lint/suspicious/noExplicitAny: the shape of `data` is what each test asserts
  data: any
  errors?: { message: string; path?: (string | number)[]; extensions: Record<string, unknown> }[]
  extensions?: { aws?: Cost; stale?: Stale[] }
}

const RETRY_MS = 1_500

const isOverloaded = ({ status, errors }: Answer) => status === 503 && errors?.[0]?.extensions.code === 'OVERLOADED'

/** A gateway over an emulated AWS, spoken to as its users do: GraphQL over HTTP. */
export async function startGateway(options: Options = {}) {
  const emulator = await startEmulator({
    world: options.world ?? WORLD,
    clock: options.clock ?? (() => NOW),
    faults: options.faults ?? [],
  })
  const { endpoint, credentials } = emulator
  const locations = (options.locations ?? DEMO_LOCATIONS).map((location) => ({ endpoint, credentials, ...location }))
  const log = pino(loggerOptions(options.log ? 'info' : 'silent'), { write: options.log ?? (() => undefined) })
  let now = NOW
  const settings = { ...defaultsOf(CONFIGURED_SERVICES), manifest: new Map(), warnings: [], cache: CACHE, ...options }
  const gateway = await start(
    { ...settings, ...derived(settings), port: 0, logLevel: 'info', locations },
    log,
    options.gatewayClock ?? (() => now),
    options.gatewayElapsed,
    options.gatewayTimers,
  )
  return {
    url: gateway.url,
    metricsUrl: gateway.metricsUrl,
    faults: emulator.faults,
    emulator,
    query: async (query: string, variables: object = {}, headers: Record<string, string> = {}): Promise<Answer> => {
      now += 10_000
      const send = async (): Promise<Answer> => {
        const response = await fetch(`${gateway.url}/graphql`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...headers },
          body: JSON.stringify({ query, variables }),
        })
        return { status: response.status, ...((await response.json()) as Omit<Answer, 'status'>) }
      }
      const answer = await send()
      // A busy machine may hold up the event loop; then a client is to send its request again.
      return isOverloaded(answer) && options.maxConcurrentRequests === undefined
        ? setTimeout(RETRY_MS).then(send)
        : answer
    },
    /** The AWS calls made since the last time this was asked: operation → how many, retries not counted. */
    calls: (): Record<string, number> => {
      const counts: Record<string, number> = {}
      for (const { operation, attempt } of emulator.calls.splice(0))
        if (attempt === 1) counts[operation] = (counts[operation] ?? 0) + 1
      return counts
    },
    stop: async (delayMs?: number) => {
      await gateway.stop(delayMs)
      await emulator.stop()
    },
  }
}

/**
 * A gateway for all tests of a file or of a `describe`: started before the first, stopped after the last. Options that
 * depend on what another `beforeAll` starts are given as a function.
 */
export function useGateway(options: Options | (() => Options) = {}): Gateway {
  const gateway = {} as Gateway // is whole before a test looks at it
  beforeAll(async () => {
    Object.assign(gateway, await startGateway(typeof options === 'function' ? options() : options))
  })
  afterAll(() => gateway.stop())
  return gateway
}

/**
 * Gateways that tests start themselves, with these options and their own; each is stopped after the test that started
 * it. `gateway` is the one that was started last.
 */
export function useGateways(defaults: Options = {}) {
  const gateway = {} as Gateway
  const running = new Set<Gateway>()
  const start = async (options: Options = {}): Promise<Gateway> => {
    const { stop, ...started } = await startGateway({ ...defaults, ...options })
    const stoppedOnce: Gateway = {
      ...started,
      stop: async (delayMs) => {
        if (running.delete(stoppedOnce)) await stop(delayMs)
      },
    }
    running.add(stoppedOnce)
    Object.assign(gateway, stoppedOnce)
    return stoppedOnce
  }
  afterEach(() => Promise.all([...running].map(({ stop }) => stop())))
  return { start, gateway }
}

export type Gateway = Awaited<ReturnType<typeof startGateway>>
