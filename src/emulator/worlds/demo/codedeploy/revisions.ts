import { createHash } from 'node:crypto'
import type { RevisionLocation } from '@aws-sdk/client-codedeploy'
import { hexOf } from '../random.ts'
import type { Pipeline } from './pipeline.ts'

/** Where the source of a pipeline's build is stored: each platform has its usual place. */
export function revisionOf({ application = 'loyalty-api', plan }: Pipeline, build: number): RevisionLocation {
  if (plan.kind === 'ecs' || plan.kind === 'cloudFormation') {
    // GetDeployment: "the content property of appSpecContent in the returned revision is always null".
    return { revisionType: 'AppSpecContent', appSpecContent: { sha256: sha256(`${application}/${build}`) } }
  }
  if (plan.kind === 'lambda') {
    const content = `{"version":0.0,"Resources":[{"${plan.functionName}":{"Type":"AWS::Lambda::Function"}}]}`
    return { revisionType: 'String', string: { sha256: sha256(`${content}/${build}`) } }
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

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
