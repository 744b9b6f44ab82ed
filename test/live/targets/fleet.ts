import type { DeploymentInfo, InstanceTarget } from '@aws-sdk/client-codedeploy'
import { deploymentOf } from '../../../src/emulator/codedeploy/deployment-record.ts'
import type { World } from '../../../src/emulator/world.ts'
import { NOW } from '../../support/gateway.ts'
import { idOf } from '../live-gateway.ts'

export const TARGETS = `subscription ($id: ID!) { codeDeployDeployment(deploymentId: $id) {
  changedTargets { ... on InstanceTarget { targetId status } } changedTargetCount nextAt deployment { rawStatus } } }`

/** How the instances of a deployment go on. Seconds are those since the start of the test. */
interface Fleet {
  count: number
  /** The state of one of them at a second. */
  targetAt: (index: number, second: number) => Omit<InstanceTarget, 'targetId'>
  /** When all is over; left out, it goes on. */
  endsAt?: number
  endsAs?: DeploymentInfo['status']
  /** How many targets AWS lists on a page. */
  pageSize?: number
}

/** One deployment to instances, with the counts that AWS has of them. */
export const fleet =
  ({ count, targetAt, endsAt = Number.POSITIVE_INFINITY, endsAs = 'Succeeded', pageSize }: Fleet): World =>
  (_, now) => {
    const second = Math.floor((now - NOW) / 1000)
    const targets = Array.from({ length: count }, (_, index) => targetAt(index, second))
    const of = (status: InstanceTarget['status']) => targets.filter((target) => target.status === status).length
    const isOver = second >= endsAt
    const info: DeploymentInfo = {
      ...{ deploymentId: idOf(0), computePlatform: 'Server', createTime: new Date(NOW - 120_000) },
      status: isOver ? endsAs : 'InProgress',
      ...(isOver && { completeTime: new Date(NOW + endsAt * 1000) }),
      deploymentOverview: {
        ...{ Pending: of('Pending'), InProgress: of('InProgress'), Succeeded: of('Succeeded'), Failed: of('Failed') },
        ...{ Skipped: 0, Ready: 0 },
      },
    }
    const records = targets.map((target, index) => ({
      deploymentTargetType: 'InstanceTarget' as const,
      instanceTarget: { ...target, targetId: `i-${index}` },
    }))
    return {
      codedeploy: {
        deployments: [deploymentOf(info, records)],
        ...(pageSize && { pageSizes: { ListDeploymentTargets: pageSize } }),
      },
    }
  }

/** The changed targets of an update. */
// biome-ignore lint/suspicious/noExplicitAny: the shape of `data` is what each test asserts
export const changedOf = ({ data }: any): string[] =>
  data.codeDeployDeployment.changedTargets.map(
    ({ targetId, status }: Record<string, string>) => `${targetId} ${status}`,
  )
