import { LRUCache } from 'lru-cache'
import type { AwsRequest } from '../../aws/request/aws-request.ts'
import { GatewayError } from '../../errors.ts'
import type { CodeDeployLists } from '../lists.ts'
import type { Deployment } from '../model.ts'
import { totalOf } from '../progress/overview.ts'
import type { Sample } from './estimate-history.ts'

// How many of the group's last successes an estimate comes from.
const MAX_SUCCESSES = 10

/** The facts about a successful deployment that an estimate needs. */
interface Success {
  createTime: Date | undefined
  startTime: Date | undefined
  completeTime: Date | undefined
  targets: number | undefined
  waitsForPeople: boolean
}

/** The last successes of a group, and when they expire, in milliseconds since 1970. */
interface Kept {
  successes: readonly Success[]
  until: number
}

// Groups whose last successes are kept: about 2 kB each.
const MAX_GROUPS = 10_000

// Not `max`, which allocates all entries up front: without the cache, that would happen once per request with an estimate.
const createKept = () => new LRUCache<string, Kept>({ maxSize: MAX_GROUPS, sizeCalculation: () => 1 })

/**
 * The last successes of deployment groups, for one request: the ListDeployments pages that hold ten, and one
 * BatchGetDeployments per 25. They are kept for ENUMERATION_SECONDS, since one more hardly changes an estimate, so that a
 * client that polls an estimate costs two calls in that time.
 */
export function createSamples(aws: AwsRequest, deployments: CodeDeployLists['deployments']) {
  const read = async (location: string, applicationName: string, deploymentGroupName: string) => {
    const kept = aws.shared(createKept)
    const key = JSON.stringify([location, applicationName, deploymentGroupName])
    const remembered = kept.get(key)
    if (remembered && aws.clock() <= remembered.until) {
      aws.caller.receipt.remembered('codedeploy:ListDeployments')
      return remembered.successes
    }
    const until = aws.clock() + aws.enumerationSeconds * 1000
    const of = { location, applicationName, deploymentGroupName }
    const { items, failures } = await deployments(of, { statuses: ['SUCCEEDED'] }, MAX_SUCCESSES)
    if (items.length === 0 && failures.length > 0) throw failures[0]
    const successes = items.flatMap(({ value }) => (value instanceof GatewayError ? [] : successOf(value)))
    // Not kept if incomplete, or if empty, because a first success may follow soon.
    if (failures.length === 0 && successes.length === items.length && successes.length > 0)
      kept.set(key, { successes, until })
    return successes
  }

  /**
   * The durations of those that did not wait for a person: from their start if the deployment has begun, otherwise from
   * their creation.
   */
  return async (deployment: Deployment): Promise<Sample[]> => {
    const { location, applicationName, deploymentGroupName, startTime } = deployment
    if (!applicationName || !deploymentGroupName) return []
    const successes = await read(location, applicationName, deploymentGroupName)
    return successes.flatMap(({ createTime, startTime: began, completeTime, targets, waitsForPeople }) => {
      const started = startTime ? (began ?? createTime) : (createTime ?? began)
      if (waitsForPeople || !started || !completeTime) return []
      return [{ durationMs: completeTime.getTime() - started.getTime(), targets }]
    })
  }
}

function successOf(deployment: Deployment): Success {
  const { createTime, startTime, completeTime, deploymentOverview, blueGreenDeploymentConfiguration } = deployment
  return {
    createTime,
    startTime,
    completeTime,
    targets: deploymentOverview && totalOf(deploymentOverview),
    waitsForPeople: blueGreenDeploymentConfiguration?.deploymentReadyOption?.actionOnTimeout === 'STOP_DEPLOYMENT',
  }
}
