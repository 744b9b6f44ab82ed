// AWS documents the console's domains, but none of these paths: a console that changes them breaks a link, no more.

/** The AWS console of a region, which has a domain of its own in each partition. Without a trailing slash. */
export function consoleOf(region: string): string {
  if (region.startsWith('cn-')) return `https://${region}.console.amazonaws.cn`
  if (region.startsWith('us-gov-')) return `https://${region}.console.amazonaws-us-gov.com`
  return `https://${region}.console.aws.amazon.com`
}

/** The console page of a CodeDeploy deployment. */
export const codeDeployConsoleUrl = (region: string, deploymentId: string): string =>
  `${consoleOf(region)}/codesuite/codedeploy/deployments/${encodeURIComponent(deploymentId)}?region=${region}`

/** The console page of an AppConfig deployment. */
export const appConfigConsoleUrl = (
  region: string,
  applicationId: string,
  environmentId: string,
  number: number,
): string =>
  `${consoleOf(region)}/systems-manager/appconfig/applications/${applicationId}/environments/${environmentId}/deployments/${number}?region=${region}`

/** The console page that lists the executions of a lifecycle policy; without a policy, the one of all policies. */
export const imageBuilderConsoleUrl = (region: string, policyArn: string | undefined): string =>
  `${consoleOf(region)}/imagebuilder/home?region=${region}#/lifecyclePolicies${policyArn ? `/${encodeURIComponent(policyArn)}` : ''}`
