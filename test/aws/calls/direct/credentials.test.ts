import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { jest } from '@jest/globals'
import { bothWays, CALLS, KEYS } from './both-ways.ts'

const ROLE = 'arn:aws:iam::111122223333:role/deploygraph-reader'
const [CALL = ''] = Object.keys(CALLS)
const NOW = Date.parse('2026-11-21T09:30:00.000Z')
const { env } = process
const elapsed = performance.now.bind(performance)

let assumed: { key: string; expiresAt: number }[]
let roles: string[]
const sts = createServer(async (request, response) => {
  roles.push(`${new URLSearchParams(await text(request)).get('RoleArn')}`)
  const { key, expiresAt } = assumed[roles.length - 1] ?? assumed.at(-1) ?? { key: 'none', expiresAt: 0 }
  response.writeHead(200, { 'content-type': 'text/xml', date: new Date(Date.now()).toUTCString() }).end(
    `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials>
    <AccessKeyId>${key}</AccessKeyId><SecretAccessKey>secret</SecretAccessKey><SessionToken>of-${key}</SessionToken>
    <Expiration>${new Date(expiresAt).toISOString()}</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>`,
  )
})

beforeAll(() => new Promise<void>((listening) => sts.listen(0, '127.0.0.1', listening)))
afterAll(() => {
  sts.closeAllConnections()
  sts.close()
})

beforeEach(() => {
  roles = []
  assumed = []
  jest.spyOn(Math, 'random').mockReturnValue(0.01)
  jest.spyOn(Date, 'now').mockReturnValue(NOW)
  jest.spyOn(performance, 'now').mockImplementation(elapsed)
  process.env = {
    ...env,
    AWS_ACCESS_KEY_ID: 'base',
    AWS_SECRET_ACCESS_KEY: KEYS.secretAccessKey,
    AWS_ENDPOINT_URL_STS: `http://127.0.0.1:${(sts.address() as AddressInfo).port}`,
  }
})
afterEach(() => {
  process.env = env
  jest.restoreAllMocks()
})

/** Lets so many milliseconds go by, on both clocks. */
const setTime = (ms: number) => {
  jest.mocked(Date.now).mockReturnValue(NOW + ms)
  jest.mocked(performance.now).mockImplementation(() => elapsed() + ms)
}

const keysUsed = (requests: { headers: object }[]) =>
  requests.map(({ headers }) => /Credential=(\w+)/.exec(String(Object(headers).authorization))?.[1])

test('a role is assumed once, and its session is used until it expires', async () => {
  assumed = [{ key: 'session', expiresAt: NOW + 3_600_000 }]
  const { sdk, direct } = await bothWays(CALL, () => {
    roles = []
    return {
      location: { credentials: undefined, roleArn: ROLE },
      calls: 3,
      behaviour: (response, _, good) => response.end(good),
    }
  })
  expect(direct).toEqual(sdk)
  expect(roles).toEqual([ROLE])
  expect(keysUsed(direct.requests)).toEqual(['session', 'session', 'session'])
  expect(direct.requests[0]?.headers).toMatchObject({
    'x-amz-security-token': 'of-session',
    authorization: expect.stringMatching(/^signed:.*;x-amz-security-token;/),
  })
})

test('a session that expires between two attempts of a call is not used for the second', async () => {
  const { sdk, direct } = await bothWays(CALL, () => {
    roles = []
    setTime(0)
    assumed = [
      { key: 'old', expiresAt: NOW + 600_000 },
      { key: 'new', expiresAt: NOW + 7_200_000 },
    ]
    return {
      location: { credentials: undefined, roleArn: ROLE },
      behaviour: (response, nth, good) => {
        if (nth > 1) return void response.end(good)
        response.writeHead(503).end(() => setTime(600_001))
      },
    }
  })
  expect(direct).toEqual(sdk)
  expect(keysUsed(direct.requests)).toEqual(['old', 'new'])
  expect(direct.outcomes).toMatchObject([{ $metadata: { attempts: 2 } }])
})

test.each(['ExpiredTokenException', 'UnrecognizedClientException', 'InvalidSignatureException'])(
  'a call that AWS refuses as %s is not sent again while there are no other credentials',
  async (name) => {
    const { sdk, direct } = await bothWays(CALL, () => ({
      behaviour: (response) => response.writeHead(400).end(JSON.stringify({ __type: name, message: 'no' })),
    }))
    expect(direct).toEqual(sdk)
    expect(direct.requests).toHaveLength(1)
  },
)

test('without credentials nothing is sent', async () => {
  process.env = {
    ...env,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_SHARED_CREDENTIALS_FILE: '/nowhere',
    AWS_CONFIG_FILE: '/nowhere',
  }
  const { sdk, direct } = await bothWays(CALL, () => ({
    location: { credentials: undefined },
    behaviour: (response, _, good) => response.end(good),
  }))
  expect(direct).toEqual(sdk)
  expect(direct.requests).toEqual([])
  expect(direct.outcomes).toMatchObject([{ gateway: { code: 'AWS_ACCESS_DENIED' } }])
})
