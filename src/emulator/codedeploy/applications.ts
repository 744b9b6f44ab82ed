import type {
  BatchGetApplicationsInput,
  BatchGetApplicationsOutput,
  BatchGetDeploymentGroupsInput,
  BatchGetDeploymentGroupsOutput,
  DeploymentGroupInfo,
  GetApplicationInput,
  GetApplicationOutput,
  GetDeploymentConfigInput,
  GetDeploymentConfigOutput,
  GetDeploymentGroupInput,
  GetDeploymentGroupOutput,
  ListApplicationsInput,
  ListApplicationsOutput,
  ListDeploymentConfigsInput,
  ListDeploymentConfigsOutput,
  ListDeploymentGroupsInput,
  ListDeploymentGroupsOutput,
} from '@aws-sdk/client-codedeploy'
import { page } from '../pages.ts'
import type { Account } from './account.ts'
import { checkBatch, checkName } from './input.ts'
import { withoutContents } from './revision-record.ts'
import { shuffled } from './shuffle.ts'

const NAMES_PER_BATCH = 100 // BatchLimitExceededException: "names or IDs allowed for this request (100)"

export function getApplication({ applicationName = '' }: GetApplicationInput, account: Account): GetApplicationOutput {
  return { application: findApplication(applicationName, account) }
}

export function batchGetApplications(
  { applicationNames = [] }: BatchGetApplicationsInput,
  account: Account,
): BatchGetApplicationsOutput {
  checkBatch(applicationNames, NAMES_PER_BATCH)
  const applications = applicationNames.map((name) => findApplication(name, account))
  return { applicationsInfo: shuffled(applications, applicationNames) }
}

export function listApplications({ nextToken }: ListApplicationsInput, account: Account): ListApplicationsOutput {
  const { items, nextToken: next } = page({
    request: 'ListApplications',
    items: account.applications.map((application) => application.applicationName ?? ''),
    key: (name) => name,
    size: account.pageSizes.ListApplications,
    token: nextToken,
  })
  return { applications: items, nextToken: next }
}

export function getDeploymentGroup(
  { applicationName = '', deploymentGroupName = '' }: GetDeploymentGroupInput,
  account: Account,
): GetDeploymentGroupOutput {
  findApplication(applicationName, account)
  checkName(deploymentGroupName, 'InvalidDeploymentGroupNameException')
  return { deploymentGroupInfo: answered(account.group(applicationName, deploymentGroupName)) }
}

/** A group without the contents of its revision. */
const answered = (group: DeploymentGroupInfo): DeploymentGroupInfo => ({
  ...group,
  targetRevision: withoutContents(group.targetRevision),
})

/** No not-found error is modelled for a group here: what is missing is named in `errorMessage`, "" when nothing is. */
export function batchGetDeploymentGroups(
  { applicationName = '', deploymentGroupNames = [] }: BatchGetDeploymentGroupsInput,
  account: Account,
): BatchGetDeploymentGroupsOutput {
  checkBatch(deploymentGroupNames, NAMES_PER_BATCH)
  findApplication(applicationName, account)
  for (const name of deploymentGroupNames) checkName(name, 'InvalidDeploymentGroupNameException')
  const groups = deploymentGroupNames.flatMap((name) => account.findGroup(applicationName, name) ?? []).map(answered)
  const missing = deploymentGroupNames.filter((name) => !account.findGroup(applicationName, name))
  const { names = [], errorMessage = '' } = account.leftOutGroups ?? {}
  const listedGroups = groups.filter(({ deploymentGroupName = '' }) => !names.includes(deploymentGroupName))
  if (listedGroups.length < groups.length)
    return { deploymentGroupsInfo: shuffled(listedGroups, deploymentGroupNames), errorMessage }
  return {
    deploymentGroupsInfo: shuffled(groups, deploymentGroupNames),
    errorMessage: missing.length ? `No Deployment Group found for name: ${missing.join(', ')}` : '',
  }
}

export function listDeploymentGroups(
  { applicationName = '', nextToken }: ListDeploymentGroupsInput,
  account: Account,
): ListDeploymentGroupsOutput {
  findApplication(applicationName, account)
  const { items, nextToken: next } = page({
    request: ['ListDeploymentGroups', applicationName],
    items: account.groups
      .filter((group) => group.applicationName === applicationName)
      .map((group) => group.deploymentGroupName ?? ''),
    key: (name) => name,
    size: account.pageSizes.ListDeploymentGroups,
    token: nextToken,
  })
  return { applicationName, deploymentGroups: items, nextToken: next }
}

export function getDeploymentConfig(
  { deploymentConfigName = '' }: GetDeploymentConfigInput,
  account: Account,
): GetDeploymentConfigOutput {
  checkName(deploymentConfigName, 'InvalidDeploymentConfigNameException')
  return { deploymentConfigInfo: account.config(deploymentConfigName) }
}

export function listDeploymentConfigs(
  { nextToken }: ListDeploymentConfigsInput,
  account: Account,
): ListDeploymentConfigsOutput {
  const { items, nextToken: next } = page({
    request: 'ListDeploymentConfigs',
    items: account.configs.map((config) => config.deploymentConfigName ?? ''),
    key: (name) => name,
    size: account.pageSizes.ListDeploymentConfigs,
    token: nextToken,
  })
  return { deploymentConfigsList: items, nextToken: next }
}

function findApplication(name: string, account: Account) {
  checkName(name, 'InvalidApplicationNameException')
  return account.application(name)
}
