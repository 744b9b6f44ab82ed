import type { DeploymentState, EnvironmentState } from '@aws-sdk/client-appconfig'
import type { DeploymentCreator } from '@aws-sdk/client-codedeploy'
import { deploymentOf } from '../../src/emulator/codedeploy/deployment-record.ts'
import type { World } from '../../src/emulator/world.ts'
import { NOW, useGateway } from '../support/gateway.ts'
import { callsOf } from './reading.ts'

const HOUR = 3_600_000
export const ago = (hours: number) => new Date(NOW - hours * HOUR)
const POLICY = 'arn:aws:imagebuilder:us-east-1:111122223333:lifecycle-policy/'

/** One CodeDeploy deployment: its application is the first word of its id. */
const deployed = (id: string, created: number, completed?: number, creator: DeploymentCreator = 'user') =>
  deploymentOf({
    deploymentId: `d-${id}`,
    applicationName: id.slice(0, 4).toLowerCase(),
    deploymentGroupName: 'production',
    status: completed === undefined ? 'InProgress' : 'Succeeded',
    createTime: ago(created),
    completeTime: completed === undefined ? undefined : ago(completed),
    creator,
  })

const rollout = (
  ApplicationId: string,
  DeploymentNumber: number,
  State: DeploymentState,
  started: number,
  end?: number,
) => ({
  ...{ ApplicationId, EnvironmentId: `${ApplicationId}p`.slice(-7), DeploymentNumber, State, StartedAt: ago(started) },
  CompletedAt: end === undefined ? undefined : ago(end),
})

const environment = (ApplicationId: string, Name: string, State: EnvironmentState) => ({
  ...{ ApplicationId, Id: `${ApplicationId}p`.slice(-7), Name, State },
})

const execution = (policy: string, number: number, started: number, end?: number) => ({
  execution: {
    lifecycleExecutionId: `lce-00000000-0000-0000-0000-${String(number).padStart(12, '0')}`,
    lifecyclePolicyArn: `${POLICY}${policy}`,
    state: { status: end === undefined ? ('IN_PROGRESS' as const) : ('SUCCESS' as const) },
    startTime: ago(started),
    endTime: end === undefined ? undefined : ago(end),
  },
})

/** One region: two applications of each service, the first called shop in all of them. */
const world: World = (region) =>
  region !== 'us-east-1'
    ? {}
    : {
        codedeploy: {
          applications: [{ applicationName: 'shop' }, { applicationName: 'mail' }],
          groups: ['shop', 'mail'].map((applicationName) => ({ applicationName, deploymentGroupName: 'production' })),
          deployments: [
            deployed('SHOP00001', 50, 49.5),
            deployed('SHOP00002', 5, 4),
            deployed('SHOP00003', 3.9, 3.5, 'codeDeployRollback'),
            deployed('SHOP00004', 0.5),
            deployed('MAIL00001', 4.5, 2),
          ],
        },
        appconfig: {
          applications: [
            { Id: 'shop01', Name: 'shop' },
            { Id: 'mail01', Name: 'mail' },
          ],
          environments: [
            environment('shop01', 'production', 'DEPLOYING'),
            environment('mail01', 'production', 'READY_FOR_DEPLOYMENT'),
          ],
          deployments: [
            rollout('shop01', 1, 'COMPLETE', 24 * 30, 24 * 30 - 1),
            rollout('shop01', 2, 'COMPLETE', 5, 4),
            rollout('shop01', 3, 'BAKING', 0.5),
            rollout('mail01', 1, 'COMPLETE', 24 * 9, 24 * 9 - 1),
            rollout('mail01', 2, 'ROLLED_BACK', 6, 4.5),
          ],
          pageSizes: { ListDeployments: 1 },
        },
        imagebuilder: {
          policies: [
            { arn: `${POLICY}shop`, name: 'shop' },
            { arn: `${POLICY}mail`, name: 'mail' },
          ],
          executions: [execution('shop', 1, 4.4, 4.3), execution('shop', 2, 0.2), execution('mail', 3, 4.4)],
        },
      }

export const gateway = useGateway({ world, cache: false, gatewayClock: () => NOW })

/** The short ids of the activities that match a filter, and the AWS calls that it took in us-east-1. */
export async function filtered(filter: string) {
  callsOf(gateway.emulator)
  const { data, errors } = await gateway.query(`{ activity(first: 50, filter: { locations: "us-east-1", ${filter} }) {
    nodes {
      ... on CodeDeployDeployment { deploymentId }
      ... on AppConfigDeployment { applicationId deploymentNumber }
      ... on LifecycleExecution { lifecycleExecutionId }
    }
    problems { code } } }`)
  expect({ errors, problems: data.activity?.problems }).toEqual({ errors: undefined, problems: [] })
  const ids: string[] = data.activity.nodes.map((node: object) => Object.values(node).join(' '))
  return {
    ids: ids.map((id) => id.replace('lce-00000000-0000-0000-0000-00000000000', 'lce ')),
    calls: callsOf(gateway.emulator),
  }
}
