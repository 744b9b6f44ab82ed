import { readFileSync } from 'node:fs'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import * as codedeploy from '@aws-sdk/client-codedeploy'
import { isNotFound, toGatewayError } from '../../../src/aws/calls/errors.ts'
import { type ErrorCode, GatewayError, inputError } from '../../../src/errors.ts'
import { SERVICES } from '../../../src/services.ts'
import { SDKS } from '../../support/sdks.ts'
import { sourcesOf } from '../../support/service-sources.ts'

const CALL = { service: 'codedeploy', operation: 'GetDeployment', location: 'prod' }

/** An exception as the SDK makes it of an answer that is no success. */
const answered = (name: string, httpStatusCode: number, message = 'why') =>
  Object.assign(new Error(message), {
    ...{ name, $fault: 'client' },
    $metadata: { httpStatusCode, requestId: 'r-1', attempts: 1 },
  })

/** An error as the SDK passes it on when nothing was answered. */
const unanswered = (name: string, code: string) =>
  Object.assign(new Error('why'), { name, code, $metadata: { attempts: 3 } })

const codeOf = (thrown: unknown) => toGatewayError(thrown, CALL).code

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
    const error = toGatewayError(answered(name, status), CALL)
    expect(error).toBeInstanceOf(GatewayError)
    const message = code === 'AWS_ACCESS_DENIED' ? `codedeploy in prod denied access (${name}).` : 'why'
    expect(error).toMatchObject({ code, retryable, message, aws: { errorName: name, httpStatus: status } })
  })

  test('keeps the call it belongs to, what AWS knows it by, and itself as the cause', () => {
    const thrown = answered('ThrottlingException', 400, 'Rate exceeded')
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

  test('that repeats all that a client sent is shortened', () => {
    const { message } = toGatewayError(answered('InvalidTagException', 400, `Not a tag: ${'x'.repeat(100_000)}`), CALL)
    expect(message).toMatch(/^Not a tag: x+…$/)
    expect(message.length).toBeLessThanOrEqual(1_001)
  })

  test.each(['', 'UnknownError'])('that says no more than %j is described by its name', (message) => {
    expect(toGatewayError(answered('InvalidTagException', 400, message), CALL).message).toBe(
      'codedeploy in prod answered GetDeployment with InvalidTagException (HTTP 400).',
    )
  })
})

