import type * as Sdk from '@aws-sdk/client-codedeploy'
import {
  BatchGetApplicationsCommand,
  BatchGetDeploymentGroupsCommand,
  BatchGetDeploymentsCommand,
  GetDeploymentConfigCommand,
} from '@aws-sdk/client-codedeploy'
import { redactMessage } from '../aws/calls/client-message.ts'
import type { AwsRequest } from '../aws/request/aws-request.ts'
import { tagShapes } from '../aws/request/tag-shapes.ts'
import { GatewayError } from '../errors.ts'
import { createRevisionContents } from './change/revision-contents.ts'
import { client } from './client.ts'
import { createSamples } from './estimate/samples.ts'
import { createHistory } from './history/history.ts'
import { createCodeDeployLists } from './lists.ts'
import type { Deployment, DeploymentConfig, DeploymentGroup } from './model.ts'
import { createCodeDeployTargets } from './targets.ts'

// The API reference gives 25 for BatchGetDeployments, 100 for BatchGetApplications, and no number for
// BatchGetDeploymentGroups, which takes one application per call.
export const DEPLOYMENTS_PER_BATCH = 25
export const APPLICATIONS_PER_BATCH = 100
export const GROUPS_PER_BATCH = 25

// Errors that one key of a batch may cause: it is malformed, or names an application that the role may not read.
const BLAMES_ONE_KEY = ['ValidationException', 'AccessDeniedException']

// rollbackInfo and relatedDeployments may be filled in for some time after a deployment has come to its end.
const GRACE_MS = 5 * 60_000
const ENDS: ReadonlySet<string> = new Set(['Succeeded', 'Failed', 'Stopped'] satisfies Sdk.DeploymentStatus[])

export type CodeDeploySource = ReturnType<typeof createCodeDeploySource>

declare module '../context.ts' {
  interface Sources {
    codedeploy: CodeDeploySource
  }
}

