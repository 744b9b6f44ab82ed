import type {
  Applications,
  ConfigurationProfile,
  ConfigurationProfileSummary,
  ConfigurationProfiles,
  DeploymentSummary,
  Deployments,
  Environments,
  ListApplicationsRequest,
  ListConfigurationProfilesRequest,
  ListDeploymentsRequest,
  ListEnvironmentsRequest,
} from '@aws-sdk/client-appconfig'
import { page } from '../pages.ts'
import type { Account } from './account.ts'
import type { AppConfigDeployment } from './world.ts'

const PAGE = 50 // MaxResults: "Valid Range: Minimum value of 1. Maximum value of 50."

interface PageRequest {
  MaxResults?: number | undefined
  NextToken?: string | undefined
}

export function listApplications(input: ListApplicationsRequest, account: Account): Applications {
  return cut('ListApplications', input, account, account.applications, idOf)
}

export function listEnvironments(input: ListEnvironmentsRequest, account: Account): Environments {
  return cut('ListEnvironments', input, account, account.environments(input.ApplicationId), idOf)
}

/** Summaries: the types of the validators without their contents. */
export function listConfigurationProfiles(
  input: ListConfigurationProfilesRequest,
  account: Account,
): ConfigurationProfiles {
  const profiles = account
    .profiles(input.ApplicationId)
    .filter(({ Type }) => input.Type === undefined || input.Type === Type)
    .map(profileSummary)
  return cut('ListConfigurationProfiles', input, account, profiles, idOf)
}

/** Summaries, "in descending deployment number order". */
export function listDeployments(input: ListDeploymentsRequest, account: Account): Deployments {
  const deployments = account.deployments(input.ApplicationId, input.EnvironmentId)
  const { Items, NextToken } = cut('ListDeployments', input, account, deployments, (one) =>
    String(one.DeploymentNumber),
  )
  return { Items: Items.map(deploymentSummary), NextToken }
}

function cut<T>(
  operation: keyof Account['pageSizes'],
  { MaxResults = PAGE, NextToken: token, ...request }: PageRequest,
  account: Account,
  items: T[],
  key: (item: T) => string,
): { Items: T[]; NextToken?: string | undefined } {
  const size = Math.min(MaxResults, account.pageSizes[operation] ?? PAGE)
  const result = page({ request: [operation, request], items, key, size, token, refusal: 'BadRequestException' })
  return { Items: result.items, NextToken: result.nextToken }
}

function profileSummary(profile: ConfigurationProfile): ConfigurationProfileSummary {
  const { ApplicationId, Id, Name, LocationUri, Type, Validators } = profile
  const ValidatorTypes = Validators?.flatMap(({ Type }) => Type ?? [])
  return { ApplicationId, Id, Name, LocationUri, ValidatorTypes, Type }
}

function deploymentSummary(deployment: AppConfigDeployment): DeploymentSummary {
  const { DeploymentNumber, ConfigurationProfileId, ConfigurationName, ConfigurationVersion } = deployment
  const { DeploymentDurationInMinutes, GrowthType, GrowthFactor, FinalBakeTimeInMinutes } = deployment
  const { State, PercentageComplete, StartedAt, CompletedAt, VersionLabel, Type } = deployment
  return {
    ...{ DeploymentNumber, ConfigurationProfileId, ConfigurationName, ConfigurationVersion },
    ...{ DeploymentDurationInMinutes, GrowthType, GrowthFactor, FinalBakeTimeInMinutes },
    ...{ State, PercentageComplete, StartedAt, CompletedAt, VersionLabel },
    Type: Type ?? 'USER',
  }
}

const idOf = ({ Id = '' }: { Id?: string | undefined }) => Id
