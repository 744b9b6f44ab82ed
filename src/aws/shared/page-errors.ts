import { GatewayError } from '../../errors.ts'
import { type AwsOperation, detailsOf, operationName } from '../calls/call.ts'
import { ownFailure } from '../calls/errors.ts'

/** For a list that leads back to one of its own pages, and would be read forever. */
export function repeatedToken(list: AwsOperation): GatewayError {
  const what = `repeated a page token of ${operationName(list.operation)}, so the list cannot be read to its end.`
  return ownFailure(detailsOf(list), 'AWS_UNAVAILABLE', 'RepeatedPageToken', what)
}

/** Whether AWS refused a call for its input: for a token that AWS itself gave, the page that gave it is too old. */
export const isRefusedToken = (error: Error): error is GatewayError =>
  error instanceof GatewayError && error.code === 'BAD_USER_INPUT'

/** For a token that AWS refuses although it gave it. */
export const refusedToken = (error: GatewayError): GatewayError =>
  new GatewayError('AWS_UNAVAILABLE', `AWS refuses a page token that it gave: ${error.message}`, {
    aws: error.aws,
    cause: error,
  })
