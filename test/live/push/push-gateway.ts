import type { World } from '../../../src/emulator/world.ts'
import { NOW } from '../../support/gateway.ts'
import { until } from '../../support/until.ts'
import type { useLiveGateways } from '../live-gateway.ts'
import { QUEUE } from './push-world.ts'

/** A gateway whose timers and clock the test sets. */
export type Live = Awaited<ReturnType<ReturnType<typeof useLiveGateways>['start']>>

/** A deployment that waits for the traffic to be rerouted. */
export const READY = {
  status: 'Ready' as const,
  blueGreenDeploymentConfiguration: { deploymentReadyOption: { actionOnTimeout: 'STOP_DEPLOYMENT' as const } },
}

/** The subscription to the deployment of `appConfigWorld`. */
export const APPCONFIG = `subscription {
  appConfigDeployment(applicationId: "abc1234", environmentId: "def5678", deploymentNumber: 1) {
    nextAt deployment { rawStatus }
  }
}`

/** An AppConfig deployment that is complete after so many seconds. */
export const appConfigWorld =
  (seconds: number): World =>
  (_, now) => ({
    appconfig: {
      applications: [{ Id: 'abc1234', Name: 'storefront' }],
      environments: [{ ApplicationId: 'abc1234', Id: 'def5678', Name: 'production' }],
      deployments: [
        {
          ApplicationId: 'abc1234',
          EnvironmentId: 'def5678',
          DeploymentNumber: 1,
          State: now < NOW + seconds * 1_000 ? ('DEPLOYING' as const) : ('COMPLETE' as const),
          StartedAt: new Date(NOW - 60_000),
          DeploymentDurationInMinutes: 100,
          GrowthFactor: 50,
        },
      ],
    },
  })

/** Reads what is due now, once something is. */
export async function whenDue({ timers }: Live): Promise<void> {
  await until(() => timers.due(0))
  timers.advance(0)
}

/** How many events of each outcome there were. */
export async function eventsOf({ metricsUrl = '' }: Live): Promise<Record<string, number>> {
  const text = await (await fetch(metricsUrl)).text()
  const counted = [...text.matchAll(/^deploygraph_live_events_total\{outcome="(\w+)"\} (\d+)$/gm)]
  return Object.fromEntries(
    counted.flatMap(([, outcome, count]) => (Number(count) > 0 ? [[outcome, Number(count)]] : [])),
  )
}

/** How many events there were. */
export const sumOf = (counts: Record<string, number>): number =>
  Object.values(counts).reduce((sum, count) => sum + count, 0)

/** Whether a read of the queue is under way. */
export const isPolling = ({ emulator }: Live, queue = QUEUE.url): boolean =>
  emulator.calls.some(
    ({ operation, outcome, input }) =>
      operation === 'ReceiveMessage' && outcome === 'pending' && (input as { QueueUrl: string }).QueueUrl === queue,
  )
