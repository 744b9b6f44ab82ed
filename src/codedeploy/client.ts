import {
  BatchGetApplicationRevisionsCommand,
  BatchGetApplicationsCommand,
  BatchGetDeploymentGroupsCommand,
  BatchGetDeploymentInstancesCommand,
  BatchGetDeploymentsCommand,
  BatchGetDeploymentTargetsCommand,
  CodeDeployClient,
  type CodeDeployClientResolvedConfig,
  GetApplicationRevisionCommand,
  GetDeploymentConfigCommand,
  GetDeploymentInstanceCommand,
  ListApplicationsCommand,
  ListDeploymentConfigsCommand,
  ListDeploymentGroupsCommand,
  ListDeploymentsCommand,
  ListDeploymentTargetsCommand,
  type ServiceInputTypes,
  type ServiceOutputTypes,
} from '@aws-sdk/client-codedeploy'
import type { AwsService } from '../aws/calls/clients.ts'
import { indexingAwsJson } from '../aws/calls/codec.ts'
import { type Permission, permission } from '../aws/calls/permission.ts'
import type { RequestReader } from '../aws/request/request-reader.ts'

/** The texts of a target that its scripts wrote: they may hold credentials. */
export const WRITTEN_BY_SCRIPTS = new Set(['logTail', 'message'])

export const client: AwsService<CodeDeployClient> = {
  name: 'codedeploy',
  serviceId: 'CodeDeploy',
  Client: CodeDeployClient,
  protocol: indexingAwsJson(new Map([['BatchGetDeploymentTargetsOutput', WRITTEN_BY_SCRIPTS]])),
}

export type CodeDeployReader = RequestReader<ServiceInputTypes, ServiceOutputTypes, CodeDeployClientResolvedConfig>

const NOTHING = 'deploygraph-check'
const NO_DEPLOYMENT = 'd-000000000'
const NO_INSTANCE = 'i-00000000000000000'
const NO_REVISION = { revisionType: 'AppSpecContent', appSpecContent: { sha256: '0'.repeat(64) } } as const
const DEPRECATED = 'deploymentInstance and deploymentInstances, which AWS deprecated'
const APP_SPEC = 'the contents of AppSpec files: label, summary, appSpecChanges and content'

/** All that the gateway calls. */
export const permissions: readonly Permission[] = [
  permission(
    BatchGetApplicationRevisionsCommand,
    { applicationName: NOTHING, revisions: [NO_REVISION] },
    { onlyFor: APP_SPEC },
  ),
  permission(BatchGetApplicationsCommand, { applicationNames: [NOTHING] }),
  permission(BatchGetDeploymentGroupsCommand, { applicationName: NOTHING, deploymentGroupNames: [NOTHING] }),
  permission(
    BatchGetDeploymentInstancesCommand,
    { deploymentId: NO_DEPLOYMENT, instanceIds: [NO_INSTANCE] },
    { onlyFor: DEPRECATED },
  ),
  permission(BatchGetDeploymentTargetsCommand, { deploymentId: NO_DEPLOYMENT, targetIds: [NO_INSTANCE] }),
  permission(BatchGetDeploymentsCommand, { deploymentIds: [NO_DEPLOYMENT] }),
  permission(GetApplicationRevisionCommand, { applicationName: NOTHING, revision: NO_REVISION }, { onlyFor: APP_SPEC }),
  permission(GetDeploymentConfigCommand, { deploymentConfigName: NOTHING }),
  permission(
    GetDeploymentInstanceCommand,
    { deploymentId: NO_DEPLOYMENT, instanceId: NO_INSTANCE },
    { onlyFor: DEPRECATED },
  ),
  permission(
    ListApplicationsCommand,
    {},
    {
      things: ({ applications = [] }) =>
        applications.map((name) => ({ applicationName: name, applicationNames: [name] })),
    },
  ),
  permission(
    ListDeploymentConfigsCommand,
    {},
    {
      things: ({ deploymentConfigsList = [] }) => deploymentConfigsList.map((name) => ({ deploymentConfigName: name })),
    },
  ),
  permission(
    ListDeploymentGroupsCommand,
    { applicationName: NOTHING },
    {
      things: ({ applicationName, deploymentGroups = [] }) =>
        deploymentGroups.map((name) => ({ applicationName, deploymentGroupNames: [name] })),
    },
  ),
  permission(ListDeploymentTargetsCommand, { deploymentId: NO_DEPLOYMENT }),
  permission(
    ListDeploymentsCommand,
    {},
    { things: ({ deployments = [] }) => deployments.map((id) => ({ deploymentId: id, deploymentIds: [id] })) },
  ),
]
