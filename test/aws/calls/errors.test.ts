import { isNotFound, toGatewayError } from '../../../src/aws/calls/errors.ts'
import { type ErrorCode, GatewayError, inputError } from '../../../src/errors.ts'
import { CALL, codeOf, connectionError, exception } from './exceptions.ts'

describe('an exception of AWS', () => {
  test.each<[string, number, ErrorCode, boolean]>([
    ['ThrottlingException', 400, 'AWS_THROTTLED', true],
    ['Throttling', 400, 'AWS_THROTTLED', true],
    ['TooManyRequestsException', 429, 'AWS_THROTTLED', true],
    ['CallRateLimitExceededException', 429, 'AWS_THROTTLED', true],
    ['RequestLimitExceeded', 503, 'AWS_THROTTLED', true],
    ['SlowDown', 503, 'AWS_THROTTLED', true],
    ['SomethingNobodyModelled', 429, 'AWS_THROTTLED', true],
    ['AccessDeniedException', 400, 'AWS_ACCESS_DENIED', false],
    ['AccessDenied', 403, 'AWS_ACCESS_DENIED', false],
    ['UnrecognizedClientException', 400, 'AWS_ACCESS_DENIED', false],
    ['ExpiredTokenException', 400, 'AWS_ACCESS_DENIED', false],
    ['InvalidSignatureException', 400, 'AWS_ACCESS_DENIED', false],
    ['IncompleteSignature', 400, 'AWS_ACCESS_DENIED', false],
    ['SignatureDoesNotMatch', 403, 'AWS_ACCESS_DENIED', false],
    ['InvalidClientTokenId', 403, 'AWS_ACCESS_DENIED', false],
    ['MissingAuthenticationTokenException', 400, 'AWS_ACCESS_DENIED', false],
    ['OptInRequired', 403, 'AWS_ACCESS_DENIED', false],
    ['ForbiddenException', 403, 'AWS_ACCESS_DENIED', false],
    ['SomethingNobodyModelled', 401, 'AWS_ACCESS_DENIED', false],
    ['SomethingNobodyModelled', 403, 'AWS_ACCESS_DENIED', false],
    ['RequestTimeoutException', 408, 'AWS_TIMEOUT', true],
    ['DeploymentDoesNotExistException', 400, 'NOT_FOUND', false],
    ['ResourceNotFoundException', 404, 'NOT_FOUND', false],
    ['InvalidDeploymentIdException', 400, 'BAD_USER_INPUT', false],
    ['DeploymentIdRequiredException', 400, 'BAD_USER_INPUT', false],
    ['ValidationException', 400, 'BAD_USER_INPUT', false],
    ['BadRequestException', 400, 'BAD_USER_INPUT', false],
    ['DeploymentTargetListSizeExceededException', 400, 'BAD_USER_INPUT', false],
    ['InternalFailure', 500, 'AWS_UNAVAILABLE', true],
    ['InternalServerException', 500, 'AWS_UNAVAILABLE', true],
    ['ServiceUnavailable', 503, 'AWS_UNAVAILABLE', true],
    ['UnknownError', 502, 'AWS_UNAVAILABLE', true],
    ['UnknownOperationException', 404, 'AWS_UNAVAILABLE', true],
    ['TeapotException', 418, 'AWS_UNAVAILABLE', true],
  ])('named %s with HTTP %d is %s, retryable: %s', (name, status, code, retryable) => {
    const error = toGatewayError(exception(name, status), CALL)
    expect(error).toBeInstanceOf(GatewayError)
    const message = code === 'AWS_ACCESS_DENIED' ? `codedeploy in prod denied access (${name}).` : 'why'
    expect(error).toMatchObject({ code, retryable, message, aws: { errorName: name, httpStatus: status } })
  })

  test('keeps its call and its request id, and becomes the cause of the error', () => {
    const thrown = exception('ThrottlingException', 400, 'Rate exceeded')
    const error = toGatewayError(thrown, CALL)
    expect(error.aws).toEqual({
      ...CALL,
      errorName: 'ThrottlingException',
      httpStatus: 400,
      requestId: 'r-1',
      attempts: 1,
    })
    expect(error.message).toBe('Rate exceeded')
    expect(error.cause).toBe(thrown)
  })

  test('with a very long message is shortened', () => {
    const { message } = toGatewayError(exception('InvalidTagException', 400, `Not a tag: ${'x'.repeat(100_000)}`), CALL)
    expect(message).toMatch(/^Not a tag: x+…$/)
    expect(message.length).toBeLessThanOrEqual(1_001)
  })

  test.each(['', 'UnknownError'])('with no better message than %j is described by its name', (message) => {
    expect(toGatewayError(exception('InvalidTagException', 400, message), CALL).message).toBe(
      'codedeploy in prod answered GetDeployment with InvalidTagException (HTTP 400).',
    )
  })
})

