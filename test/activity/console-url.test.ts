import { appConfigConsoleUrl, codeDeployConsoleUrl, imageBuilderConsoleUrl } from '../../src/activity/console-url.ts'

/** Each partition of AWS: a region of it, the name that its ARNs have, and where its console is. */
const PARTITIONS = [
  ['us-east-1', 'aws', 'https://us-east-1.console.aws.amazon.com'],
  ['eu-west-1', 'aws', 'https://eu-west-1.console.aws.amazon.com'],
  ['cn-north-1', 'aws-cn', 'https://cn-north-1.console.amazonaws.cn'],
  ['us-gov-west-1', 'aws-us-gov', 'https://us-gov-west-1.console.amazonaws-us-gov.com'],
] as const

describe.each(PARTITIONS)('the console page in %s (%s)', (region, partition, console) => {
  test('of a CodeDeploy deployment is its own', () => {
    expect(codeDeployConsoleUrl(region, 'd-A1B2C3D4E')).toBe(
      `${console}/codesuite/codedeploy/deployments/d-A1B2C3D4E?region=${region}`,
    )
  })

  test('of an AppConfig deployment is its own, below its environment', () => {
    expect(appConfigConsoleUrl(region, 'abc1234', 'def5678', 17)).toBe(
      `${console}/systems-manager/appconfig/applications/abc1234/environments/def5678/deployments/17?region=${region}`,
    )
  })

  test('of a lifecycle execution is that of its policy, whose ARN is one segment', () => {
    const arn = `arn:${partition}:imagebuilder:${region}:111122223333:lifecycle-policy/old-images`
    expect(imageBuilderConsoleUrl(region, arn)).toBe(
      `${console}/imagebuilder/home?region=${region}#/lifecyclePolicies/arn%3A${partition}%3Aimagebuilder%3A${region}%3A111122223333%3Alifecycle-policy%2Fold-images`,
    )
  })

  test('of a lifecycle execution without a policy is that of all policies', () => {
    expect(imageBuilderConsoleUrl(region, undefined)).toBe(
      `${console}/imagebuilder/home?region=${region}#/lifecyclePolicies`,
    )
  })
})