/** Reads CodeDeploy for one request. */
export function createCodeDeploySource(aws: AwsRequest) {
  const { locations, scrub } = aws
  const codedeploy = aws.service(client)
  /** BatchGetDeployments, 25 a call. */
  const deployment = codedeploy.batched(BatchGetDeploymentsCommand, {
    size: DEPLOYMENTS_PER_BATCH,
    splitOn: new Set([...BLAMES_ONE_KEY, 'InvalidDeploymentIdException', 'DeploymentIdRequiredException']),
    input: (deploymentIds) => ({ deploymentIds }),
    values: ({ deploymentsInfo }, location) =>
      tagShapes('CodeDeployDeployment', location, 'deploymentId', deploymentsInfo),
    idOf: ({ deploymentId }) => deploymentId,
    isFinal: hasEnded,
  })

  /** BatchGetApplications, 100 a call. */
  const application = codedeploy.batched(BatchGetApplicationsCommand, {
    size: APPLICATIONS_PER_BATCH,
    splitOn: new Set([
      ...BLAMES_ONE_KEY,
      'ApplicationDoesNotExistException',
      'InvalidApplicationNameException',
      'ApplicationNameRequiredException',
    ]),
    listing: (location) => lists.applicationNamesAt(location),
    input: (applicationNames) => ({ applicationNames }),
    values: ({ applicationsInfo }, location) =>
      tagShapes('CodeDeployApplication', location, 'applicationName', applicationsInfo),
    idOf: ({ applicationName }) => applicationName,
  })

  /** BatchGetDeploymentGroups, 25 of one application a call. */
  const group = codedeploy.batched(BatchGetDeploymentGroupsCommand, {
    size: GROUPS_PER_BATCH,
    splitOn: new Set([
      ...BLAMES_ONE_KEY,
      'DeploymentGroupDoesNotExistException',
      'InvalidDeploymentGroupNameException',
      'DeploymentGroupNameRequiredException',
      'DeploymentConfigDoesNotExistException',
    ]),
    listing: (location, applicationName) => lists.groupNames(location, applicationName),
    input: (deploymentGroupNames, [applicationName]: [string]) => ({ applicationName, deploymentGroupNames }),
    values: ({ deploymentGroupsInfo, errorMessage }, location, [applicationName], names) => {
      const groups: Map<string, DeploymentGroup | GatewayError> = tagShapes(
        'DeploymentGroup',
        location,
        'deploymentGroupName',
        deploymentGroupsInfo?.map((group) => Object.assign(group, { applicationName })),
      )
      if (errorMessage && !SAYS_NO_GROUP.test(errorMessage))
        for (const name of names) if (!groups.has(name)) groups.set(name, unreadGroup(name, names, errorMessage))
      return groups
    },
    idOf: ({ deploymentGroupName }) => deploymentGroupName,
  })

  /** GetDeploymentConfig: CodeDeploy has no batch read for it. */
  const config = codedeploy.each(GetDeploymentConfigCommand, {
    input: (deploymentConfigName: string) => ({ deploymentConfigName }),
    value: ({ deploymentConfigInfo: config }, location, deploymentConfigName): DeploymentConfig | undefined =>
      config && Object.assign(config, { kind: 'DeploymentConfig', location, deploymentConfigName } as const),
    idOf: ({ deploymentConfigName }) => deploymentConfigName,
  })

  const lists = createCodeDeployLists(codedeploy, locations, deployment)

  /** Whether a deployment is known to have ended for good. */
  const isFinal = (at: string, deploymentId: string) =>
    codedeploy.remembersFinal(BatchGetDeploymentsCommand, at, deploymentId)

  return {
    deployment,
    application,
    group,
    config,
    /** The contents of AppSpec files: BatchGetApplicationRevisions or GetApplicationRevision. */
    appSpec: createRevisionContents(codedeploy),
    /** Targets, their lifecycle events, and the instances of the older API. */
    targets: createCodeDeployTargets(codedeploy, deployment, isFinal, scrub),
    /** Deployments newest first, and the names of everything else. */
    lists,
    /** Ended deployments as small rows, kept from request to request. */
    history: createHistory(aws, lists, deployment),
    /** How long the last successes of a deployment's group took. */
    samples: createSamples(aws, lists.deployments),

    // By their names alone: in the named location, or wherever they are.
    findDeployment: (deploymentId: string, location?: string | null) =>
      locations.find(['deployment', deploymentId], location, (at) => deployment(at, deploymentId)),
    findApplication: (applicationName: string, location?: string | null) =>
      locations.find(['application', applicationName], location, (at) => application(at, applicationName)),
    findGroup: (applicationName: string, groupName: string, location?: string | null) =>
      locations.find(['group', applicationName, groupName], location, (at) => group(at, applicationName, groupName)),
    findConfig: (configName: string, location?: string | null) =>
      locations.find(['config', configName], location, (at) => config(at, configName)),
  }
}

// The recorded errorMessage for groups that do not exist, which are null in the graph.
const SAYS_NO_GROUP = /^No Deployment Group found/i

/** A group that AWS left out for a reason of its own. Text about groups that other requests read is not shown. */
function unreadGroup(name: string, names: readonly string[], errorMessage: string): GatewayError {
  const isOfOthers = names.some((other) => other !== name && errorMessage.includes(other))
  const why = isOfOthers ? 'it says that not all groups could be read' : redactMessage(errorMessage, 'codedeploy')
  return new GatewayError('AWS_UNAVAILABLE', `BatchGetDeploymentGroups did not return ${JSON.stringify(name)}: ${why}`)
}

/** Whether a deployment has come to its end; AWS may still add to it what followed from that. */
export const hasCompleted = ({ status, completeTime, deploymentOverview }: Deployment): boolean =>
  ENDS.has(status ?? '') && completeTime !== undefined && !deploymentOverview?.InProgress // the hooks of a deployment that failed or was stopped go on

const hasEnded = (deployment: Deployment, now: number): boolean =>
  hasCompleted(deployment) && now - (deployment.completeTime?.getTime() ?? now) > GRACE_MS
