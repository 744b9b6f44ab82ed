import { readFileSync } from 'node:fs'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import * as codedeploy from '@aws-sdk/client-codedeploy'
import { toGatewayError } from '../../../src/aws/calls/errors.ts'
import { SERVICES } from '../../../src/services.ts'
import { SDKS } from '../../support/sdks.ts'
import { sourcesOf } from '../../support/service-sources.ts'
import { CALL, codeOf, exception } from './exceptions.ts'

describe('an error that the SDK throws', () => {
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
    ['without a body', 500, ''],
    ['with a success that is not JSON', 200, '<html>Welcome to the hotel</html>'],
    ['with a success that ends in the middle', 200, '{"deploymentInfo":{"deploym'],
  ])('for an answer %s is AWS_UNAVAILABLE', async (_how, status, body) => {
    const error = await thrownBy((_request, response) => response.writeHead(status).end(body))
    expect(error).toMatchObject({ code: 'AWS_UNAVAILABLE', retryable: true, aws: { attempts: 1 } })
  })

  test('for a dropped connection is AWS_UNAVAILABLE', async () => {
    const error = await thrownBy((request) => request.socket.destroy())
    expect(error).toMatchObject({ code: 'AWS_UNAVAILABLE', retryable: true, aws: { attempts: 1 } })
  })

  test('for an answer that does not come in time is AWS_TIMEOUT', async () => {
    const error = await thrownBy(never, { requestTimeout: 20 })
    expect(error).toMatchObject({ code: 'AWS_TIMEOUT', retryable: true, aws: { errorName: 'ETIMEDOUT' } })
  })

  test('for a request that is aborted before the answer is AWS_TIMEOUT', async () => {
    const ended = new AbortController()
    const error = await thrownBy(() => ended.abort(), { signal: ended.signal })
    expect(error).toMatchObject({ code: 'AWS_TIMEOUT', aws: { errorName: 'AbortError' } })
  })

  test('for a deadline that passes is AWS_TIMEOUT', async () => {
    const error = await thrownBy(never, { signal: AbortSignal.timeout(20) })
    expect(error).toMatchObject({ code: 'AWS_TIMEOUT', aws: { errorName: 'AbortError' } })
  })

  test('for a request that was aborted before it was sent is AWS_TIMEOUT', async () => {
    const error = await thrownBy(never, { signal: AbortSignal.abort() })
    expect(error).toMatchObject({ code: 'AWS_TIMEOUT', aws: { errorName: 'AbortError' } })
  })
})

describe('the exceptions that AWS documents for the operations in use', () => {
  // Caught where it occurs, since it means that there is nothing yet.
  const HANDLED = new Set(['DeploymentNotStartedException'])

  test.each(SERVICES.map(({ name, client }) => [name, client.Client.name] as const))(
    'of %s are all classified',
    (service, client) => {
      const sdk = SDKS.get(service) ?? {}
      const base = client.replace(/Client$/, 'ServiceException')
      const names = documented(service, base).filter((name) => !HANDLED.has(name))
      expect(names).not.toHaveLength(0)
      const codes = names.map((name) => [name, codeOf(exception(name, statusOf(sdk, name)))])
      expect(codes.filter(([, code]) => code === 'INTERNAL_SERVER_ERROR')).toEqual([])
    },
  )

  /** The exceptions in the SDK's documentation of the commands that a service's source sends, without their base class. */
  function documented(service: string, base: string): string[] {
    const sources = sourcesOf(service)
    const commands = new Set(sources.join().match(/\b(Get|BatchGet|List)\w+Command\b/g))
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
