import { consoleOf } from '../aws/console.ts'

const codeDeployPage = (path: string, region: string) =>
  `${consoleOf(region)}/codesuite/codedeploy/${path}?region=${region}`

/** The console page of a deployment, which lists its targets. */
export const deploymentPage = (deploymentId: string, region: string): string =>
  codeDeployPage(`deployments/${encodeURIComponent(deploymentId)}`, region)

/** The console page of a deployment group. */
export const groupPage = (applicationName: string, groupName: string, region: string): string =>
  codeDeployPage(
    `applications/${encodeURIComponent(applicationName)}/deployment-groups/${encodeURIComponent(groupName)}`,
    region,
  )
