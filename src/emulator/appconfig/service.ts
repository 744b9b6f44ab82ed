import * as sdk from '@aws-sdk/client-appconfig'
import { type Constraint, violationsOf } from '../constraints.ts'
import { errorShapesOf } from '../rest.ts'
import { type CommandClass, type Operation, operation, type Service } from '../service.ts'
import { AwsError } from '../wire.ts'
import { type Account, accountOf } from './account.ts'
import * as lists from './lists.ts'

const ID: Constraint = { pattern: /[a-z0-9]{4,7}/ }
/** By member, as the API reference has them. */
const CONSTRAINTS: Record<string, Constraint> = {
  ApplicationId: ID,
  EnvironmentId: ID,
  ConfigurationProfileId: ID,
  DeploymentStrategyId: { pattern: /(^[a-z0-9]{4,7}$|^AppConfig\.[A-Za-z0-9]{9,40}$)/ },
  Type: { pattern: /^[a-zA-Z.]+/ },
  MaxResults: { min: 1, max: 50 },
  NextToken: { min: 1, max: 2048 },
}

/** AWS AppConfig's reads. */
export const service: Service = {
  name: 'appconfig',
  errors: errorShapesOf(sdk),
  operations: [
    read(sdk.GetApplicationCommand, ({ ApplicationId }, account) => account.application(ApplicationId)),
    read(sdk.ListApplicationsCommand, lists.listApplications),
    read(sdk.GetEnvironmentCommand, (input, account) => account.environment(input.ApplicationId, input.EnvironmentId)),
    read(sdk.ListEnvironmentsCommand, lists.listEnvironments),
    read(sdk.GetConfigurationProfileCommand, (input, account) =>
      account.profile(input.ApplicationId, input.ConfigurationProfileId),
    ),
    read(sdk.ListConfigurationProfilesCommand, lists.listConfigurationProfiles),
    read(sdk.GetDeploymentStrategyCommand, (input, account) => account.strategy(input.DeploymentStrategyId)),
    read(sdk.GetDeploymentCommand, (input, account) =>
      account.deployment(input.ApplicationId, input.EnvironmentId, input.DeploymentNumber),
    ),
    read(sdk.ListDeploymentsCommand, lists.listDeployments),
  ],
}

function read<Input extends object, Output>(
  command: CommandClass<Input, Output>,
  handler: (input: Input, account: Account) => Omit<Output, '$metadata'>,
): Operation {
  return operation(command, check, (input, region) => handler(input, accountOf(region)))
}

function check(input: object, required: string[]): void {
  const violations = violationsOf(input, required, CONSTRAINTS)
  if (violations) throw new AwsError('BadRequestException', violations)
}
