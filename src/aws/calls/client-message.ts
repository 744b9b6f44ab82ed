import type { AwsErrorDetails, ErrorCode } from '../../errors.ts'
import { REDACTED, scrubbed } from '../../redact.ts'
import { isOfCredentials, NO_MESSAGE, NO_NAME, type SdkError } from './sdk-error.ts'

/**
 * The message a client gets for a failed call: AWS's own message without what only concerns the operator, or a sentence
 * of ours. Messages of the SDK and of Node, and answers that did not come from AWS, name hosts, files and internals and
 * are never shown.
 */
export function clientMessage(error: SdkError, code: ErrorCode, details: AwsErrorDetails): string {
  const { service, operation, location, errorName, httpStatus } = details
  const where = `${service} in ${location}`
  const denied = code === 'AWS_ACCESS_DENIED' ? redactIdentity(error.message) : undefined
  if (denied) return denied
  if (isOfCredentials(error)) return `Could not load AWS credentials for ${where} (${errorName}).`
  if (code === 'AWS_ACCESS_DENIED') return `${where} denied access (${errorName}).`
  const isOfAws = error.$fault !== undefined && error.name !== NO_NAME
  if (isOfAws && error.message && error.message !== NO_MESSAGE)
    return shortened(scrubbed(redactForeignArns(error.message.slice(0, MAX_READ_CHARACTERS), service)))
  if (httpStatus === undefined) {
    if (code === 'AWS_TIMEOUT') return `${where} did not answer in time (${errorName}).`
    return code === 'AWS_UNAVAILABLE' ? `${where} could not be reached (${errorName}).` : error.message
  }
  const answered = `${where} answered ${operation} with`
  if (httpStatus < 300) return `${answered} an answer that cannot be read (HTTP ${httpStatus}).`
  return isOfAws
    ? `${answered} ${errorName} (HTTP ${httpStatus}).`
    : `${answered} HTTP ${httpStatus} and no error of AWS.`
}

// AWS's own sentences are far shorter. A message may repeat long client input, and is shown for every key of a batch. A
// credential that extends past the cut must still be recognized.
const MAX_CHARACTERS = 500
const MAX_READ_CHARACTERS = 2 * MAX_CHARACTERS

const shortened = (message: string) =>
  message.length > MAX_CHARACTERS ? `${message.slice(0, MAX_CHARACTERS)}…` : message

// The missing action and its resource: an operator needs both, and neither reveals the gateway's identity. The message
// may continue with a policy, a boundary, the reason, or the role to be assumed.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
const DENIED = /is not authorized to perform: ([\w-]+:\w+)(?: on resource: (\S*[^\s.]))?/
const IDENTITY_ARN = /^arn:aws[\w-]*:(?:iam|sts|organizations):/

/** A denial reduced to its action and resource; undefined if the message names no action. */
function redactIdentity(message: string): string | undefined {
  const [, action, resource] = DENIED.exec(message) ?? []
  if (!action) return undefined
  const isVisible = resource !== undefined && !IDENTITY_ARN.test(resource)
  return `Not authorized to perform: ${action}${isVisible ? ` on resource: ${resource}` : ''}.`
}

// Resources that clients may see: the service's own, those it deploys to, and images. Users, roles, policies and keys
// are only for the operator.
const ARN = /\barn:aws[\w-]*:([\w-]*):[^\s,;"')\]]+/g
const DEPLOYED_TO: readonly string[] = ['cloudformation', 'ec2', 'ecr', 'ecs', 'lambda']

/** AWS's text about what it left out of an answer, without what only concerns the operator. */
export const redactMessage = (text: string, service: string): string =>
  redactIdentity(text) ?? redactForeignArns(text, service)

const redactForeignArns = (message: string, service: string) =>
  message.replace(ARN, (arn, owner) => (owner === service || DEPLOYED_TO.includes(owner) ? arn : REDACTED))
