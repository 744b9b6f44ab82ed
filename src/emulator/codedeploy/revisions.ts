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
import { revisionKey, withoutContents } from './revision-record.ts'
import { shuffled } from './shuffle.ts'

const REVISIONS_PER_BATCH = 25 // BatchGetApplicationRevisions: "maximum number of RevisionLocation objects … is 25"

export function getApplicationRevision(
  { applicationName = '', revision = {} }: GetApplicationRevisionInput,
  account: Account,
): GetApplicationRevisionOutput {
  findApplication(applicationName, account)
  const key = checkedKey(revision)
  const stored = account.revisions(applicationName).get(key)
  if (!stored) throw new AwsError('RevisionDoesNotExistException', `No application revision found for ${key}`)
  return { applicationName, revision: stored, revisionInfo: {} }
}

/** Answers the revisions it knows and names the others in `errorMessage`. */
export function batchGetApplicationRevisions(
  { applicationName = '', revisions = [] }: BatchGetApplicationRevisionsInput,
  account: Account,
): BatchGetApplicationRevisionsOutput {
  const keys = revisions.map(checkedKey)
  checkBatch(keys, REVISIONS_PER_BATCH)
  findApplication(applicationName, account)
  if (account.leftOutRevisions) return { applicationName, revisions: [], ...account.leftOutRevisions }
  const revisionsByKey = account.revisions(applicationName)
  const stored = keys.flatMap((key) => revisionsByKey.get(key) ?? [])
  const unknown = keys.filter((key) => !revisionsByKey.has(key))
  const shown = account.batchedContents ? stored : stored.map(withoutContents)
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

function checkedKey(revision: RevisionLocation): string {
  const key = revisionKey(revision)
  if (!key) throw new AwsError('InvalidRevisionException', 'The revision was specified in an invalid format.')
  return key
}
