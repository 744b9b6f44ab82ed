import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import type { ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ListApplicationsCommand } from '@aws-sdk/client-codedeploy'
import { jest } from '@jest/globals'
import { createClients } from '../../../src/aws/calls/clients.ts'
import { createLimits } from '../../../src/aws/calls/queue.ts'
import { Locations } from '../../../src/aws/locations.ts'
import { client as codedeploy } from '../../../src/codedeploy/client.ts'
import { started } from '../../emulator/started.ts'
import { type RawRequest, startRawAws } from '../../faults/raw-aws.ts'
import { until } from '../../support/until.ts'

const ROLE = 'arn:aws:iam::111122223333:role/deploygraph-reader'
const TIMEOUTS = { awsCallTimeoutMs: 5_000 }
const folder = mkdtempSync(join(tmpdir(), 'deploygraph-test-'))
const { env } = process
afterEach(() => {
  process.env = env
})
afterAll(() => rmSync(folder, { recursive: true }))

/** The first result of a call that does not fail: credentials are read at most once a second. */
async function eventually<T>(call: () => Promise<T>): Promise<T> {
  const results: T[] = []
  await until(() =>
    call().then(
      (result) => results.push(result) > 0,
      () => false,
    ),
  )
  return results[0] as T
}

const clientsOf = (location: object) =>
  createClients(
    new Locations([{ name: 'here', region: 'us-east-1', ...location }], false),
    createLimits(1_000),
    TIMEOUTS,
  )

test('a location without credentials signs with those that the SDK finds in the environment', async () => {
  const { emulator } = await started()
  const { accessKeyId, secretAccessKey } = emulator.credentials
  const clients = clientsOf({ endpoint: emulator.endpoint })
  process.env = { ...env, AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey }
  await expect(clients.at(codedeploy, 'here').send(new ListApplicationsCommand({}))).resolves.toBeDefined()
  clients.destroy()
})

