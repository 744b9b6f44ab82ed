import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { jest } from '@jest/globals'
import { Agent } from 'undici'
import { callerIdentity } from '../../src/aws/calls/caller-identity.ts'
import { createClients } from '../../src/aws/calls/clients.ts'
import { createLimits } from '../../src/aws/calls/queue.ts'
import { Locations } from '../../src/aws/locations.ts'
import { client as codedeploy } from '../../src/codedeploy/client.ts'
import type { LocationConfig } from '../../src/config.ts'
import { type Emulator, startEmulator } from '../../src/emulator/server.ts'
import { randomCredentials } from '../../src/emulator/sigv4.ts'

let emulator: Emulator
beforeAll(async () => {
  emulator = await startEmulator()
})
afterAll(() => emulator.stop())

/** The identity of the credentials, by a client of this location. */
async function identityOf(more: Partial<LocationConfig> = {}) {
  const { endpoint, credentials } = emulator
  const location = { name: 'here', region: 'us-east-1', endpoint, credentials, ...more }
  const clients = createClients(new Locations([location], false), createLimits(10_000), { awsCallTimeoutMs: 10_000 })
  try {
    return await callerIdentity(clients.at(codedeploy, 'here'), location, 10_000)
  } finally {
    clients.destroy()
  }
}

describe('GetCallerIdentity', () => {
  test('names the account and the user of the credentials', async () => {
    expect(await identityOf()).toEqual({ account: '111122223333', arn: 'arn:aws:iam::111122223333:user/demo' })
  })

  test('is refused for other credentials, by the name that STS has for it', async () => {
    await expect(identityOf({ credentials: randomCredentials() })).rejects.toMatchObject({
      name: 'InvalidClientTokenId',
      message: 'The security token included in the request is invalid.',
      $metadata: { httpStatusCode: 403 },
    })
  })

  // The SDK's rules: https://github.com/boto/botocore/blob/develop/botocore/data/sts/2011-06-15/endpoint-rule-set-1.json
  test.each([
    ['us-east-1', {}, 'sts.us-east-1.amazonaws.com'],
    ['us-east-1', { AWS_USE_FIPS_ENDPOINT: 'true' }, 'sts-fips.us-east-1.amazonaws.com'],
    ['us-east-1', { AWS_USE_DUALSTACK_ENDPOINT: 'true' }, 'sts.us-east-1.api.aws'],
    ['us-gov-west-1', { AWS_USE_FIPS_ENDPOINT: 'true' }, 'sts.us-gov-west-1.amazonaws.com'],
    ['cn-north-1', {}, 'sts.cn-north-1.amazonaws.com.cn'],
  ])('is asked for in %s with %j at %s', async (region, settings, host) => {
    const { env } = process
    process.env = { ...env, ...settings }
    const asked = jest.spyOn(Agent.prototype, 'dispatch').mockImplementation(({ origin }, handler) => {
      handler.onResponseError?.(Object(undefined), new Error(String(origin)))
      return true
    })
    await expect(identityOf({ region, endpoint: undefined })).rejects.toThrow(`https://${host}`)
    asked.mockRestore()
    process.env = env
  })

  test('is asked for at the path of an endpoint', async () => {
    const paths: unknown[] = []
    const proxy = createServer(({ url }, response) => void response.end(String(paths.push(url)))).listen(0, '127.0.0.1')
    await once(proxy, 'listening')
    const { port } = proxy.address() as AddressInfo
    await expect(identityOf({ endpoint: `http://127.0.0.1:${port}/aws/` })).rejects.toThrow('not one of STS')
    expect(paths).toEqual(['/aws/'])
    proxy.close()
  })

  test('is refused for a wrong secret', async () => {
    const credentials = { ...emulator.credentials, secretAccessKey: 'a<&"secret' }
    await expect(identityOf({ credentials })).rejects.toMatchObject({ name: 'SignatureDoesNotMatch' })
  })

  test('fails as injected faults say, in the form of the query protocol', async () => {
    emulator.faults.push({ service: 'sts', error: { name: 'ThrottlingException', message: `<Rate> & "more" isn't` } })
    await expect(identityOf()).rejects.toMatchObject({ name: 'Throttling', message: `<Rate> & "more" isn't` })
    emulator.faults.splice(0)
  })

  test('is the only operation', async () => {
    const body = 'Action=AssumeRole&Version=2011-06-15'
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    const answer = await fetch(emulator.endpoint, { method: 'POST', headers, body })
    expect({ status: answer.status, type: answer.headers.get('content-type') }).toEqual({
      status: 403,
      type: 'text/xml',
    })
    expect(await answer.text()).toContain('<Code>MissingAuthenticationToken</Code>')
  })
})
