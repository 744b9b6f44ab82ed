import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Fault } from '../../src/emulator/faults.ts'
import { type Emulator, startEmulator } from '../../src/emulator/server.ts'
import { SERVICES } from '../../src/services.ts'
import { NOW } from '../support/gateway.ts'
import { run, runOn } from './terminals.ts'

const folder = mkdtempSync(join(tmpdir(), 'deploygraph-check-'))
afterAll(() => rmSync(folder, { recursive: true }))

let emulator: Emulator
const { env } = process
beforeAll(async () => {
  emulator = await startEmulator({ clock: () => NOW })
})
/** The environment of somebody with these credentials, and more. */
const setEnvironment = (more: NodeJS.ProcessEnv = {}) => {
  const { accessKeyId: AWS_ACCESS_KEY_ID, secretAccessKey: AWS_SECRET_ACCESS_KEY } = emulator.credentials
  process.env = { ...env, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, ...more }
}
beforeEach(() => setEnvironment())
afterEach(() => {
  process.env = env
  emulator.faults.splice(0)
  emulator.calls.splice(0)
})
afterAll(() => emulator.stop())

/** A configuration file with one location, which is the emulator. */
function configOf(more = ''): string {
  const path = join(folder, 'deploygraph.yaml')
  writeFileSync(path, `locations: [{ name: home, region: us-east-1, endpoint: '${emulator.endpoint}' ${more} }]\n`)
  return path
}

const check = (...args: string[]) => run('check', '--config', configOf(), ...args)

// biome-ignore lint/suspicious/noExplicitAny: each test asserts the members that matter to it
const findingsOf = (stdout: string): any[] =>
  stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))

const DENIED = { name: 'AccessDeniedException', message: 'no' }
const denied = (more: Partial<Fault> = {}): Fault => ({ error: DENIED, ...more })
/** As a policy denies that allows real resources only. */
const onlyReal = (): Fault =>
  denied({ when: (input) => /deploygraph-check|d-000000000|"0000000"|lce-00000000/.test(JSON.stringify(input)) })

