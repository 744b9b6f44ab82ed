import type { Context } from '../../context.ts'
import type * as Schema from '../../generated/resolvers.ts'
import type { Complete } from '../../graphql/complete.ts'
import type { AppSpecRevision, Deployment, Revision, RevisionChange } from '../model.ts'
import { type AppSpecChange, appSpecChanges } from './app-spec.ts'
import { changeKindOf, changeSummary, compareUrlOf } from './revision-change.ts'
import { valuesOf } from './revision-contents.ts'
import { revisionLabel } from './revision-label.ts'

interface RevisionOf {
  location: string
  applicationName?: string | undefined
}

/** A revision with the application that it belongs to, which its contents are read from. */
export const revisionOf = (
  { location, applicationName }: RevisionOf,
  revision: Deployment['revision'],
): Revision | undefined => revision && Object.assign({}, revision, { location, applicationName })

/** The revision that a deployment deploys and the one before; undefined if AWS names no revision. */
export function revisionChange(deployment: Deployment): RevisionChange | undefined {
  const to = revisionOf(deployment, deployment.revision)
  return to && { from: revisionOf(deployment, deployment.previousRevision), to }
}

const contents = async (revision: Revision | undefined, { codedeploy }: Context) =>
  revision && valuesOf(await codedeploy.appSpec(revision))

const RevisionResolvers: Complete<Schema.RevisionResolvers, Revision> = {
  type: ({ revisionType }) => revisionType ?? 'UNKNOWN',
  label: async (revision, _, context) => revisionLabel(revision, await contents(revision, context)),
  s3: ({ s3Location }) => s3Location,
  github: ({ gitHubLocation }) => gitHubLocation,
  appSpec: (revision) => {
    const appSpec = revision.appSpecContent ?? revision.string
    return appSpec && { ...appSpec, revision }
  },
}

const AppSpecRevisionResolvers: Complete<Schema.AppSpecRevisionResolvers, AppSpecRevision> = {
  content: async ({ revision }, _, { codedeploy }) => (await codedeploy.appSpec(revision))?.content,
}

const RevisionChangeResolvers: Complete<Schema.RevisionChangeResolvers, RevisionChange> = {
  kind: ({ from, to }) => changeKindOf(from, to),
  summary: async ({ from, to }, _, context) => {
    const [fromValues, toValues] = await Promise.all([contents(from, context), contents(to, context)])
    return changeSummary({ from, to, fromValues, toValues })
  },
  compareUrl: ({ from, to }) => compareUrlOf(from, to),
  appSpecChanges: async ({ from, to }, _, context): Promise<AppSpecChange[]> => {
    if (changeKindOf(from, to) !== 'APP_SPEC') return []
    const [before, after] = await Promise.all([contents(from, context), contents(to, context)])
    return before && after ? appSpecChanges(before, after) : []
  },
}

export const revisionResolvers = {
  Revision: RevisionResolvers,
  AppSpecRevision: AppSpecRevisionResolvers,
  RevisionChange: RevisionChangeResolvers,
}
