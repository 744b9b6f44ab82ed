import { deploymentOf } from '../../src/emulator/codedeploy/deployment-record.ts'
import type { World } from '../../src/emulator/world.ts'
import { bearer, JWT, token } from '../auth/callers.ts'
import { NOW, ONE_LOCATION, type Options, useGateways } from '../support/gateway.ts'
import { type EventClient, type Subscribing, subscribe } from './event-client.ts'
import { ManualTimers } from './manual-timers.ts'

export const idOf = (number: number) => `d-LIVE${String(number).padStart(5, '0')}`

/** How a deployment goes on: its members from a second on. */
export type Course = readonly (readonly [second: number, info: Parameters<typeof deploymentOf>[0]])[]

const at = (second: number) => new Date(NOW + second * 1000)

/** A deployment that succeeds target by target, one every two seconds. */
export const SUCCEEDS: Course = [0, 2, 4, 6].map((second) => [
  second,
  {
    status: second === 6 ? 'Succeeded' : 'InProgress',
    deploymentOverview: {
      Succeeded: second / 2,
      InProgress: 0,
      Pending: 3 - second / 2,
      Failed: 0,
      Skipped: 0,
      Ready: 0,
    },
    ...(second === 6 && { completeTime: at(6) }),
  },
])

/** One that nothing happens to. */
export const STAYS: Course = [[0, { status: 'InProgress' }]]

/** So many deployments on one course. */
export const worldOf =
  (course: Course, count = 1): World =>
  (_, now) => ({
    codedeploy: {
      deployments: Array.from({ length: count }, (_, number) =>
        deploymentOf({
          deploymentId: idOf(number),
          createTime: at(-60),
          ...course.findLast(([second]) => at(second).getTime() <= now)?.[1],
        }),
      ),
    },
  })

/** A deployment with a text of so many characters, which is another at each read, so that it is read every two seconds. */
export const changing =
  (characters: number): World =>
  (region, now) =>
    worldOf([[0, { status: 'InProgress', description: String(now).padEnd(characters, 'x') }]])(region, now)

export const DEPLOYMENT = `subscription ($id: ID!) { codeDeployDeployment(deploymentId: $id) {
  deployment { deploymentId rawStatus overview { succeeded } } asOf nextAt } }`

export interface LiveOptions extends Options {
  /** The first time of the clock. */
  startsAt?: number
}

/** The options of a gateway whose callers have tokens, which are checked by the system's clock, and one that expires after so many seconds. */
export async function expiring(expires: number) {
  const startsAt = Math.floor(Date.now() / 1000) * 1000
  const exp = startsAt / 1000 + expires
  return {
    options: { auth: JWT, metricsPort: 0, startsAt },
    headers: bearer(await token({ claims: { exp } })),
  }
}

/** Gateways whose tickers go by a clock that the test sets, which is also AWS's. */
export function useLiveGateways(defaults: Options = {}) {
  const gateways = useGateways({ locations: ONE_LOCATION, gatewayClock: () => NOW, ...defaults })
  const clients: EventClient[] = []
  let timers = new ManualTimers()
  afterEach(() => {
    for (const client of clients.splice(0)) client.close()
  })
  const start = async ({ startsAt = NOW, ...options }: LiveOptions = {}) => {
    timers = new ManualTimers(startsAt)
    const own = timers
    const gateway = await gateways.start({ clock: own.now, gatewayClock: own.now, gatewayTimers: own, ...options })
    return {
      ...gateway,
      timers: own,
      /** Closed after the test. */
      subscribe: async (query = DEPLOYMENT, variables: object = { id: idOf(0) }, how: Subscribing = {}) => {
        const client = await subscribe(gateway.url, query, variables, how)
        clients.push(client)
        return client
      },
    }
  }
  return { start }
}

// biome-ignore lint/suspicious/noExplicitAny: the shape of `data` is what each test asserts
export const nextAtOf = ({ data }: any): number => Date.parse((Object.values(data)[0] as { nextAt: string }).nextAt)
