import type { AppConfigWorld } from '../../src/emulator/appconfig/world.ts'

const NUMBER = 3_000_000_000

/** An environment whose deployment has a number that no Int can hold. */
export const unforeseen: AppConfigWorld = {
  applications: [{ Id: 'beyond1', Name: 'beyond' }],
  environments: [{ ApplicationId: 'beyond1', Id: 'prod001', Name: 'production' }],
  deployments: [{ ApplicationId: 'beyond1', EnvironmentId: 'prod001', DeploymentNumber: NUMBER }],
}

/**
 * A field of Query that fails over `unforeseen` in an unexpected way. It is non-null, so that the error
 * nulls its parent too, and graphql-js executes the operation again.
 */
export const failing = (location: string) => `appConfigEnvironment(
  applicationId: "beyond1", environmentId: "prod001", location: "${location}"
) { deployments(first: 1) { nodes { deploymentNumber } } }`

/** Its answer, the path of the error, and the part of its message that must not be shown. */
export const FAILED = {
  data: { deployments: { nodes: [null] } },
  path: ['appConfigEnvironment', 'deployments', 'nodes', 0, 'deploymentNumber'],
  secret: String(NUMBER),
}
