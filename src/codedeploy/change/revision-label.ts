import type { RevisionLocation, S3Location } from '@aws-sdk/client-codedeploy'
import type { AppSpecValues } from './app-spec.ts'

// As many characters as git shows of a commit.
const SHORT = 7
const MAX_LABEL = 100

const short = (id: string) => id.slice(0, SHORT)
const shortWithMark = (id: string) => (id.length > SHORT + 1 ? `${short(id)}…` : id)

/**
 * A short name of a revision for people: owner/repo@1a2b3c4, build-118.zip (version 3LgpX8h…), checkout:42 of an AppSpec
 * file, sha256:1a2b3c4 where its contents are not known. Undefined if AWS gives nothing that tells it from others.
 */
export function revisionLabel(revision: RevisionLocation, values?: AppSpecValues): string | undefined {
  const { gitHubLocation, s3Location, appSpecContent, string } = revision
  if (gitHubLocation) {
    const { repository = '', commitId } = gitHubLocation
    return shortened(commitId ? `${repository}@${short(commitId)}` : repository)
  }
  if (s3Location) return shortened(s3Label(s3Location, 1))
  const { sha256 } = appSpecContent ?? string ?? {}
  return shortened((values && appSpecLabel(values)) || (sha256 ? `sha256:${short(sha256)}` : ''))
}

/** An object in S3 by the last `segments` of bucket and key, and its version. */
export function s3Label({ bucket = '', key = '', version }: S3Location, segments: number): string {
  const name = s3Path({ bucket, key }).slice(-segments).join('/')
  return version ? `${name} (version ${shortWithMark(version)})` : name
}

/** The bucket of an object, and the segments of its key. */
export const s3Path = ({ bucket = '', key = '' }: S3Location): string[] => [bucket, ...key.split('/')]

const TASK_DEFINITION = /^Resources\b.*\bProperties\.TaskDefinition$/i
const FUNCTION_VERSION = /^(Resources\b.*\bProperties\.)TargetVersion$/i

/** The task definition, as family:revision, or the function's version, as name:version, that an AppSpec file deploys. */
function appSpecLabel(values: AppSpecValues): string {
  const labels = [...values].flatMap(([path, value]) => {
    if (TASK_DEFINITION.test(path)) return value.split('/').at(-1) || []
    const prefix = FUNCTION_VERSION.exec(path)?.[1]?.toLowerCase()
    const name = prefix && [...values].find(([other]) => other.toLowerCase() === `${prefix}name`)?.[1]
    return name ? `${name.split(':function:').at(-1)}:${value}` : []
  })
  return labels.join(', ')
}

function shortened(label: string): string | undefined {
  if (label.length > MAX_LABEL) return `…${label.slice(1 - MAX_LABEL)}`
  return label || undefined
}
