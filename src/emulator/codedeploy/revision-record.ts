import { createHash } from 'node:crypto'
import type { RevisionLocation } from '@aws-sdk/client-codedeploy'

/** An AppSpec file given inline, as the deployment that was created with it has it. */
export const appSpecRevision = (content: string): RevisionLocation => ({
  revisionType: 'AppSpecContent',
  appSpecContent: { content, sha256: createHash('sha256').update(content).digest('hex') },
})

/** GetDeployment: "the content property of the appSpecContent object in the returned revision is always null". Of the older
 * RawString, and of groups, nothing is documented. */
export function withoutContents(revision: RevisionLocation | undefined): RevisionLocation | undefined {
  if (!revision?.appSpecContent && !revision?.string) return revision
  const { appSpecContent, string, ...rest } = revision
  return {
    ...rest,
    appSpecContent: appSpecContent && { sha256: appSpecContent.sha256 },
    string: string && { sha256: string.sha256 },
  }
}

/** The key of a revision within its application; undefined if it has none. */
export function revisionKey({ revisionType, ...at }: RevisionLocation): string | undefined {
  const { bucket, key, version, eTag } = at.s3Location ?? {}
  const keys: Record<string, string | undefined> = {
    S3: key && [bucket, key, version ?? eTag].join('/'),
    GitHub: at.gitHubLocation?.commitId && `${at.gitHubLocation.repository}@${at.gitHubLocation.commitId}`,
    String: at.string?.sha256,
    AppSpecContent: at.appSpecContent?.sha256,
  }
  const location = keys[revisionType ?? '']
  return location && `${revisionType} ${location}`
}
