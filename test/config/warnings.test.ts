import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Config } from '../../src/config.ts'
import { sha256 } from '../auth/callers.ts'
import { loadConfig } from '../support/config.ts'
import { useGateways } from '../support/gateway.ts'

const folder = mkdtempSync(join(tmpdir(), 'deploygraph-warnings-'))
const file = join(folder, 'deploygraph.yaml')
afterAll(() => rmSync(folder, { recursive: true }))

const load = (content: object, mode = 0o600): Promise<Config> => {
  writeFileSync(file, JSON.stringify(content))
  chmodSync(file, mode)
  return loadConfig({ env: { AWS_REGION: 'us-east-1' }, file })
}
const warnings = async (...of: Parameters<typeof load>) =>
  (await load(...of)).warnings.map((warning) => warning.replaceAll(file, 'FILE'))

const { start } = useGateways()

const EAST = { name: 'east', region: 'us-east-1' }
const ROLE = 'arn:aws:iam::111122223333:role/Reader'
const twice = ['locations[1] has the same account and region as locations[0]: lists contain their items twice']

test('a gateway starts and logs all warnings of its configuration', async () => {
  const config = await load({ corsOrigins: ['*'], locations: [EAST, { ...EAST, name: 'twin' }] })
  const lines: string[] = []
  const { warnings, locations } = config
  await start({ warnings, locations, log: (line) => lines.push(line) })
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { level: 40, msg: "corsOrigins: * allows pages of every site to query this gateway from their visitors' browsers" },
    { level: 40, msg: twice[0] },
  ])
})

test.each<[string, object[], string[]]>([
  ['one region and no other settings', [EAST, { ...EAST, name: 'b' }], twice],
  [
    'one account',
    [
      { ...EAST, accountId: '111122223333' },
      { ...EAST, name: 'b', roleArn: ROLE },
    ],
    twice,
  ],
  [
    'two roles of one account',
    [
      { ...EAST, roleArn: ROLE },
      { ...EAST, name: 'b', roleArn: `${ROLE}2` },
    ],
    twice,
  ],
  [
    'one profile',
    [
      { ...EAST, profile: 'p' },
      { ...EAST, name: 'b', profile: 'p' },
    ],
    twice,
  ],
  ['two regions', [EAST, { name: 'b', region: 'eu-west-1' }], []],
  [
    'two accounts',
    [
      { ...EAST, accountId: '111122223333' },
      { ...EAST, name: 'b', accountId: '444455556666' },
    ],
    [],
  ],
  [
    'two profiles',
    [
      { ...EAST, profile: 'p' },
      { ...EAST, name: 'b', profile: 'q' },
    ],
    [],
  ],
  ['two endpoints', [EAST, { ...EAST, name: 'b', endpoint: 'http://127.0.0.1:1' }], []],
])('locations with %s have the expected warnings', async (_, locations, expected) => {
  expect(await warnings({ locations })).toEqual(expected)
})

test('an API key for a location that is not configured is named, without the location', async () => {
  const scopes = ['deployments:read', 'location:east', 'location:elsewhere']
  const apiKeys = [{ name: 'ci', sha256: sha256('key'), scopes }]
  expect(await warnings({ locations: [EAST], authMode: 'apiKey', apiKeys })).toEqual([
    'apiKeys[0].scopes[2] names a location that is not configured',
  ])
})

test('a file with a secret that every user can read is named', async () => {
  const secret = 'hunter2'.repeat(6)
  const from = { authIssuer: 'i', authAudience: 'a' }
  const readable = ['FILE contains a secret and every user of this machine can read it: run chmod o-r on it']
  for (const content of [
    { authMode: 'jwt', authJwtSecret: secret, ...from },
    { authMode: 'router', authRouterSecret: secret, ...from },
  ]) {
    expect(await warnings(content, 0o644)).toEqual(readable)
    expect(await warnings(content, 0o640)).toEqual([])
  }
  expect(await warnings({ locations: [EAST] }, 0o644)).toEqual([])
})