describe('who the gateway is to AWS', () => {
  const READER = 'arn:aws:sts::111122223333:assumed-role/deploygraph-reader/deploygraph'
  const ACTION = 'is not authorized to perform: codedeploy:ListDeployments'
  const GROUP = 'arn:aws:codedeploy:us-east-1:111122223333:deploymentgroup:shop/prod'
  const TOLD = `Not authorized to perform: codedeploy:ListDeployments on resource: ${GROUP}.`
  test.each([
    [`User: ${READER} ${ACTION} on resource: ${GROUP}`, TOLD],
    [`User: arn:aws-cn:iam::111122223333:user/ci ${ACTION} on resource: ${GROUP}`, TOLD],
    [`User: ${READER} ${ACTION}`, 'Not authorized to perform: codedeploy:ListDeployments.'],
    [`User: ${READER} ${ACTION} on resource: ${GROUP}.`, TOLD],
    [`User: ${READER} ${ACTION} on resource: ${GROUP} because no identity-based policy allows the action`, TOLD],
    [
      `User: ${READER} ${ACTION} on resource: ${GROUP} with an explicit deny in a service control policy: arn:aws:organizations::111122223333:policy/o-abc/service_control_policy/p-1`,
      TOLD,
    ],
    [
      `User: ${READER} ${ACTION} on resource: ${GROUP} with an explicit deny in a permissions boundary: arn:aws:iam::111122223333:policy/edge`,
      TOLD,
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
  ])('is not told: of %s the action and the resource are kept', (message, told) => {
    expect(toGatewayError(answered('AccessDeniedException', 400, message), CALL).message).toBe(told)
  })

  test.each([
    'arn:aws:cloudformation:us-east-1:111122223333:stack/web/9a7f-11',
    'arn:aws-cn:ec2:cn-north-1:111122223333:instance/i-1',
    'arn:aws:ecr:us-east-1:111122223333:repository/web',
  ])('is not in the name of what is deployed to, by which clients ask: %s', (arn) => {
    const message = `Invalid deployment target id: ${arn}`
    expect(toGatewayError(answered('InvalidDeploymentTargetIdException', 400, message), CALL).message).toBe(message)
  })

  test('is not told by other errors, which keep the names of what clients read', () => {
    const message = `${GROUP} has no role arn:aws:iam::111122223333:role/shop, nor key arn:aws:kms:us-east-1:1:key/k`
    expect(toGatewayError(answered('InvalidRoleException', 400, message), CALL).message).toBe(
      `${GROUP} has no role [redacted], nor key [redacted]`,
    )
  })
})

describe('what the SDK throws when there is no answer', () => {
  test.each(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'EPROTO'])(
    '%s is AWS_UNAVAILABLE, also when the SDK calls it a timeout',
    (code) => {
      for (const name of ['Error', 'TimeoutError'])
        expect(toGatewayError(unanswered(name, code), CALL)).toMatchObject({
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
  ])('%s is AWS_UNAVAILABLE, and says no more', (code) => {
    const message = `codedeploy in prod could not be reached (${code}).`
    expect(toGatewayError(unanswered('Error', code), CALL)).toMatchObject({ code: 'AWS_UNAVAILABLE', message })
  })

  test('ETIMEDOUT is AWS_TIMEOUT', () => {
    expect(toGatewayError(unanswered('TimeoutError', 'ETIMEDOUT'), CALL)).toMatchObject({
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
  ])('%s is AWS_ACCESS_DENIED, and does not say where credentials come from', (name) => {
    expect(toGatewayError(Object.assign(new Error('no profile'), { name }), CALL)).toMatchObject({
      code: 'AWS_ACCESS_DENIED',
      retryable: false,
      message: `Could not load AWS credentials for codedeploy in prod (${name}).`,
    })
  })

  test('a mistake of the gateway, made before anything was sent, is INTERNAL_SERVER_ERROR', () => {
    expect(codeOf(new TypeError('x is undefined'))).toBe('INTERNAL_SERVER_ERROR')
    expect(codeOf(Object.assign(new TypeError('why'), { code: 'ERR_INVALID_ARG_TYPE' }))).toBe('INTERNAL_SERVER_ERROR')
  })
})

describe('what the SDK really throws', () => {
  type Options = { signal?: AbortSignal; requestTimeout?: number }

  /** The error of one GetDeployment against a server of this kind. */
  async function thrownBy(listener: RequestListener, { signal, requestTimeout = 5_000 }: Options = {}) {
    const server = createServer(listener)
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
    const client = new codedeploy.CodeDeployClient({
      region: 'us-east-1',
      endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      credentials: { accessKeyId: 'id', secretAccessKey: 'secret' },
      maxAttempts: 1,
      requestHandler: { requestTimeout, throwOnRequestTimeout: true },
    })
    const command = new codedeploy.GetDeploymentCommand({ deploymentId: 'd-1' })
    const error = await client.send(command, { abortSignal: signal }).then(
      () => undefined,
      (thrown) => toGatewayError(thrown, CALL),
    )
    client.destroy()
    server.closeAllConnections()
    await new Promise((closed) => server.close(closed))
    return error
  }
  const never: RequestListener = () => undefined

  test.each([
    ['with HTML', 502, '<html>Bad Gateway</html>'],
    ['with nothing', 500, ''],
    ['with a success that is not JSON', 200, '<html>Welcome to the hotel</html>'],
    ['with a success that ends in the middle', 200, '{"deploymentInfo":{"deploym'],
  ])('at an answer %s is AWS_UNAVAILABLE', async (_how, status, body) => {
    const error = await thrownBy((_request, response) => response.writeHead(status).end(body))
    expect(error).toMatchObject({ code: 'AWS_UNAVAILABLE', retryable: true, aws: { attempts: 1 } })
  })

  test('at a connection that is dropped is AWS_UNAVAILABLE', async () => {
    const error = await thrownBy((request) => request.socket.destroy())
    expect(error).toMatchObject({ code: 'AWS_UNAVAILABLE', retryable: true, aws: { attempts: 1 } })
  })

  test('at an answer that does not come in time is AWS_TIMEOUT', async () => {
    const error = await thrownBy(never, { requestTimeout: 20 })
    expect(error).toMatchObject({ code: 'AWS_TIMEOUT', retryable: true, aws: { errorName: 'ETIMEDOUT' } })
  })

  test('when the request ends before the answer is AWS_TIMEOUT', async () => {
    const ended = new AbortController()
    const error = await thrownBy(() => ended.abort(), { signal: ended.signal })
    expect(error).toMatchObject({ code: 'AWS_TIMEOUT', aws: { errorName: 'AbortError' } })
  })

  test('when the deadline has passed is AWS_TIMEOUT', async () => {
    const error = await thrownBy(never, { signal: AbortSignal.timeout(20) })
    expect(error).toMatchObject({ code: 'AWS_TIMEOUT', aws: { errorName: 'AbortError' } })
  })

  test('when the request had ended already is AWS_TIMEOUT', async () => {
    const error = await thrownBy(never, { signal: AbortSignal.abort() })
    expect(error).toMatchObject({ code: 'AWS_TIMEOUT', aws: { errorName: 'AbortError' } })
  })
})

describe('the exceptions that AWS documents for the operations in use', () => {
  // What is caught where it is met, because it means that there is nothing yet.
  const HANDLED = new Set(['DeploymentNotStartedException'])

  test.each(SERVICES.map(({ name, client }) => [name, client.Client.name] as const))(
    'of %s are all classified',
    (service, client) => {
      const sdk = SDKS.get(service) ?? {}
      const base = client.replace(/Client$/, 'ServiceException')
      const names = documented(service, base).filter((name) => !HANDLED.has(name))
      expect(names).not.toHaveLength(0)
      const codes = names.map((name) => [name, codeOf(answered(name, statusOf(sdk, name)))])
      expect(codes.filter(([, code]) => code === 'INTERNAL_SERVER_ERROR')).toEqual([])
    },
  )

  /** The exceptions that the SDK's own documentation gives for the commands that a service's source sends, without their base. */
  function documented(service: string, base: string): string[] {
    const commands = new Set(
      sourcesOf(service)
        .join()
        .match(/\b(Get|BatchGet|List)\w+Command\b/g),
    )
    const declared = new URL(`../../../node_modules/@aws-sdk/client-${service}/dist-types/commands/`, import.meta.url)
    const names = [...commands].flatMap((command) => {
      const declaration = readFileSync(new URL(`${command}.d.ts`, declared), 'utf8')
      return [...declaration.matchAll(/@throws \{@link (\w+)\}/g)].map(([, name = '']) => name)
    })
    return [...new Set(names)].filter((name) => name !== base)
  }

  type Schemas = Record<string, { 3: { error: 'client' | 'server'; httpError?: number } } | undefined>

  /** The HTTP status that the SDK's schema of an exception gives; 400 and 500 where it leaves it to the protocol. */
  function statusOf(sdk: object, name: string): number {
    const traits = (sdk as Schemas)[`${name}$`]?.[3]
    return traits?.httpError ?? (traits?.error === 'server' ? 500 : 400)
  }
})

describe('a GatewayError', () => {
  test('of the caller is BAD_USER_INPUT, not retryable, and about no AWS call', () => {
    expect(inputError('too long')).toMatchObject({ code: 'BAD_USER_INPUT', retryable: false, message: 'too long' })
    expect(inputError('too long').aws).toBeUndefined()
  })

  test('says that nothing is there when it is NOT_FOUND or has the name of "not yet"', () => {
    const notYet = toGatewayError(answered('DeploymentNotStartedException', 400), CALL)
    expect(isNotFound(new GatewayError('NOT_FOUND', 'gone'))).toBe(true)
    expect(isNotFound(notYet)).toBe(false)
    expect(isNotFound(notYet, new Set(['DeploymentNotStartedException']))).toBe(true)
    expect(isNotFound(inputError('bad'), new Set(['DeploymentNotStartedException']))).toBe(false)
  })
})
