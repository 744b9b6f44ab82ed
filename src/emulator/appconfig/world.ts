import type {
  Application,
  ConfigurationProfile,
  Deployment,
  DeploymentStrategy,
  DeploymentSummary,
  Environment,
} from '@aws-sdk/client-appconfig'

declare module '../world.ts' {
  interface RegionWorld {
    appconfig?: AppConfigWorld
  }
}

/** An AppConfig deployment; without a type, a user's. */
export type AppConfigDeployment = Deployment & Pick<DeploymentSummary, 'Type'>

/** AppConfig's part of a region. Every list may be left out; the order of lists does not matter. */
export interface AppConfigWorld {
  applications?: Application[]
  environments?: Environment[]
  configurationProfiles?: ConfigurationProfile[]
  /** The account's own strategies; the predefined ones are always there. */
  deploymentStrategies?: DeploymentStrategy[]
  /** As GetDeployment returns them; ListDeployments summarizes them. */
  deployments?: AppConfigDeployment[]
  /** The maximum page size, whatever the caller requests: a service may return fewer items. */
  pageSizes?: {
    ListApplications?: number
    ListEnvironments?: number
    ListConfigurationProfiles?: number
    ListDeployments?: number
  }
}
