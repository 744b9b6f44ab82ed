import { createHash } from 'node:crypto'
import type {
  BatchGetApplicationRevisionsInput,
  BatchGetApplicationRevisionsOutput,
  GetApplicationRevisionInput,
  GetApplicationRevisionOutput,
  RevisionLocation,
} from '@aws-sdk/client-codedeploy'
import { AwsError } from '../wire.ts'
import type { Account } from './account.ts'
import { checkBatch, checkName } from './input.ts'
import { shuffled } from './shuffle.ts'

const REVISIONS_PER_BATCH = 25 // BatchGetApplicationRevisions: "maximum number of RevisionLocation objects … is 25"

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

export function getApplicationRevision(
  { applicationName = '', revision = {} }: GetApplicationRevisionInput,
  account: Account,
): GetApplicationRevisionOutput {
  findApplication(applicationName, account)
  const key = checkedKey(revision)
  const found = account.revisions(applicationName).get(key)
  if (!found) throw new AwsError('RevisionDoesNotExistException', `No application revision found for ${key}`)
  return { applicationName, revision: found, revisionInfo: {} }
}

/** Answers the revisions it knows and names the others in `errorMessage`. */
export function batchGetApplicationRevisions(
  { applicationName = '', revisions = [] }: BatchGetApplicationRevisionsInput,
  account: Account,
): BatchGetApplicationRevisionsOutput {
  const keys = revisions.map(checkedKey)
  checkBatch(keys, REVISIONS_PER_BATCH)
  findApplication(applicationName, account)
  const known = account.revisions(applicationName)
  const found = keys.flatMap((key) => known.get(key) ?? [])
  const unknown = keys.filter((key) => !known.has(key))
  const shown = account.batchedContents ? found : found.map(withoutContents)
  return {
    applicationName,
    revisions: shuffled(
      shown.map((revisionLocation) => ({ revisionLocation, genericRevisionInfo: {} })),
      keys,
    ),
    errorMessage: unknown.length ? `No application revision found for ${unknown.join(', ')}` : undefined,
  }
}

function findApplication(name: string, account: Account): void {
  checkName(name, 'InvalidApplicationNameException')
  account.application(name)
}

/** What tells a revision from the others of its application; undefined of one that nothing tells. */
export function revisionKey({ revisionType, ...at }: RevisionLocation): string | undefined {
  const { bucket, key, version, eTag } = at.s3Location ?? {}
  const keys: Record<string, string | undefined> = {
    S3: key && [bucket, key, version ?? eTag].join('/'),
    GitHub: at.gitHubLocation?.commitId && `${at.gitHubLocation.repository}@${at.gitHubLocation.commitId}`,
    String: at.string?.sha256,
    AppSpecContent: at.appSpecContent?.sha256,
  }
  const found = keys[revisionType ?? '']
  return found && `${revisionType} ${found}`
}

function checkedKey(revision: RevisionLocation): string {
  const key = revisionKey(revision)
  if (!key) throw new AwsError('InvalidRevisionException', 'The revision was specified in an invalid format.')
  return key
}
