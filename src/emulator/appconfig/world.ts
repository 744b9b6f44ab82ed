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
  /** As GetDeployment answers them; the summaries of ListDeployments are taken from them. */
  deployments?: AppConfigDeployment[]
  /** The most items that a page holds, whatever the caller asks: a service may answer fewer. */
  pageSizes?: {
    ListApplications?: number
    ListEnvironments?: number
    ListConfigurationProfiles?: number
    ListDeployments?: number
  }
}