describe('deploygraph check', () => {
  test('names the identity that a location is read as, in the account of its configuration', async () => {
    const { code, stdout } = await run('check', '--config', configOf(", accountId: '111122223333'"))
    expect({ code, first: stdout.split('\n', 1) }).toEqual({
      code: 0,
      first: ['home: read as arn:aws:iam::111122223333:user/demo'],
    })
    expect(emulator.calls.filter(({ service }) => service === 'sts')).toMatchObject([
      { operation: 'GetCallerIdentity', region: 'us-east-1', outcome: 'ok' },
    ])
  })

  test('exits with 1 where the credentials are for another account than the configuration says', async () => {
    const config = configOf(", accountId: '444455556666'")
    const { code, stdout } = await run('check', '--config', config)
    expect(code).toBe(1)
    expect(stdout).toContain('the credentials are for account 111122223333, and accountId is 444455556666: correct')
    const [identity] = findingsOf((await run('check', '--config', config, '--json')).stdout)
    expect(identity).toMatchObject({ action: 'sts:GetCallerIdentity', state: 'mismatch', account: '111122223333' })
  })

  test('does not need the identity: STS may be out of reach', async () => {
    emulator.faults.push({ service: 'sts', drop: true })
    const { code, stdout } = await check()
    expect(code).toBe(0)
    expect(stdout).toMatch(/^home: identity not known: sts in home could not be reached/)
  })

  test('has one finding for each action of the policy', async () => {
    const { stdout } = await check('--json')
    const actions = SERVICES.flatMap(({ name, permissions }) =>
      permissions.map(({ operation }) => `${name}:${operation}`),
    )
    const [identity, ...findings] = findingsOf(stdout)
    expect(identity.state).toBe('allowed')
    expect(findings.map(({ action, state }) => [action, state])).toEqual(actions.map((action) => [action, 'allowed']))
  })

  test('tries an action that a policy allows for real resources only with real ones', async () => {
    emulator.faults.push(onlyReal())
    const { code, stdout } = await check('--json')
    const findings = findingsOf(stdout).slice(1)
    const named = new Set(
      SERVICES.flatMap(({ name, permissions }) =>
        permissions.filter(({ names }) => names > 0).map(({ operation }) => `${name}:${operation}`),
      ),
    )
    expect(findings.map(({ action, state }) => [action, state])).toEqual(
      findings.map(({ action }) => [action, named.has(action) ? 'limited' : 'allowed']),
    )
    expect(code).toBe(0)
    expect(findings.find(({ action }) => action === 'codedeploy:ListDeploymentGroups').allowedFor).toBe('accounts-web')
  })

  test('says for which resource such an action is allowed', async () => {
    emulator.faults.push(onlyReal())
    const { stdout } = await check()
    expect(stdout).toMatch(/^home +codedeploy:ListDeploymentGroups +limited +allowed for accounts-web, not for all$/m)
    expect(stdout).toMatch(/^All 28 actions are allowed\. \d+ are allowed for some resources only\.$/m)
  })

  test('reports an action as denied that is denied for every real thing too, after at most ten of them', async () => {
    emulator.faults.push(denied({ operation: 'ListDeploymentTargets' }))
    const { code, stdout } = await check()
    expect(code).toBe(1)
    expect(stdout).toMatch(
      /ListDeploymentTargets +denied +allow codedeploy:ListDeploymentTargets in the policy of the role$/m,
    )
    const tries = emulator.calls.filter(
      ({ operation, attempt }) => operation === 'ListDeploymentTargets' && attempt === 1,
    )
    expect(tries).toHaveLength(11)
  })

  test('says where a denied action could not be tried with a real thing', async () => {
    emulator.faults.push(denied())
    const { stdout } = await check()
    expect(stdout).toMatch(/GetEnvironment +denied +allow .* unless it names resources: there was no real one to try$/m)
    expect(stdout).toMatch(
      /^home +codedeploy:ListApplications +denied +allow codedeploy:ListApplications in the policy of the role$/m,
    )
    expect(stdout).toMatch(/^28 of 28 actions cannot be used\.$/m)
  })

  test.each([
    ['ExpiredTokenException', 'credentials', 'sign in again: the credentials have expired'],
    ['UnrecognizedClientException', 'credentials', /^check the access key and the session token/],
    ['InvalidSignatureException', 'credentials', 'check the secret access key, and the clock of this machine'],
    ['OptInRequired', 'denied', 'enable the region in the account, or remove the location'],
    ['SubscriptionRequiredException', 'denied', 'activate the service in the account'],
    ['RequestExpired', 'denied', 'set the clock of this machine'],
  ] as const)('says what to do about %s', async (name, state, fix) => {
    emulator.faults.push({ service: 'codedeploy', error: { name, message: 'no', status: 403 } })
    const { code, stdout } = await check('--json')
    expect(code).toBe(1)
    const finding = findingsOf(stdout).find(({ action }) => action === 'codedeploy:ListDeployments')
    expect(finding).toMatchObject({ state, fix: typeof fix === 'string' ? fix : expect.stringMatching(fix) })
  })

  test('says which role cannot be assumed, and by whom', async () => {
    // The SDK takes STS from the environment, where it is a place that nobody answers.
    setEnvironment({ AWS_ENDPOINT_URL_STS: 'http://127.0.0.1:1' })
    const config = configOf(", roleArn: 'arn:aws:iam::111122223333:role/reader'")
    const { code, stdout } = await run('check', '--config', config, '--json')
    expect(code).toBe(1)
    expect(new Set(findingsOf(stdout).map(({ state }) => state))).toEqual(new Set(['credentials']))
    expect(findingsOf(stdout)[1].message).toContain('ECONNREFUSED')
  })

  test('names the locations where --location is none of them', async () => {
    await expect(check('--location', 'nowhere')).rejects.toThrow('--location: expected one of home, found "nowhere"')
  })

  test('fits a terminal of 40 columns', async () => {
    const { stdout } = await runOn({ columns: () => 40 }, ['check', '--config', configOf()])
    const [, ...lines] = stdout.split('\n')
    expect(lines.filter((line) => [...line].length > 40)).toEqual([])
  })
})
