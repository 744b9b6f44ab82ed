import {
  BatchGetApplicationRevisionsCommand,
  BatchGetApplicationsCommand,
  BatchGetDeploymentGroupsCommand,
  BatchGetDeploymentInstancesCommand,
  BatchGetDeploymentsCommand,
  BatchGetDeploymentTargetsCommand,
  GetApplicationCommand,
  GetApplicationRevisionCommand,
  GetDeploymentCommand,
  GetDeploymentConfigCommand,
  GetDeploymentGroupCommand,
  GetDeploymentInstanceCommand,
  GetDeploymentTargetCommand,
  ListApplicationsCommand,
  ListDeploymentConfigsCommand,
  ListDeploymentGroupsCommand,
  ListDeploymentInstancesCommand,
  ListDeploymentsCommand,
  ListDeploymentTargetsCommand,
} from '@aws-sdk/client-codedeploy'
import { type CommandClass, type Operation, operation, type Service } from '../service.ts'
import { type Account, accountOf } from './account.ts'
import * as applications from './applications.ts'
import * as deployments from './deployments.ts'
import { checkRequired } from './input.ts'
import * as instances from './instances.ts'
import * as revisions from './revisions.ts'
import * as targets from './targets.ts'

const OPERATIONS: Operation[] = [
  read(GetDeploymentCommand, deployments.getDeployment),
  read(BatchGetDeploymentsCommand, deployments.batchGetDeployments),
  read(ListDeploymentsCommand, deployments.listDeployments),
  read(GetDeploymentTargetCommand, targets.getDeploymentTarget),
  read(BatchGetDeploymentTargetsCommand, targets.batchGetDeploymentTargets),
  read(ListDeploymentTargetsCommand, targets.listDeploymentTargets),
  read(GetDeploymentInstanceCommand, instances.getDeploymentInstance),
  read(BatchGetDeploymentInstancesCommand, instances.batchGetDeploymentInstances),
  read(ListDeploymentInstancesCommand, instances.listDeploymentInstances),
  read(GetApplicationCommand, applications.getApplication),
  read(BatchGetApplicationsCommand, applications.batchGetApplications),
  read(GetApplicationRevisionCommand, revisions.getApplicationRevision),
  read(BatchGetApplicationRevisionsCommand, revisions.batchGetApplicationRevisions),
  read(ListApplicationsCommand, applications.listApplications),
  read(GetDeploymentGroupCommand, applications.getDeploymentGroup),
  read(BatchGetDeploymentGroupsCommand, applications.batchGetDeploymentGroups),
  read(ListDeploymentGroupsCommand, applications.listDeploymentGroups),
  read(GetDeploymentConfigCommand, applications.getDeploymentConfig),
  read(ListDeploymentConfigsCommand, applications.listDeploymentConfigs),
]

/** AWS CodeDeploy's reads. */
export const service: Service = {
  name: 'codedeploy',
  target: 'CodeDeploy_20141006',
  operations: OPERATIONS,
}

function read<Input extends object, Output>(
  command: CommandClass<Input, Output>,
  handler: (input: Input, account: Account) => Omit<Output, '$metadata'>,
): Operation {
  return operation(command, checkRequired, (input, region) => handler(input, accountOf(region)))
}
