import { deploymentOf } from '../../src/emulator/codedeploy/deployment-record.ts'
import type { World } from '../../src/emulator/world.ts'
import { type EventClient, subscribe } from '../live/event-client.ts'
import { DEPLOYMENT, idOf } from '../live/live-gateway.ts'
import { type Gateway, NOW, ONE_LOCATION, type Options } from '../support/gateway.ts'
import { until } from '../support/until.ts'
import { type Replicas, startReplicas } from './gateways.ts'

/** A time of day that begins with the time of the tests' worlds, and goes on as fast as any. */
function runningClock(): () => number {
  const startedAt = performance.now()
  return () => Math.floor(NOW + performance.now() - startedAt)
}

const at = (second: number) => new Date(NOW + 1000 * second)

/** So many deployments, of which one more target succeeds with every second. */
export const changingWorld =
  (count = 1): World =>
  (_, now) => ({
    codedeploy: {
      deployments: Array.from({ length: count }, (_, number) =>
        deploymentOf({
          ...{ deploymentId: idOf(number), createTime: at(-60), status: 'InProgress' as const },
          deploymentOverview: {
            ...{ Pending: 0, InProgress: 0, Failed: 0, Skipped: 0, Ready: 0 },
            Succeeded: Math.floor((now - NOW) / 1000),
          },
        }),
      ),
    },
  })

export const TARGETS = ['i-0', 'i-1', 'i-2']
const SECONDS_EACH = 3

/** A deployment of three instances, one after the other, from a moment on that may be set later. */
export const rolling =
  (began: { at: number }): World =>
  (_, now) => {
    const step = Math.max(0, Math.floor((now - began.at) / 1000 / SECONDS_EACH))
    const statuses = TARGETS.map((_, index) =>
      index > step ? ('Pending' as const) : index === step ? ('InProgress' as const) : ('Succeeded' as const),
    )
    const of = (status: string) => statuses.filter((one) => one === status).length
    const isOver = step >= TARGETS.length
    const info = {
      ...{
        deploymentId: idOf(0),
        createTime: at(-60),
        status: isOver ? ('Succeeded' as const) : ('InProgress' as const),
      },
      ...(isOver && { completeTime: new Date(began.at + 1000 * TARGETS.length * SECONDS_EACH) }),
      deploymentOverview: {
        ...{ Pending: of('Pending'), InProgress: of('InProgress'), Succeeded: of('Succeeded') },
        ...{ Failed: 0, Skipped: 0, Ready: 0 },
      },
    }
    const targets = TARGETS.map((targetId, index) => ({
      deploymentTargetType: 'InstanceTarget' as const,
      instanceTarget: { targetId, status: statuses[index] ?? 'Pending' },
    }))
    return { codedeploy: { deployments: [deploymentOf(info, targets)] } }
  }

/** A deployment more with every second. */
export const arriving: World = (_, now) => ({
  codedeploy: {
    deployments: Array.from({ length: 1 + Math.floor((now - NOW) / 1000) }, (_, number) =>
      deploymentOf({ deploymentId: idOf(number), createTime: at(number), status: 'InProgress' }),
    ),
  },
})

/** One watcher, and what it has been sent. */
export interface Watching {
  updates: Awaited<ReturnType<EventClient['update']>>[]
  /** Whether the stream has ended with `complete`. */
  isComplete: boolean
  close: () => void
}

export async function watch(
  { url }: Pick<Gateway, 'url'>,
  query = DEPLOYMENT,
  variables: object = {},
): Promise<Watching> {
  const client = await subscribe(url, query, variables)
  const watching: Watching = { updates: [], isComplete: false, close: client.close }
  const read = async () => {
    for (let event = await client.next(); event; event = await client.next()) {
      if (event.event === 'complete') watching.isComplete = true
      else watching.updates.push(event.data)
    }
  }
  void read().catch(() => undefined) // it was closed
  return watching
}

/** Waits until each watcher has been sent so many updates more. */
export async function more(watchings: readonly Watching[], count: number): Promise<void> {
  const wanted = watchings.map(({ updates }) => updates.length + count)
  await until(() => watchings.every(({ updates }, index) => updates.length >= (wanted[index] ?? 0)))
}

/** A watcher of each of so many deployments, of each gateway. */
export async function watchAll(gateways: readonly Gateway[], deployments: number): Promise<Watching[]> {
  const all: Watching[] = []
  for (const gateway of gateways) {
    const ids = Array.from({ length: deployments }, (_, number) => idOf(number))
    all.push(...(await Promise.all(ids.map((id) => watch(gateway, DEPLOYMENT, { id })))))
  }
  await until(() => all.every(({ updates }) => updates.length > 0))
  return all
}

/**
 * A gateway that has the emulated AWS, and is watched by nobody; so many others over it that share a Redis are `watched`.
 */
export async function startWatched(
  count: number,
  options: Options,
): Promise<Replicas & { watched: Gateway[]; clock: () => number }> {
  const clock = runningClock()
  const all = { locations: ONE_LOCATION, clock, gatewayClock: clock, redisTimeoutMs: 5_000, ...options }
  const replicas = await startReplicas(1, { ...all, redisUrl: undefined })
  const watched: Gateway[] = []
  while (watched.length < count) watched.push(await replicas.join({ redisUrl: options.redisUrl }))
  return { ...replicas, watched, clock }
}

/** How many calls of an operation a gateway has made. */
export async function callsOf({ metricsUrl = '' }: Gateway, operation: string): Promise<number> {
  const text = await (await fetch(metricsUrl)).text()
  const lines = [...text.matchAll(/^deploygraph_aws_calls_total\{(.*)\} (\d+)$/gm)]
  return lines.reduce((sum, [, labels, count]) => sum + (labels?.includes(`"${operation}"`) ? Number(count) : 0), 0)
}

/** The least of four measurements: a busy machine delays messages, and processes then read by themselves. */
export async function leastOf(cost: () => Promise<number>, enough: number): Promise<number> {
  let least = await cost()
  for (let again = 0; again < 3 && least > enough; again++) least = Math.min(least, await cost())
  return least
}
