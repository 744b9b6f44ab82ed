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

/** AppConfig's part of a region. Every list may be left out; the order of lists does not matter. */
export interface AppConfigWorld {
  applications?: Application[]
  environments?: Environment[]
  configurationProfiles?: ConfigurationProfile[]
  /** The account's own strategies; the predefined ones are always there. */
  deploymentStrategies?: DeploymentStrategy[]
  /** As GetDeployment answers them; the summaries of ListDeployments are taken from them and have a type besides [USER]. */
  deployments?: (Deployment & Pick<DeploymentSummary, 'Type'>)[]
  /** The most items that a page holds, whatever the caller asks: a service may answer fewer. */
  pageSizes?: {
    ListApplications?: number
    ListEnvironments?: number
    ListConfigurationProfiles?: number
    ListDeployments?: number
  }
}
