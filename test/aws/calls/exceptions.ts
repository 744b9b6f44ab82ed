import { toGatewayError } from '../../../src/aws/calls/errors.ts'

export const CALL = { service: 'codedeploy', operation: 'GetDeployment', location: 'prod' }

/** An exception as the SDK makes it from an answer with an error. */
export const exception = (name: string, httpStatusCode: number, message = 'why') =>
  Object.assign(new Error(message), {
    ...{ name, $fault: 'client' },
    $metadata: { httpStatusCode, requestId: 'r-1', attempts: 1 },
  })

/** An error as the SDK passes it on without an answer. */
export const connectionError = (name: string, code: string) =>
  Object.assign(new Error('why'), { name, code, $metadata: { attempts: 3 } })

/** The code of the GatewayError that is made from an error. */
export const codeOf = (thrown: unknown) => toGatewayError(thrown, CALL).code
