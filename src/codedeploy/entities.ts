import type { NaturalKey, NaturalKeys } from '../graphql/federation/entities.ts'
import type { NodeReaders } from '../graphql/federation/nodes.ts'
import { checkedDeploymentId, checkedName, whereIs } from './queries.ts'

const readTarget: NodeReaders[string] = ({ codedeploy }, at, deploymentId, targetId) =>
  codedeploy.targets.target(at, deploymentId, targetId)

export const nodes: NodeReaders = {
  CodeDeployDeployment: ({ codedeploy }, at, deploymentId) => codedeploy.deployment(at, deploymentId),
  CodeDeployApplication: ({ codedeploy }, at, applicationName) => codedeploy.application(at, applicationName),
  DeploymentGroup: ({ codedeploy }, at, applicationName, groupName) => codedeploy.group(at, applicationName, groupName),
  DeploymentConfig: ({ codedeploy }, at, configName) => codedeploy.config(at, configName),
  InstanceTarget: readTarget,
  LambdaTarget: readTarget,
  EcsTarget: readTarget,
  CloudFormationTarget: readTarget,
  UnknownTarget: readTarget,
}

const target: NaturalKey = {
  fields: ['deploymentId', 'targetId'],
  perCall: '25 of one deployment',
  read: async (context, deploymentId, targetId) => {
    const at = await whereIs(checkedDeploymentId(deploymentId), undefined, context)
    return at === undefined ? undefined : context.codedeploy.targets.target(at, deploymentId, targetId)
  },
}

export const naturalKeys: NaturalKeys = {
  CodeDeployDeployment: {
    fields: ['deploymentId'],
    perCall: '25',
    read: async ({ codedeploy }, deploymentId) => codedeploy.findDeployment(checkedDeploymentId(deploymentId)),
  },
  CodeDeployApplication: {
    fields: ['applicationName'],
    perCall: '100',
    read: async ({ codedeploy }, applicationName) =>
      codedeploy.findApplication(checkedName(applicationName, 'applicationName')),
  },
  DeploymentGroup: {
    fields: ['applicationName', 'deploymentGroupName'],
    perCall: '25 of one application',
    read: async ({ codedeploy }, applicationName, groupName) =>
      codedeploy.findGroup(
        checkedName(applicationName, 'applicationName'),
        checkedName(groupName, 'deploymentGroupName'),
      ),
  },
  DeploymentConfig: {
    fields: ['deploymentConfigName'],
    read: async ({ codedeploy }, configName) => codedeploy.findConfig(checkedName(configName, 'deploymentConfigName')),
  },
  InstanceTarget: target,
  LambdaTarget: target,
  EcsTarget: target,
  CloudFormationTarget: target,
  UnknownTarget: target,
}
