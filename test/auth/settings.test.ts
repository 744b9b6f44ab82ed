import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { READ, READ_LOGS, visibleLocations } from '../../src/auth/identity.ts'
import { ConfigError } from '../../src/config.ts'
import { DEMO_LOCATIONS } from '../../src/emulator/worlds/demo/demo-world.ts'
import { loadConfig } from '../support/config.ts'
import { AUDIENCE, ISSUER, JWT, ROUTER, SECRET, sha256 } from './callers.ts'

const folder = mkdtempSync(join(tmpdir(), 'deploygraph-auth-'))
const file = join(folder, 'deploygraph.yaml')
afterAll(() => rmSync(folder, { recursive: true }))

const load = (env: Record<string, string>, content: object = {}) => {
  writeFileSync(file, JSON.stringify(content))
  return loadConfig({ env: { AWS_REGION: 'us-east-1', ...env }, file })
}
const mistakes = async (...of: Parameters<typeof load>) => {
  const error = await load(...of).catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(ConfigError)
  return (error as ConfigError).message.replaceAll(file, 'FILE').split('\n')
}

const FROM = { AUTH_ISSUER: ISSUER, AUTH_AUDIENCE: AUDIENCE }
const KEY = { name: 'ci', sha256: sha256('key'), scopes: ['deployments:read'] }

describe('the address to listen on', () => {
  const sentence =
    'host: expected a loopback address, because authMode is none and everybody could ask, found "0.0.0.0"; allowAnonymous: on permits it'

  test.each(['0.0.0.0', '::', '10.0.0.1', 'gateway.example.com'])(
    'cannot be %s without authentication',
    async (HOST) => {
      expect(await mistakes({ HOST })).toEqual([sentence.replace('0.0.0.0', HOST)])
    },
  )

  test.each(['127.0.0.1', '127.1.2.3', '::1', 'localhost'])('can be %s without authentication', async (HOST) => {
    expect((await load({ HOST })).host).toBe(HOST)
  })

  test('can be any with a mode of authentication or with ALLOW_ANONYMOUS', async () => {
    expect((await load({ HOST: '0.0.0.0', ALLOW_ANONYMOUS: '1' })).auth).toEqual({ mode: 'none' })
    expect((await load({ HOST: '0.0.0.0', AUTH_MODE: 'jwt', AUTH_JWT_SECRET: SECRET, ...FROM })).auth).toEqual(JWT)
    expect(await mistakes({ HOST: '0.0.0.0', ALLOW_ANONYMOUS: '0' })).toEqual([sentence])
    expect(await mistakes({}, { host: '0.0.0.0' })).toEqual([sentence])
  })

  test('can be any in the demo, whose data is made up', async () => {
    expect((await loadConfig({ env: { HOST: '0.0.0.0' }, locations: DEMO_LOCATIONS })).host).toBe('0.0.0.0')
  })
})

describe('a mode of authentication', () => {
  const jwksUrl = 'https://login.example.com/jwks.json'

  test.each([
    [{ AUTH_MODE: 'jwt', AUTH_JWKS_URL: jwksUrl, ...FROM }, {}, { ...JWT, key: { jwksUrl } }],
    [
      { AUTH_MODE: 'jwt', AUTH_JWKS_URL: 'http://127.0.0.1:1/keys', ...FROM },
      {},
      { ...JWT, key: { jwksUrl: 'http://127.0.0.1:1/keys' } },
    ],
    [{ AUTH_MODE: 'router', AUTH_ROUTER_SECRET: SECRET, ...FROM }, {}, ROUTER],
    [{ AUTH_MODE: 'apiKey' }, { apiKeys: [KEY] }, { mode: 'apiKey', keys: [KEY] }],
    [{}, { authMode: 'apiKey', apiKeys: [KEY] }, { mode: 'apiKey', keys: [KEY] }],
  ])('is loaded from %j', async (env, content, auth) => {
    expect((await load(env, content)).auth).toEqual(auth)
  })

  test.each([
    [
      { AUTH_MODE: 'jwt', ...FROM },
      {},
      ['authJwksUrl: expected with authMode jwt, or else authJwtSecret, found neither'],
    ],
    [
      { AUTH_MODE: 'jwt', AUTH_JWKS_URL: jwksUrl, AUTH_JWT_SECRET: SECRET, ...FROM },
      {},
      ['authJwksUrl: expected with authMode jwt, or else authJwtSecret, found both'],
    ],
    [
      { AUTH_MODE: 'jwt', AUTH_JWT_SECRET: SECRET },
      {},
      [
        'authIssuer: expected with authMode jwt, found nothing',
        'authAudience: expected with authMode jwt, found nothing',
      ],
    ],
    [{ AUTH_MODE: 'router', ...FROM }, {}, ['authRouterSecret: expected with authMode router, found nothing']],
    [{ AUTH_MODE: 'apiKey' }, {}, ['apiKeys: expected in the file with authMode apiKey, found nothing']],
    [{ AUTH_MODE: 'apiKey' }, { apiKeys: [] }, ['FILE: apiKeys: expected at least one API key, found an empty list']],
    [{ AUTH_MODE: 'open' }, {}, ['AUTH_MODE: expected one of none, jwt, apiKey, router, found "open"']],
  ])('that is incomplete or unknown is a mistake: %j', async (env, content, expected) => {
    expect(await mistakes(env, content)).toEqual(expected)
  })
})

