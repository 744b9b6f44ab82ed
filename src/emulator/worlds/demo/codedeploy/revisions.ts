import { createHash } from 'node:crypto'
import type { RevisionLocation } from '@aws-sdk/client-codedeploy'
import { appSpecRevision } from '../../../codedeploy/revision-record.ts'
import { hexOf } from '../random.ts'
import type { Pipeline } from './pipeline.ts'

/** Where the source of a pipeline's build is stored: each platform has its usual place. */
export function revisionOf({ application = 'loyalty-api', region, plan }: Pipeline, build: number): RevisionLocation {
  if (plan.kind === 'ecs' || plan.kind === 'cloudFormation')
    return appSpecRevision(ecsAppSpec(region, plan.kind === 'ecs' ? plan.service : application, build))
  if (plan.kind === 'lambda') {
    const content = lambdaAppSpec(plan.functionName, plan.alias, build)
    return { revisionType: 'String', string: { content, sha256: sha256(content) } }
  }
  if (application === 'search-indexer') {
    const commitId = hexOf(40, application, build)
    return { revisionType: 'GitHub', gitHubLocation: { repository: `example-corp/${application}`, commitId } }
  }
  return {
    revisionType: 'S3',
    s3Location: {
      bucket: 'example-corp-releases',
      key: `${application}/${application}-${build}.zip`,
      bundleType: 'zip',
      eTag: `"${hexOf(32, application, build)}"`,
    },
  }
}

/** The AppSpec file of an ECS service, as the console writes it in YAML. */
function ecsAppSpec(region: string, service: string, build: number): string {
  return `version: 0.0
Resources:
  - TargetService:
      Type: AWS::ECS::Service
      Properties:
        TaskDefinition: "arn:aws:ecs:${region}:111122223333:task-definition/${service}:${build}"
        LoadBalancerInfo:
          ContainerName: "${service}"
          ContainerPort: 8080
        PlatformVersion: "${build % 10 === 0 ? '1.4.0' : 'LATEST'}"
Hooks:
  - AfterAllowTestTraffic: "${service}-smoke-test"
  - AfterAllowTraffic: "${service}-smoke-test"
`
}

/** The AppSpec file of a function, as SAM writes it in JSON. */
function lambdaAppSpec(functionName: string, alias: string, build: number): string {
  const versions = { CurrentVersion: String(build - 1), TargetVersion: String(build) }
  const properties = { Name: functionName, Alias: alias, ...versions }
  return JSON.stringify({
    version: 0.0,
    Resources: [{ [functionName]: { Type: 'AWS::Lambda::Function', Properties: properties } }],
    Hooks: [{ AfterAllowTraffic: `${functionName}-check` }],
  })
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
