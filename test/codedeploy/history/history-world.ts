import type { DeploymentInfo } from '@aws-sdk/client-codedeploy'
import { deploymentOf } from '../../../src/emulator/codedeploy/deployment-record.ts'
import type { World } from '../../../src/emulator/world.ts'
import { NOW } from '../../support/gateway.ts'

export const HOUR_MS = 3_600_000
export const MINUTE_MS = 60_000

export const idOf = (number: number) => `d-HIS${String(number).padStart(6, '0')}`

/** A deployment to fleet → production that was created so many hours ago, and took ten minutes. */
export const ended = (number: number, hoursAgo: number, info: DeploymentInfo = {}): DeploymentInfo => ({
  deploymentId: idOf(number),
  applicationName: 'fleet',
  deploymentGroupName: 'production',
  status: 'Succeeded',
  creator: 'user',
  createTime: new Date(NOW - hoursAgo * HOUR_MS),
  completeTime: new Date(NOW - hoursAgo * HOUR_MS + 10 * MINUTE_MS),
  ...info,
})

export const running = (number: number, hoursAgo: number, info: DeploymentInfo = {}): DeploymentInfo => ({
  ...ended(number, hoursAgo),
  status: 'InProgress',
  completeTime: undefined,
  ...info,
})

// 60 that succeeded, one an hour, the newest an hour ago; two that failed, a rollback, and one under way.
const SUCCESSES = Array.from({ length: 60 }, (_, number) => ended(number, number + 1))
export const DEPLOYMENTS = [
  running(101, 0.1),
  ended(102, 0.5, { status: 'Stopped', errorInformation: { code: 'MANUAL_STOP', message: 'stopped' } }),
  ...SUCCESSES,
  ended(103, 3.5, { status: 'Failed', errorInformation: { code: 'HEALTH_CONSTRAINTS', message: 'no' } }),
  ended(104, 3.25, { creator: 'codeDeployRollback' }),
  ended(105, 10.5, { status: 'Stopped', errorInformation: { code: 'ALARM_ACTIVE', message: 'alarm' } }),
  ended(106, 12.5, { creator: 'autoscaling' }),
  ended(107, 13.5, { updateOutdatedInstancesOnly: true }),
]
const group = (deploymentGroupName: string, last?: { deploymentId: string; status: 'Succeeded' | 'Failed' }) => ({
  ...{ applicationName: 'fleet', deploymentGroupName, computePlatform: 'Server' as const },
  ...{ lastAttemptedDeployment: last, lastSuccessfulDeployment: last },
})

/** A region with these deployments, which a test may change; ListDeployments has so many ids on a page. */
export const worldOf =
  (infos: readonly DeploymentInfo[], pageSize = 100): World =>
  () => ({
    codedeploy: {
      applications: [{ applicationName: 'fleet', computePlatform: 'Server' }],
      groups: [group('production'), group('quiet', { deploymentId: idOf(900_000), status: 'Succeeded' })],
      deployments: infos.map((info) => deploymentOf(info)),
      pageSizes: { ListDeployments: pageSize },
    },
  })

export const STATISTICS = `query ($within: Duration) { deploymentStatistics(within: $within) {
  since deployments succeeded failed stopped rollbacks deploymentFrequencyPerDay changeFailureRate
  failedDeploymentRecoverySeconds { count p50 p90 max } durationSeconds { count p50 p90 max }
  byGroup { location { name } applicationName deploymentGroupName deployments failed stopped changeFailureRate }
  byDay { date deployments failed stopped } isComplete problems { service location { name } code } } }`

export const STATES = `query ($within: Duration, $includeQuiet: Boolean, $first: Int, $after: String) {
  deploymentGroupStates(within: $within, includeQuiet: $includeQuiet, first: $first, after: $after) {
    nodes {
      location { name } applicationName deploymentGroupName phase failuresSinceSuccess latestDeploymentId
      current { deploymentId } running { deploymentId } latest { deploymentId }
      recent(last: 3) { deploymentId phase isRollback createdAt completedAt }
    }
    pageInfo { hasNextPage endCursor } isComplete problems { service location { name } code } } }`
