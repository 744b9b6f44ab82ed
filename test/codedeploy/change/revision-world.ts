import type { DeploymentInfo, RevisionLocation } from '@aws-sdk/client-codedeploy'
import { deploymentOf } from '../../../src/emulator/codedeploy/deployment-record.ts'
import { appSpecRevision } from '../../../src/emulator/codedeploy/revision-record.ts'
import type { CodeDeployWorld } from '../../../src/emulator/codedeploy/world.ts'
import type { World } from '../../../src/emulator/world.ts'

export const ENDED = Date.parse('2026-11-20T09:00:00Z')
const ARN = 'arn:aws:ecs:us-east-1:111122223333:task-definition/checkout'

export const content = (version: number) => `version: 0.0
Resources:
  - TargetService:
      Type: AWS::ECS::Service
      Properties:
        TaskDefinition: "${ARN}:${version}"
        LoadBalancerInfo:
          ContainerName: "checkout"
          ContainerPort: ${version % 2 === 0 ? 8080 : 80}
`
const appSpec = (version: number): RevisionLocation => appSpecRevision(content(version))
export const sha256 = (version: number) => appSpec(version).appSpecContent?.sha256
export const deploymentId = (number: number) => `d-CHANGE${String(number).padStart(3, '0')}`

/** Each deploys the version of its number over the one before. */
export const info = (number: number, more: DeploymentInfo = {}): DeploymentInfo => ({
  deploymentId: deploymentId(number),
  applicationName: 'checkout',
  deploymentGroupName: 'production',
  computePlatform: 'ECS',
  status: 'Succeeded',
  createTime: new Date(ENDED - 1_000_000 + number),
  completeTime: new Date(ENDED),
  revision: appSpec(number),
  previousRevision: appSpec(number - 1),
  ...more,
})

export const worldOf =
  (deployments: DeploymentInfo[], more: CodeDeployWorld = {}): World =>
  () => ({
    codedeploy: {
      applications: [{ applicationName: 'checkout', computePlatform: 'ECS' }],
      groups: [
        { applicationName: 'checkout', deploymentGroupName: 'production', targetRevision: deployments[0]?.revision },
      ],
      deployments: deployments.map((one) => deploymentOf(one)),
      ...more,
    },
  })
export const chain = (count: number) => Array.from({ length: count }, (_, index) => info(index + 1))

const REVISION = '{ type label s3 { key } github { commitId } appSpec { sha256 content } }'
export const CHANGE = `{ kind summary compareUrl from ${REVISION} to ${REVISION} appSpecChanges { path from to } }`
export const one = (selection: string, number = 2) =>
  `{ codeDeployDeployment(deploymentId: "${deploymentId(number)}") ${selection} }`

const shown = (version: number) => ({
  type: 'APP_SPEC_CONTENT',
  label: `checkout:${version}`,
  s3: null,
  github: null,
  appSpec: { sha256: sha256(version), content: content(version) },
})
const properties = 'Resources.TargetService.Properties'
export const CHANGED = {
  kind: 'APP_SPEC',
  summary: 'checkout:1 → checkout:2',
  compareUrl: null,
  from: shown(1),
  to: shown(2),
  appSpecChanges: [
    { path: `${properties}.TaskDefinition`, from: `${ARN}:1`, to: `${ARN}:2` },
    { path: `${properties}.LoadBalancerInfo.ContainerPort`, from: '80', to: '8080' },
  ],
}