describe('the identity of the gateway', () => {
  const READER = 'arn:aws:sts::111122223333:assumed-role/deploygraph-reader/deploygraph'
  const ACTION = 'is not authorized to perform: codedeploy:ListDeployments'
  const GROUP = 'arn:aws:codedeploy:us-east-1:111122223333:deploymentgroup:shop/prod'
  const CLIENT_MESSAGE = `Not authorized to perform: codedeploy:ListDeployments on resource: ${GROUP}.`
  test.each([
    [`User: ${READER} ${ACTION} on resource: ${GROUP}`, CLIENT_MESSAGE],
    [`User: arn:aws-cn:iam::111122223333:user/ci ${ACTION} on resource: ${GROUP}`, CLIENT_MESSAGE],
    [`User: ${READER} ${ACTION}`, 'Not authorized to perform: codedeploy:ListDeployments.'],
    [`User: ${READER} ${ACTION} on resource: ${GROUP}.`, CLIENT_MESSAGE],
    [
      `User: ${READER} ${ACTION} on resource: ${GROUP} because no identity-based policy allows the action`,
      CLIENT_MESSAGE,
    ],
    [
      `User: ${READER} ${ACTION} on resource: ${GROUP} with an explicit deny in a service control policy: arn:aws:organizations::111122223333:policy/o-abc/service_control_policy/p-1`,
      CLIENT_MESSAGE,
    ],
    [
      `User: ${READER} ${ACTION} on resource: ${GROUP} with an explicit deny in a permissions boundary: arn:aws:iam::111122223333:policy/edge`,
      CLIENT_MESSAGE,
    ],
    [
      'User: arn:aws:iam::111122223333:user/ci is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::444455556666:role/path/reader',
      'Not authorized to perform: sts:AssumeRole.',
    ],
    [`The security token of ${READER} is expired`, 'codedeploy in prod denied access (AccessDeniedException).'],
    [
      "The request signature we calculated does not match.\n\nThe Canonical String should have been\n'POST\nhost:10.0.0.1'",
      'codedeploy in prod denied access (AccessDeniedException).',
    ],
  ])('is removed from a denial, which keeps the action and the resource: %s', (message, clientMessage) => {
    expect(toGatewayError(exception('AccessDeniedException', 400, message), CALL).message).toBe(clientMessage)
  })

  test.each([
    'arn:aws:cloudformation:us-east-1:111122223333:stack/web/9a7f-11',
    'arn:aws-cn:ec2:cn-north-1:111122223333:instance/i-1',
    'arn:aws:ecr:us-east-1:111122223333:repository/web',
  ])('does not include the ARN of a deployment target, by which clients read it: %s', (arn) => {
    const message = `Invalid deployment target id: ${arn}`
    expect(toGatewayError(exception('InvalidDeploymentTargetIdException', 400, message), CALL).message).toBe(message)
  })

  test('is removed from other errors, which keep the names of other resources', () => {
    const message = `${GROUP} has no role arn:aws:iam::111122223333:role/shop, nor key arn:aws:kms:us-east-1:1:key/k`
    expect(toGatewayError(exception('InvalidRoleException', 400, message), CALL).message).toBe(
      `${GROUP} has no role [redacted], nor key [redacted]`,
    )
  })
})

describe('an SDK error without an answer', () => {
  test.each(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'EPROTO'])(
    'with the code %s is AWS_UNAVAILABLE, even where the SDK calls it a timeout',
    (code) => {
      for (const name of ['Error', 'TimeoutError'])
        expect(toGatewayError(connectionError(name, code), CALL)).toMatchObject({
          code: 'AWS_UNAVAILABLE',
          retryable: true,
          message: `codedeploy in prod could not be reached (${code}).`,
          aws: { errorName: code, attempts: 3 },
        })
    },
  )

  test.each([
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'CERT_HAS_EXPIRED',
    'ERR_TLS_CERT_ALTNAME_INVALID',
    'HPE_INVALID_CONSTANT',
  ])('with the code %s is AWS_UNAVAILABLE, without further details', (code) => {
    const message = `codedeploy in prod could not be reached (${code}).`
    expect(toGatewayError(connectionError('Error', code), CALL)).toMatchObject({ code: 'AWS_UNAVAILABLE', message })
  })

  test('with the code ETIMEDOUT is AWS_TIMEOUT', () => {
    expect(toGatewayError(connectionError('TimeoutError', 'ETIMEDOUT'), CALL)).toMatchObject({
      code: 'AWS_TIMEOUT',
      message: 'codedeploy in prod did not answer in time (ETIMEDOUT).',
    })
  })

  test.each([
    'CredentialsProviderError',
    'TokenProviderError',
    'ProviderError',
    'InvalidIdentityToken',
    'IDPRejectedClaim',
  ])('named %s is AWS_ACCESS_DENIED, and hides where credentials come from', (name) => {
    expect(toGatewayError(Object.assign(new Error('no profile'), { name }), CALL)).toMatchObject({
      code: 'AWS_ACCESS_DENIED',
      retryable: false,
      message: `Could not load AWS credentials for codedeploy in prod (${name}).`,
    })
  })

  test('that stems from a mistake of the gateway is INTERNAL_SERVER_ERROR', () => {
    expect(codeOf(new TypeError('x is undefined'))).toBe('INTERNAL_SERVER_ERROR')
    expect(codeOf(Object.assign(new TypeError('why'), { code: 'ERR_INVALID_ARG_TYPE' }))).toBe('INTERNAL_SERVER_ERROR')
  })
})

describe('a GatewayError', () => {
  test('for a mistake of the caller is BAD_USER_INPUT, not retryable, and has no AWS call', () => {
    expect(inputError('too long')).toMatchObject({ code: 'BAD_USER_INPUT', retryable: false, message: 'too long' })
    expect(inputError('too long').aws).toBeUndefined()
  })

  test('means that nothing exists where it is NOT_FOUND or has a name that means "not yet"', () => {
    const notYet = toGatewayError(exception('DeploymentNotStartedException', 400), CALL)
    expect(isNotFound(new GatewayError('NOT_FOUND', 'gone'))).toBe(true)
    expect(isNotFound(notYet)).toBe(false)
    expect(isNotFound(notYet, new Set(['DeploymentNotStartedException']))).toBe(true)
    expect(isNotFound(inputError('bad'), new Set(['DeploymentNotStartedException']))).toBe(false)
  })
})
