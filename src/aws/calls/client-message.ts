import type { AwsErrorDetails, ErrorCode } from '../../errors.ts'
import { REDACTED } from '../../redact.ts'
import { isOfCredentials, type SdkError } from './sdk-error.ts'

/**
 * What a client is told of a failed call: AWS's own message, without what only concerns the operator, or a sentence of
 * ours. What the SDK and Node say of an answer or a connection names hosts, files and its own internals: it is never
 * shown.
 */
export function clientMessage(error: SdkError, code: ErrorCode, details: AwsErrorDetails): string {
  const { service, operation, location, errorName, httpStatus } = details
  const where = `${service} in ${location}`
  if (isOfCredentials(error)) return `Could not load AWS credentials for ${where} (${errorName}).`
  if (code === 'AWS_ACCESS_DENIED') return redactIdentity(error.message) ?? `${where} denied access (${errorName}).`
  if (error.$fault && error.message && error.message !== 'UnknownError')
    return redactForeignArns(error.message, service)
  if (httpStatus === undefined) {
    if (code === 'AWS_TIMEOUT') return `${where} did not answer in time (${errorName}).`
    return code === 'AWS_UNAVAILABLE' ? `${where} could not be reached (${errorName}).` : error.message
  }
  const what = httpStatus < 300 ? 'an answer that cannot be read' : error.$fault ? errorName : 'no answer of AWS'
  return `${where} answered ${operation} with ${what} (HTTP ${httpStatus}).`
}

// Which action is missing and on what: an operator needs both, and neither says who the gateway is. A policy, a boundary
// or the reason may follow, or a role that was to be assumed.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
const DENIED = /is not authorized to perform: ([\w-]+:\w+)(?: on resource: (\S+))?/
const OURS = /^arn:aws[\w-]*:(?:iam|sts|organizations):/

/** A denial with its action and resource alone; undefined where the message names no action. */
function redactIdentity(message: string): string | undefined {
  const [, action, resource] = DENIED.exec(message) ?? []
  if (!action) return undefined
  const isTold = resource !== undefined && !OURS.test(resource)
  return `The gateway is not authorized to perform: ${action}${isTold ? ` on resource: ${resource}` : ''}`
}

// Things that clients ask about: the service's own, and what it deploys to. Users, roles, policies and keys are the
// operator's.
const ARN = /\barn:aws[\w-]*:([\w-]*):[^\s,;"')\]]+/g
const DEPLOYED_TO: readonly string[] = ['ec2', 'ecs', 'lambda']

const redactForeignArns = (message: string, service: string) =>
  message.replace(ARN, (arn, owner) => (owner === service || DEPLOYED_TO.includes(owner) ? arn : REDACTED))
