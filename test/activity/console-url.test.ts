import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { activity as appconfig } from '../../src/appconfig/activity.ts'
import { CONSOLE_DOMAINS, mayBeOf } from '../../src/aws/console.ts'
import { activity as codedeploy } from '../../src/codedeploy/activity.ts'
import { activity as imagebuilder } from '../../src/imagebuilder/activity.ts'

/** Each partition of AWS: a region, the partition as its ARNs spell it, and the address of its console. */
const PARTITIONS = [
  ['us-east-1', 'aws', 'https://us-east-1.console.aws.amazon.com'],
  ['eu-west-1', 'aws', 'https://eu-west-1.console.aws.amazon.com'],
  ['cn-north-1', 'aws-cn', 'https://cn-north-1.console.amazonaws.cn'],
  ['us-gov-west-1', 'aws-us-gov', 'https://us-gov-west-1.console.amazonaws-us-gov.com'],
  ['eusc-de-east-1', 'aws-eusc', 'https://eusc-de-east-1.console.amazonaws-eusc.eu'],
  ['us-iso-east-1', 'aws-iso', 'https://us-iso-east-1.console.c2shome.ic.gov'],
  ['us-isob-east-1', 'aws-iso-b', 'https://us-isob-east-1.console.sc2shome.sgov.gov'],
  ['eu-isoe-west-1', 'aws-iso-e', 'https://eu-isoe-west-1.console.csphome.adc-e.uk'],
  ['us-isof-south-1', 'aws-iso-f', 'https://us-isof-south-1.console.csphome.hci.ic.gov'],
] as const

const EXECUTION = { kind: 'LifecycleExecution', location: 'here', lifecycleExecutionId: 'lce-1' } as const

describe.each(PARTITIONS)('a console URL in %s (%s)', (region, partition, console) => {
  test('opens a CodeDeploy deployment', () => {
    const deployment = { kind: 'CodeDeployDeployment', location: 'here', deploymentId: 'd-A1B2C3D4E' } as const
    expect(codedeploy.consoleUrl(deployment, region)).toBe(
      `${console}/codesuite/codedeploy/deployments/d-A1B2C3D4E?region=${region}`,
    )
  })

  test('opens an AppConfig deployment within its environment', () => {
    const deployment = {
      ...({ kind: 'AppConfigDeployment', location: 'here' } as const),
      ...{ ApplicationId: 'abc1234', EnvironmentId: 'def5678', DeploymentNumber: 17 },
    }
    expect(appconfig.consoleUrl(deployment, region)).toBe(
      `${console}/systems-manager/appconfig/applications/abc1234/environments/def5678/deployments/17?region=${region}`,
    )
  })

  test('opens the policy of a lifecycle execution, whose ARN is one path segment', () => {
    const arn = `arn:${partition}:imagebuilder:${region}:111122223333:lifecycle-policy/old-images`
    expect(imagebuilder.consoleUrl({ ...EXECUTION, lifecyclePolicyArn: arn }, region)).toBe(
      `${console}/imagebuilder/home?region=${region}#/lifecyclePolicies/arn%3A${partition}%3Aimagebuilder%3A${region}%3A111122223333%3Alifecycle-policy%2Fold-images`,
    )
  })

  test('opens the list of policies for a lifecycle execution without one', () => {
    expect(imagebuilder.consoleUrl(EXECUTION, region)).toBe(
      `${console}/imagebuilder/home?region=${region}#/lifecyclePolicies`,
    )
  })
})

test("the console domains match the sign-in domains in the SDK's endpoint rules", () => {
  // The rules of AWS Signin are in the SDK, but not exported.
  const file = createRequire(import.meta.url).resolve('@aws-sdk/nested-clients/package.json')
  const rules = readFileSync(join(dirname(file), 'dist-es/submodules/signin/endpoint/bdd.js'), 'utf8')
  const signIn = [...rules.matchAll(/"https:\/\/\{Region\}\.signin\.([a-z0-9.-]+)"/g)].map(
    ([, domain]) => `console.${domain}`,
  )
  expect(Object.values(CONSOLE_DOMAINS).toSorted()).toEqual(signIn.toSorted())
})

test.each([
  ['eusc-de-east-1', 'aws-eusc', true],
  ['eusc-de-east-1', 'aws', false],
  ['us-iso-east-1', 'aws', false],
  ['us-iso-east-1', 'aws-iso', true],
  ['us-iso-east-1', 'aws-iso-b', false],
  ['us-east-1', 'aws-iso', false],
  ['us-east-1', 'aws', true],
  ['xx-newer-than-the-sdk-1', 'aws', true],
  ['xx-newer-than-the-sdk-1', 'aws-newer', true],
  ['xx-newer-than-the-sdk-1', 'aws-cn', false],
])('an ARN that pairs the region %s with the partition %s is accepted: %s', (region, partition, accepted) => {
  expect(mayBeOf(region, partition)).toBe(accepted)
})
