import type { Context } from '../context.ts'
import type * as Schema from '../generated/resolvers.ts'
import type { Complete } from '../graphql/complete.ts'
import { encodeId } from '../graphql/ids.ts'
import { location } from '../graphql/shared-fields.ts'
import type * as Model from './model.ts'

/** The application that an id beside it names. */
export const application = (parent: { location: string; ApplicationId: string }, _: unknown, { appconfig }: Context) =>
  appconfig.application(parent.location, parent.ApplicationId)

/** A member that GetConfigurationProfile has and ListConfigurationProfiles has not. */
const profileDetail =
  (member: 'Description' | 'RetrievalRoleArn' | 'KmsKeyArn' | 'KmsKeyIdentifier') =>
  async (profile: Model.ConfigurationProfile, _: unknown, { appconfig }: Context) =>
    (await appconfig.configurationProfileDetail(profile))?.[member]

export const ConfigurationProfile: Complete<Schema.ConfigurationProfileResolvers, Model.ConfigurationProfile> = {
  id: ({ kind, location, ApplicationId, Id }) => encodeId(kind, location, ApplicationId, Id),
  location,
  applicationId: ({ ApplicationId }) => ApplicationId,
  configurationProfileId: ({ Id }) => Id,
  name: ({ Name }) => Name,
  locationUri: ({ LocationUri }) => LocationUri,
  type: ({ Type }) => Type,
  validatorTypes: ({ ValidatorTypes = [] }) => ValidatorTypes,
  description: profileDetail('Description'),
  retrievalRoleArn: profileDetail('RetrievalRoleArn'),
  kmsKeyArn: profileDetail('KmsKeyArn'),
  kmsKeyIdentifier: profileDetail('KmsKeyIdentifier'),
  application,
}

export const DeploymentStrategy: Complete<Schema.DeploymentStrategyResolvers, Model.DeploymentStrategy> = {
  id: ({ kind, location, Id }) => encodeId(kind, location, Id),
  location,
  deploymentStrategyId: ({ Id }) => Id,
  name: ({ Name }) => Name,
  description: ({ Description }) => Description,
  deploymentDurationInMinutes: ({ DeploymentDurationInMinutes }) => DeploymentDurationInMinutes,
  growthType: ({ GrowthType }) => GrowthType,
  growthFactor: ({ GrowthFactor }) => GrowthFactor,
  finalBakeTimeInMinutes: ({ FinalBakeTimeInMinutes }) => FinalBakeTimeInMinutes,
  replicateTo: ({ ReplicateTo }) => ReplicateTo,
}