describe('settings of a mode without a mode', () => {
  const mistake = (keys: string) => [`authMode: expected one of none, jwt, apiKey, router with ${keys}, found nothing`]

  test.each<[string, Record<string, string>, object]>([
    ['apiKeys', {}, { apiKeys: [KEY] }],
    ['authJwksUrl', { AUTH_JWKS_URL: 'https://login.example.com/jwks.json' }, {}],
    ['authJwtSecret', { AUTH_JWT_SECRET: SECRET }, {}],
    ['authIssuer', {}, { authIssuer: ISSUER }],
    ['authAudience', { AUTH_AUDIENCE: AUDIENCE }, {}],
    ['authRouterSecret', { AUTH_ROUTER_SECRET: SECRET }, {}],
    ['authIssuer, authAudience, apiKeys', FROM, { apiKeys: [KEY] }],
  ])('are refused, rather than start a gateway that is open to everybody: %s', async (keys, env, content) => {
    expect(await mistakes(env, content)).toEqual(mistake(keys))
    expect((await load({ ...env, AUTH_MODE: 'none' }, content)).auth).toEqual({ mode: 'none' })
    expect((await load(env, { ...content, authMode: 'none' })).auth).toEqual({ mode: 'none' })
  })
})

describe('API keys', () => {
  test.each(['deployment:read', 'deployments:write', 'logs', 'locations:prod', 'location:', 'location:a b', '*', ''])(
    'with the unknown scope %p are refused without quoting it',
    async (scope) => {
      expect(await mistakes({}, { authMode: 'apiKey', apiKeys: [{ ...KEY, scopes: [READ, scope] }] })).toEqual([
        'FILE: apiKeys[0].scopes[1]: expected deployments:read, logs:read or location:<name>, found a string',
      ])
    },
  )

  test('with the scopes that the gateway checks are loaded', async () => {
    const scopes = [READ, READ_LOGS, 'location:us-east-1']
    expect(visibleLocations({ subject: 'ci', scopes: new Set(scopes) })).toEqual(new Set(['us-east-1']))
    const { auth, warnings } = await load({}, { authMode: 'apiKey', apiKeys: [{ ...KEY, scopes }] })
    expect({ auth, warnings }).toEqual({ auth: { mode: 'apiKey', keys: [{ ...KEY, scopes }] }, warnings: [] })
  })

  test('are refused where two names share one, however its hash is spelled, while one name may have several', async () => {
    const other = { ...KEY, sha256: sha256('other') }
    const twin = { ...KEY, name: 'twin', sha256: KEY.sha256.toUpperCase() }
    expect(await mistakes({}, { authMode: 'apiKey', apiKeys: [other, KEY, twin] })).toEqual([
      'FILE: apiKeys[2].sha256: expected a key of its own, found that of apiKeys[1]',
    ])
    expect((await load({}, { authMode: 'apiKey', apiKeys: [KEY, other] })).auth.mode).toBe('apiKey')
  })
})

test('an invalid secret is named but not quoted', async () => {
  const env = {
    AUTH_JWT_SECRET: 'hunter2',
    AUTH_ROUTER_SECRET: 'hunter2',
    AUTH_JWKS_URL: 'ftp://hunter2@login.example.com',
  }
  const content = {
    apiKeys: [{ name: 'ci', sha256: 'hunter2', scopes: 'hunter2' }, 'hunter2'],
    authJwtSecret: 'hunter2',
  }
  const lines = await mistakes(env, content)
  expect(lines).toEqual([
    'FILE: authJwtSecret: expected a secret of 32 or more characters, found a string',
    "FILE: apiKeys[0].sha256: expected the key's sha256 in hexadecimal digits, found a string",
    'FILE: apiKeys[0].scopes: expected a list of scopes, found a string',
    'FILE: apiKeys[1]: expected a mapping, found a string',
    'AUTH_JWKS_URL: expected https, because anyone who can change the keys in transit can let anybody in, found another protocol',
    'AUTH_JWT_SECRET: expected a secret of 32 or more characters, found a string',
    'AUTH_ROUTER_SECRET: expected a secret of 32 or more characters, found a string',
  ])
})
