import type { GitHubLocation, RevisionLocation, S3Location } from '@aws-sdk/client-codedeploy'
import { shortened } from '../../activity/sentence.ts'
import type { RevisionChangeKind } from '../../generated/resolvers.ts'
import { type AppSpecChange, type AppSpecValues, appSpecChanges } from './app-spec.ts'
import { revisionLabel, s3Label, s3Path } from './revision-label.ts'

/** How one revision differs from the one before; without one before it is the first. */
export function changeKindOf(from: RevisionLocation | undefined, to: RevisionLocation): RevisionChangeKind {
  if (!from) return 'FIRST'
  if (from.gitHubLocation && to.gitHubLocation) return gitHubChange(from.gitHubLocation, to.gitHubLocation)
  if (from.s3Location && to.s3Location) return s3Change(from.s3Location, to.s3Location)
  const [before, after] = [sha256Of(from), sha256Of(to)]
  if (before && after) return before === after ? 'SAME' : 'APP_SPEC'
  return 'OTHER'
}

const gitHubChange = (from: GitHubLocation, to: GitHubLocation) => {
  if (repositoryOf(from) !== repositoryOf(to) || !from.commitId || !to.commitId) return 'OTHER'
  return from.commitId === to.commitId ? 'SAME' : 'COMMIT'
}

function s3Change(from: S3Location, to: S3Location) {
  if (from.bucket !== to.bucket || from.key !== to.key) return 'S3_KEY'
  // An object without a version may be another one under the same name: its ETag tells, if AWS gives it.
  const [before, after] = from.version && to.version ? [from.version, to.version] : [from.eTag, to.eTag]
  return before && after && before !== after ? 'S3_VERSION' : 'SAME'
}

const repositoryOf = ({ repository }: GitHubLocation) => repository?.toLowerCase()
const sha256Of = ({ appSpecContent, string }: RevisionLocation) => (appSpecContent ?? string)?.sha256

const REPOSITORY = /^[\w.-]+\/[\w.-]+$/
const COMMIT = /^[\da-f]{7,64}$/i

/** GitHub's page that compares two commits of one repository; undefined for everything else. */
export function compareUrlOf(from: RevisionLocation | undefined, to: RevisionLocation): string | undefined {
  const [before, after] = [from?.gitHubLocation?.commitId ?? '', to.gitHubLocation?.commitId ?? '']
  const repository = to.gitHubLocation?.repository ?? ''
  if (changeKindOf(from, to) !== 'COMMIT' || !REPOSITORY.test(repository)) return undefined
  if (!COMMIT.test(before) || !COMMIT.test(after)) return undefined
  return `https://github.com/${repository}/compare/${before}...${after}`
}

/** Two revisions, with what their AppSpec files say where that is known. */
export interface ChangeInput {
  from: RevisionLocation | undefined
  to: RevisionLocation
  fromValues?: AppSpecValues | undefined
  toValues?: AppSpecValues | undefined
}

/** The change in one line: both labels, with their difference if they are equal. Undefined without labels. */
export function changeSummary(input: ChangeInput): string | undefined {
  const summary = summaryOf(input)
  return summary && shortened(summary)
}

function summaryOf({ from, to, fromValues, toValues }: ChangeInput): string | undefined {
  const kind = changeKindOf(from, to)
  const after = revisionLabel(to, toValues)
  const before = from && revisionLabel(from, fromValues)
  if (kind === 'FIRST') return after && `${after} (first)`
  if (kind === 'SAME') return after && `${after} (unchanged)`
  if (!before || !after) return after ?? before
  if (before !== after) return `${before} → ${after}`
  if (from?.s3Location && to.s3Location) return s3Summary(from.s3Location, to.s3Location)
  const changes = fromValues && toValues ? appSpecChanges(fromValues, toValues) : []
  if (changes.length > 0) return `${after} (${changesInWords(changes)})`
  const [beforeId, afterId] = [idOf(from ?? {}), idOf(to)]
  return beforeId === afterId ? after : `${after} (${beforeId} → ${afterId})`
}

/** AWS's identifier of a revision that is not in S3. */
const idOf = (revision: RevisionLocation) => revision.gitHubLocation?.commitId ?? sha256Of(revision) ?? 'unknown'

/** Objects of one name: as many folders as tell them apart, or else the whole version or the ETag. */
function s3Summary(from: S3Location, to: S3Location): string {
  const most = Math.max(s3Path(from).length, s3Path(to).length)
  for (let segments = 2; segments <= most; segments++) {
    const [before, after] = [s3Label(from, segments), s3Label(to, segments)]
    if (before !== after) return `${before} → ${after}`
  }
  const [what, before, after] =
    from.version && to.version ? ['version', from.version, to.version] : ['ETag', from.eTag, to.eTag]
  return `${s3Path(to).at(-1)} (${what} ${before} → ${after})`
}

const MAX_CHANGES = 2

function changesInWords(changes: readonly AppSpecChange[]): string {
  const shown = changes
    .slice(0, MAX_CHANGES)
    .map(({ path, from = 'none', to = 'none' }) => `${path.split('.').at(-1)} ${from} → ${to}`)
  const more = changes.length - shown.length
  return shown.join(', ') + (more > 0 ? `, ${more} more` : '')
}