describe('credentials that AWS refuses', () => {
  const json = (keys: object) => JSON.stringify({ Version: 1, ...keys })
  const keysOf = (key: string) => ({ AccessKeyId: key, SecretAccessKey: 'secret', SessionToken: `token-of-${key}` })
  const file = join(folder, 'credentials')
  const output = join(folder, 'output.json')

  /** How each provider gets a key, and the environment and the location that select the provider. */
  const PROVIDERS: Record<string, { setKey: (key: string) => void; env: NodeJS.ProcessEnv; location?: object }> = {
    'the shared file': {
      setKey: (key) =>
        writeFileSync(
          file,
          `[default]\naws_access_key_id=${key}\naws_secret_access_key=secret\naws_session_token=token-of-${key}\n`,
        ),
      env: { AWS_SHARED_CREDENTIALS_FILE: file },
    },
    'a profile of the shared file': {
      setKey: (key) => writeFileSync(file, `[saml]\naws_access_key_id=${key}\naws_secret_access_key=secret\n`),
      env: { AWS_SHARED_CREDENTIALS_FILE: file },
      location: { profile: 'saml' },
    },
    'a process': {
      setKey: (key) => {
        writeFileSync(output, json({ ...keysOf(key), Expiration: '2099-01-01T00:00:00Z' }))
        writeFileSync(file, `[default]\ncredential_process = cat ${output}\n`)
      },
      env: { AWS_SHARED_CREDENTIALS_FILE: file },
    },
    'a container': {
      setKey: (key) => {
        currentKey = key
      },
      env: { AWS_SHARED_CREDENTIALS_FILE: join(folder, 'none') },
    },
    'an assumed role': {
      setKey: (key) => {
        currentKey = key
      },
      env: { AWS_ACCESS_KEY_ID: 'base', AWS_SECRET_ACCESS_KEY: 'base' },
      location: { roleArn: ROLE },
    },
    'a profile that assumes a role': {
      setKey: (key) => {
        const base = '[base]\naws_access_key_id=base\naws_secret_access_key=base\n'
        writeFileSync(file, `${base}[reader]\nrole_arn=${ROLE}\nsource_profile=base\nregion=us-east-1\n`)
        currentKey = key
      },
      env: { AWS_SHARED_CREDENTIALS_FILE: file },
      location: { profile: 'reader' },
    },
    'a role assumed with keys of the shared file': {
      setKey: (key) => {
        writeFileSync(file, `[default]\naws_access_key_id=base-of-${key}\naws_secret_access_key=base\n`)
        currentKey = key
      },
      env: { AWS_SHARED_CREDENTIALS_FILE: file },
      location: { roleArn: ROLE },
    },
    'a web identity': {
      setKey: (key) => {
        writeFileSync(output, `token-for-${key}`)
        currentKey = key
      },
      env: {
        ...{ AWS_SHARED_CREDENTIALS_FILE: join(folder, 'none'), AWS_REGION: 'us-east-1' },
        ...{ AWS_WEB_IDENTITY_TOKEN_FILE: output, AWS_ROLE_ARN: ROLE },
      },
    },
    'the metadata of an instance': {
      setKey: (key) => {
        currentKey = key
      },
      env: { AWS_SHARED_CREDENTIALS_FILE: join(folder, 'none'), AWS_EC2_METADATA_DISABLED: undefined },
    },
  }
  let currentKey = ''
  const assumed = (
    action: string,
  ) => `<${action}Response><${action}Result><Credentials><AccessKeyId>${currentKey}</AccessKeyId>
    <SecretAccessKey>secret</SecretAccessKey><SessionToken>t</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration>
    </Credentials></${action}Result></${action}Response>`

  /** STS, the agent of a container and the metadata of an instance. They refuse keys that were replaced. */
  const issue = ({ url, headers, body }: RawRequest, response: ServerResponse) => {
    const [, action] = /Action=(\w+)/.exec(body) ?? []
    const [, base = currentKey] = /Credential=base-of-(\w+)/.exec(headers.authorization ?? '') ?? []
    const [, identity = currentKey] = /token-for-(\w+)/.exec(body) ?? []
    if (base !== currentKey || identity !== currentKey)
      return void response.writeHead(403).end('<ErrorResponse><Error><Code>ExpiredToken</Code></Error></ErrorResponse>')
    if (action) return void response.setHeader('content-type', 'text/xml').end(assumed(action))
    if (url.endsWith('/api/token')) return void response.end('session')
    if (url.endsWith('/security-credentials/')) return void response.end('reader')
    response.end(json({ ...keysOf(currentKey), Code: 'Success', Token: 't', Expiration: '2099-01-01T00:00:00Z' }))
  }

  const start = async (valid: string[], provider: keyof typeof PROVIDERS) => {
    const aws = await startRawAws(({ headers }, response) => {
      const [, key = ''] = /Credential=([^/]+)\//.exec(headers.authorization ?? '') ?? []
      if (valid.includes(key)) return void response.end('{"applications":["web"]}')
      response.writeHead(400).end('{"__type":"ExpiredTokenException","message":"The security token is expired"}')
    })
    const issuer = await startRawAws(issue)
    const { env: more, location } = PROVIDERS[provider] ?? { env: {} }
    process.env = {
      ...{ PATH: env.PATH, HOME: folder, AWS_ENDPOINT_URL_STS: issuer.endpoint, AWS_EC2_METADATA_DISABLED: 'true' },
      AWS_EC2_METADATA_SERVICE_ENDPOINT: issuer.endpoint,
      ...(provider === 'a container' && { AWS_CONTAINER_CREDENTIALS_FULL_URI: issuer.endpoint }),
      ...more,
    }
    const clients = clientsOf({ endpoint: aws.endpoint, ...location })
    return {
      aws,
      list: () => clients.at(codedeploy, 'here').send(new ListApplicationsCommand({})),
      stop: async () => {
        clients.destroy()
        await aws.stop()
        await issuer.stop()
      },
    }
  }

  test.each(Object.keys(PROVIDERS))('are read again from %s, and the call is sent once more', async (name) => {
    const valid = ['first']
    PROVIDERS[name]?.setKey('first')
    const { aws, list, stop } = await start(valid, name)
    expect((await list()).applications).toEqual(['web'])
    valid.splice(0, 1, 'second') // renewed, and the old ones revoked
    PROVIDERS[name]?.setKey('second')
    expect((await eventually(list)).applications).toEqual(['web'])
    const keys = aws.requests.map(({ headers }) => /Credential=(\w+)/.exec(headers.authorization ?? '')?.[1])
    expect([...new Set(keys.slice(0, -1))]).toEqual(['first'])
    expect(keys.at(-1)).toBe('second')
    await stop()
  })

  test('are read again from an assumed session that a policy denies, at most once a minute', async () => {
    const DENIED = 'User: x is not authorized to perform: y with an explicit deny in an identity-based policy'
    const keyIn = ({ headers }: RawRequest) => /Credential=(\w+)/.exec(headers.authorization ?? '')?.[1]
    const aws = await startRawAws((request, response) => {
      const isRevoked = keyIn(request) === 'first'
      const body = isRevoked ? { __type: 'AccessDeniedException', message: DENIED } : { applications: ['web'] }
      response.writeHead(isRevoked ? 400 : 200).end(JSON.stringify(body))
    })
    process.env = { ...env, ...PROVIDERS['the shared file']?.env }
    const clients = clientsOf({ endpoint: aws.endpoint })
    const list = () => clients.at(codedeploy, 'here').send(new ListApplicationsCommand({}))
    PROVIDERS['the shared file']?.setKey('first')
    await expect(list()).rejects.toMatchObject({ name: 'AccessDeniedException' })
    PROVIDERS['the shared file']?.setKey('second')
    const { now } = performance
    const later = (ms: number) => jest.spyOn(performance, 'now').mockImplementation(() => now.call(performance) + ms)
    later(30_000)
    await expect(list()).rejects.toMatchObject({ name: 'AccessDeniedException' })
    later(60_000)
    expect((await list()).applications).toEqual(['web'])
    expect(aws.requests.map(keyIn)).toEqual(['first', 'first', 'first', 'second'])
    jest.restoreAllMocks()
    clients.destroy()
    await aws.stop()
  })

  test('are the error of AWS where a second read returns the same', async () => {
    PROVIDERS['the shared file']?.setKey('first')
    const { aws, list, stop } = await start([], 'the shared file')
    await expect(list()).rejects.toMatchObject({ name: 'ExpiredTokenException' })
    expect(aws.requests).toHaveLength(1)
    await stop()
  })
})
