import type { AwsRequest } from '../../aws/request/aws-request.ts'
import { GatewayError } from '../../errors.ts'
import type { CodeDeployLists } from '../lists.ts'
import type { Deployment } from '../model.ts'
import { totalOf } from '../progress/overview.ts'
import type { Sample } from './estimate-history.ts'

// How many of the group's last successes an estimate comes from.
const MAX_SUCCESSES = 10

/** What an estimate needs of a deployment that succeeded. */
interface Success {
  createTime: Date | undefined
  startTime: Date | undefined
  completeTime: Date | undefined
  targets: number | undefined
  waitsForPeople: boolean
}

/**
 * The last successes of deployment groups, for one request: the ListDeployments pages that hold ten, and one
 * BatchGetDeployments per 25. They are kept like other enumerations, since one more hardly changes an estimate, so that a
 * client that polls an estimate costs two calls in that time.
 */
export function createSamples(enumeration: AwsRequest['enumeration'], deployments: CodeDeployLists['deployments']) {
  const read = async (location: string, applicationName: string, deploymentGroupName: string) => {
    const of = { location, applicationName, deploymentGroupName }
    const { items, failures } = await deployments(of, { statuses: ['SUCCEEDED'] }, MAX_SUCCESSES)
    if (items.length === 0 && failures.length > 0) throw failures[0]
    const successes = items.flatMap(({ value }) => (value instanceof GatewayError ? [] : successOf(value)))
    if (failures.length > 0 || successes.length < items.length || successes.length === 0) throw new NotKept(successes)
    return successes
  }

  /**
   * How long those took that did not wait for a person: from their start, or from their creation, as the deployment has
   * begun or not.
   */
  return async (deployment: Deployment): Promise<Sample[]> => {
    const { location, applicationName, deploymentGroupName, startTime } = deployment
    if (!applicationName || !deploymentGroupName) return []
    const key = JSON.stringify(['successes', location, applicationName, deploymentGroupName])
    const successes = await enumeration('codedeploy:ListDeployments', key, () =>
      read(location, applicationName, deploymentGroupName),
    ).catch((error) => {
      if (error instanceof NotKept) return error.successes
      throw error
    })
    return successes.flatMap(({ createTime, startTime: began, completeTime, targets, waitsForPeople }) => {
      const started = startTime ? (began ?? createTime) : (createTime ?? began)
      if (waitsForPeople || !started || !completeTime) return []
      return [{ durationMs: completeTime.getTime() - started.getTime(), targets }]
    })
  }
}

/** Thrown, so that it is not remembered: a part of what AWS listed, or nothing, since a first success may follow soon. */
class NotKept extends Error {
  readonly successes: Success[]

  constructor(successes: Success[]) {
    super()
    this.successes = successes
  }
}

function successOf(deployment: Deployment): Success {
  const { createTime, startTime, completeTime, deploymentOverview, blueGreenDeploymentConfiguration } = deployment
  return {
    ...{ createTime, startTime, completeTime },
    targets: deploymentOverview && totalOf(deploymentOverview),
    waitsForPeople: blueGreenDeploymentConfiguration?.deploymentReadyOption?.actionOnTimeout === 'STOP_DEPLOYMENT',
  }
}
