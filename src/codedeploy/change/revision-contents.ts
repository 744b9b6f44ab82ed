import {
  type AppSpecContent,
  BatchGetApplicationRevisionsCommand,
  GetApplicationRevisionCommand,
  type RevisionLocation,
} from '@aws-sdk/client-codedeploy'
import { byId } from '../../aws/request/tag-shapes.ts'
import type { CodeDeployReader } from '../client.ts'
import type { Revision } from '../model.ts'
import { type AppSpecValues, appSpecValues } from './app-spec.ts'

// "The maximum number of RevisionLocation objects you can specify is 25."
// https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_BatchGetApplicationRevisions.html
const REVISIONS_PER_BATCH = 25

// The errorMessage for revisions that the application does not have; AWS documents no text.
const SAYS_NO_REVISION = /\b(?:no|not|cannot|n't|unknown)\b.*\b(?:found|exists?|revisions?)\b/i

/**
 * The contents of AppSpec files that were given inline, for one request. A deployment names its file by its SHA-256 and
 * leaves the contents out, so they are read from its application. GetApplicationRevision is documented to give them, of
 * BatchGetApplicationRevisions it is not documented: the batch is asked first, and not again in a location where it left
 * out what the other one gave. Equal SHA-256 means equal contents, so these are kept for good.
 */
export function createRevisionContents(codedeploy: CodeDeployReader) {
  /** BatchGetApplicationRevisions, 25 of one application a call. */
  const inBatch = codedeploy.batched(BatchGetApplicationRevisionsCommand, {
    size: REVISIONS_PER_BATCH,
    splitOn: new Set([
      'ValidationException',
      'InvalidRevisionException',
      'RevisionDoesNotExistException',
      'RevisionRequiredException',
    ]),
    input: (hashes, [applicationName, revisionType]: [string, string]) => ({
      applicationName,
      revisions: hashes.map((sha256) => locationOf(revisionType, sha256)),
    }),
    values: ({ revisions = [], errorMessage }, _location, _scope, hashes) => {
      const appSpecs = byId<ReadAppSpec>(
        revisions.map(({ revisionLocation }) => appSpecOf(revisionLocation)),
        ({ sha256 }) => sha256,
      )
      if (errorMessage && !SAYS_NO_REVISION.test(errorMessage))
        for (const sha256 of hashes) if (!appSpecs.has(sha256)) appSpecs.set(sha256, { isLeftOut: true })
      return appSpecs
    },
    isFinal: hasContent,
  })

  /** GetApplicationRevision: one call each. */
  const alone = codedeploy.each(GetApplicationRevisionCommand, {
    input: (applicationName: string, revisionType: string, sha256: string) => ({
      applicationName,
      revision: locationOf(revisionType, sha256),
    }),
    value: ({ revision }) => appSpecOf(revision),
    isFinal: hasContent,
  })

  const read = async ({ location, applicationName, revisionType }: Revision, sha256: string) => {
    if (!applicationName || !revisionType) return undefined
    const key = [applicationName, revisionType, sha256] as const
    if (codedeploy.quirkOf(BatchGetApplicationRevisionsCommand, location) === LEAVES_OUT) return alone(location, ...key)
    const listed = await inBatch(location, ...key)
    if (!listed || hasContent(listed)) {
      if (listed) codedeploy.rememberQuirk(BatchGetApplicationRevisionsCommand, location, GIVES)
      return listed
    }
    const one = await alone(location, ...key)
    if (one && hasContent(one) && !listed.isLeftOut)
      codedeploy.rememberQuirk(BatchGetApplicationRevisionsCommand, location, LEAVES_OUT)
    return one
  }

  /** The AppSpec file of a revision, with its contents; undefined of another kind, and where AWS has no contents. */
  return async (revision: Revision): Promise<ReadAppSpec | undefined> => {
    const named = appSpecOf(revision)
    if (!named || hasContent(named)) return named
    const appSpec = named.sha256 ? await read(revision, named.sha256) : undefined
    return appSpec && hasContent(appSpec) ? appSpec : undefined
  }
}

const LEAVES_OUT = 'leaves contents out'
const GIVES = 'gives contents'

/** `isLeftOut`: the answer of a batch has not the revision at all, for whatever reason. */
export interface ReadAppSpec extends AppSpecContent {
  isLeftOut?: boolean
}

const hasContent = ({ content }: ReadAppSpec) => Boolean(content)

/** AppSpecContent, or RawString in its older form; both have the same members. */
const appSpecOf = (revision: RevisionLocation | undefined): ReadAppSpec | undefined =>
  revision?.appSpecContent ?? revision?.string

const locationOf = (revisionType: string, sha256: string): RevisionLocation =>
  revisionType === 'String'
    ? { revisionType, string: { sha256 } }
    : { revisionType: 'AppSpecContent', appSpecContent: { sha256 } }

// All requests share the files that were read: each is parsed once, when it is first compared.
const parsed = new WeakMap<ReadAppSpec, AppSpecValues | undefined>()

/** The values of an AppSpec file; undefined if its contents are unknown or cannot be parsed. */
export function valuesOf(appSpec: ReadAppSpec | undefined): AppSpecValues | undefined {
  if (!appSpec?.content) return undefined
  if (!parsed.has(appSpec)) parsed.set(appSpec, appSpecValues(appSpec.content))
  return parsed.get(appSpec)
}
