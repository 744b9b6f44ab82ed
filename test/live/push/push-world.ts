import { createHash } from 'node:crypto'
import type { SqsMessage, SqsQueue } from '../../../src/emulator/sqs/world.ts'
import type { World } from '../../../src/emulator/world.ts'
import { DEMO_LOCATIONS } from '../../../src/emulator/worlds/demo/demo-world.ts'
import { NOW } from '../../support/gateway.ts'
import { idOf } from '../live-gateway.ts'

const ACCOUNT = DEMO_LOCATIONS[0]?.accountId ?? ''

const uuidOf = (text: string) => createHash('md5').update(text).digest('hex')

/** The members that differ from a usual event. */
export type Difference = Record<string, unknown>

/** An event of EventBridge about a deployment, as CodeDeploy's user guide shows it. */
export const deploymentEvent = (deploymentId = idOf(0), state = 'START', difference: Difference = {}): object => ({
  account: ACCOUNT,
  region: 'us-east-1',
  'detail-type': 'CodeDeploy Deployment State-change Notification',
  source: 'aws.codedeploy',
  version: '0',
  time: '2026-11-21T09:30:01Z',
  id: `${deploymentId}-${state}`,
  resources: [`arn:aws:codedeploy:us-east-1:${ACCOUNT}:application:myApplication`],
  detail: {
    instanceGroupId: '9fd2fbef-2157-40d8-91e7-6845af69e2d2',
    region: 'us-east-1',
    application: 'myApplication',
    deploymentId,
    state,
    deploymentGroup: 'myDeploymentGroup',
  },
  ...difference,
})

/** An event of EventBridge about an instance of a deployment. */
export const instanceEvent = (deploymentId = idOf(0), state = 'SUCCESS'): object =>
  deploymentEvent(deploymentId, state, {
    'detail-type': 'CodeDeploy Instance State-change Notification',
    id: `${deploymentId}-instance-${state}`,
    detail: { instanceId: 'i-0000000aaaaaaaaaa', region: 'us-east-1', state, deploymentId },
  })

/** An event of EventBridge about an AppConfig deployment, as AppConfig's user guide shows it. */
export const appConfigEvent = (what = 'Complete', DeploymentNumber = 1): object => ({
  version: '0',
  id: `appconfig-${what}-${DeploymentNumber}`,
  'detail-type': `On Deployment ${what}`,
  source: 'aws.appconfig',
  account: ACCOUNT,
  time: '2026-11-21T09:30:01Z',
  region: 'us-east-1',
  resources: [`arn:aws:appconfig:us-east-1:${ACCOUNT}:extensionassociation/z763ff5`],
  detail: {
    InvocationId: '5tfjcig',
    Parameters: {},
    Type: `OnDeployment${what}`,
    Application: { Id: 'abc1234', Name: 'storefront' },
    Environment: { Id: 'def5678', Name: 'production' },
    ConfigurationProfile: { Id: 'ghi9012', Name: 'flags' },
    DeploymentNumber,
    ConfigurationVersion: '7',
  },
})

export const QUEUE = queueNamed('deploygraph')

/** The address of a queue in the tests' account. */
export function queueNamed(name: string) {
  return { url: `https://sqs.us-east-1.amazonaws.com/${ACCOUNT}/${name}`, region: 'us-east-1', accountId: ACCOUNT }
}

/** A message that arrives after so many seconds. */
export const message = (second: number, body: object | string, copy = 0): SqsMessage => ({
  id: uuidOf(JSON.stringify([second, body, copy])),
  body: typeof body === 'string' ? body : JSON.stringify(body),
  sentAt: new Date(NOW + second * 1000),
})

/** A world with queues, by their names. */
export const withQueues =
  (world: World, queues: Record<string, SqsMessage[]>): World =>
  (region, now) => ({
    ...world(region, now),
    sqs: {
      queues: Object.entries(queues).map(([name, messages]): SqsQueue => ({ accountId: ACCOUNT, name, messages })),
    },
  })
