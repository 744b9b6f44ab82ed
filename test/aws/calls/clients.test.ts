import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { ListApplicationsCommand } from '@aws-sdk/client-codedeploy'
import { client as appconfig } from '../../../src/appconfig/client.ts'
import { createClients } from '../../../src/aws/calls/clients.ts'
import { createLimits } from '../../../src/aws/calls/queue.ts'
import { Locations } from '../../../src/aws/locations.ts'
import { client as codeDeployClient } from '../../../src/codedeploy/client.ts'
import { client as imagebuilder } from '../../../src/imagebuilder/client.ts'

const TIMEOUTS = { awsCallTimeoutMs: 5_000 }
const KEYS = { accessKeyId: 'a', secretAccessKey: 'b' }
const ROLE = 'arn:aws:iam::111122223333:role/deploygraph-reader'

/** A server on loopback that answers every request alike and keeps the requests. */
async function startServer(contentType: string, body: string, status = 200) {
  const requests: { headers: IncomingHttpHeaders; body: string }[] = []
  const server = createServer(async (request, response) => {
    requests.push({ headers: request.headers, body: await text(request) })
    response.writeHead(status, { 'content-type': contentType }).end(body)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return { endpoint: `http://127.0.0.1:${port}`, requests, stop: () => server.close() }
}

const ASSUMED = `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials>
  <AccessKeyId>ASSUMED</AccessKeyId><SecretAccessKey>secret</SecretAccessKey><SessionToken>session</SessionToken>
  <Expiration>2099-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>`

const ENVIRONMENT = { AWS_ACCESS_KEY_ID: 'base', AWS_SECRET_ACCESS_KEY: 'base', AWS_ENDPOINT_URL_STS: '' }

describe('the clients', () => {
  test('assume the role of a location with its external id, and call with its credentials', async () => {
    const codedeploy = await startServer('application/x-amz-json-1.1', '{"applications":["web"]}')
    const sts = await startServer('text/xml', ASSUMED)
    // The SDK's own chain looks here for its base credentials.
    const { env } = process
    const before = Object.fromEntries(Object.keys(ENVIRONMENT).map((key) => [key, env[key]]))
    Object.assign(env, { ...ENVIRONMENT, AWS_ENDPOINT_URL_STS: sts.endpoint })
    const location = {
      name: 'prod',
      region: 'us-east-1',
      roleArn: ROLE,
      externalId: 'ours',
      endpoint: codedeploy.endpoint,
    }
    const clients = createClients(new Locations([location], true), createLimits(1_000), TIMEOUTS)
    try {
      const { applications } = await clients.at(codeDeployClient, 'prod').send(new ListApplicationsCommand({}))
      await clients.at(codeDeployClient, 'prod').send(new ListApplicationsCommand({}))
      expect(applications).toEqual(['web'])
      expect(sts.requests.map(({ body }) => Object.fromEntries(new URLSearchParams(body)))).toEqual([
        expect.objectContaining({
          Action: 'AssumeRole',
          RoleArn: ROLE,
          ExternalId: 'ours',
          RoleSessionName: 'deploygraph',
        }),
      ])
      for (const { headers } of codedeploy.requests)
        expect(headers).toMatchObject({
          authorization: expect.stringContaining('Credential=ASSUMED/'),
          'x-amz-security-token': 'session',
        })
    } finally {
      for (const [key, value] of Object.entries(before)) {
        if (value === undefined) delete env[key]
        else env[key] = value
      }
      clients.destroy()
      sts.stop()
      codedeploy.stop()
    }
  })

  test('are one per service and location, shared by all callers', () => {
    const at = (name: string) => ({ name, region: 'us-east-1' })
    const clients = createClients(new Locations([at('a'), at('b')], true), createLimits(1_000), TIMEOUTS)
    expect(clients.at(codeDeployClient, 'a')).toBe(clients.at(codeDeployClient, 'a'))
    expect(clients.at(codeDeployClient, 'a')).not.toBe(clients.at(codeDeployClient, 'b'))
    expect(clients.at(appconfig, 'a')).toBe(clients.at(appconfig, 'a'))
    expect(clients.at(imagebuilder, 'a')).toBe(clients.at(imagebuilder, 'a'))
    clients.destroy()
  })

  test('make three attempts, whatever AWS_MAX_ATTEMPTS and AWS_RETRY_MODE say', async () => {
    const { endpoint, requests, stop } = await startServer('text/plain', 'Bad Gateway', 502)
    const { env } = process
    process.env = { ...env, AWS_MAX_ATTEMPTS: '7', AWS_RETRY_MODE: 'adaptive' }
    const location = {
      name: 'here',
      region: 'us-east-1',
      endpoint,
      credentials: KEYS,
    }
    const clients = createClients(new Locations([location], true), createLimits(1_000), TIMEOUTS)
    await expect(clients.at(codeDeployClient, 'here').send(new ListApplicationsCommand({}))).rejects.toThrow()
    expect(requests).toHaveLength(3)
    process.env = env
    clients.destroy()
    stop()
  })

  test.each([
    ['sdk', 1],
    ['direct', 0],
  ] as const)('that call by "%s" take %d steps that were added to the middleware stack', async (awsCall, steps) => {
    const { endpoint, stop } = await startServer('application/x-amz-json-1.1', '{"applications":["web"]}')
    const location = { ...{ name: 'here', region: 'us-east-1', endpoint }, credentials: KEYS }
    const clients = createClients(new Locations([location], true), createLimits(1_000), { ...TIMEOUTS, awsCall })
    const client = clients.at(codeDeployClient, 'here')
    let taken = 0
    client.middlewareStack.add(
      (next) => (args) => {
        taken++
        return next(args)
      },
      { step: 'build' },
    )
    expect((await client.send(new ListApplicationsCommand({}))).applications).toEqual(['web'])
    expect(taken).toBe(steps)
    clients.destroy()
    stop()
  })

  test('leave endpoint and credentials to the environment unless a location sets them', async () => {
    const locations = [
      { name: 'plain', region: 'eu-west-1' },
      { name: 'local', region: 'eu-west-1', endpoint: 'http://127.0.0.1:4566' },
    ]
    const clients = createClients(new Locations(locations, true), createLimits(1_000), TIMEOUTS)
    expect(clients.at(codeDeployClient, 'plain').config.endpoint).toBeUndefined()
    expect(await clients.at(codeDeployClient, 'local').config.endpoint?.()).toMatchObject({
      hostname: '127.0.0.1',
      port: 4566,
    })
    expect(await clients.at(codeDeployClient, 'plain').config.region()).toBe('eu-west-1')
    clients.destroy()
  })
})
