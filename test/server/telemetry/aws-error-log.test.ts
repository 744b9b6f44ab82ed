import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Emulator, startEmulator } from '../../../src/emulator/server.ts'
import { buildCommand } from '../../support/process.ts'

// In a process of its own: what Node throws is for the SDK no error in one of Jest's.
let command: Awaited<ReturnType<typeof buildCommand>>
let emulator: Emulator
beforeAll(async () => {
  command = await buildCommand()
  emulator = await startEmulator({ world: () => ({}) })
}, 600_000)
afterAll(async () => {
  command.killAll()
  await emulator.stop()
  command.remove()
})

const NO_KEYS = { AWS_ACCESS_KEY_ID: undefined, AWS_SECRET_ACCESS_KEY: undefined }

/** The errors of two requests, and the lines that the log has about them. */
async function failWith(env: NodeJS.ProcessEnv) {
  const gateway = await command.serve(emulator, { CACHE: 'off', ...env })
  const ask = async () => {
    const response = await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ codeDeployDeployment(deploymentId: "d-FLEET0001") { status } }' }),
    })
    return (await response.json()) as { errors: { message: string; extensions: object }[] }
  }
  const answers = [await ask(), await ask()]
  gateway.kill('SIGINT')
  await gateway.ended
  const [first, second] = answers.map(({ errors }) => errors[0]?.message)
  expect(second).toBe(first)
  return { ...answers[0]?.errors[0], logged: gateway.lines().filter(({ msg }) => msg === 'AWS error') }
}

const line = (errorName: string, reason: string) => ({
  ...{ level: 40, service: 'codedeploy', operation: 'BatchGetDeployments', location: 'us-east-1', errorName },
  reason: expect.stringContaining(reason),
})

test('the log names an unreachable AWS endpoint once, and clients do not see it', async () => {
  expect(await failWith({ AWS_ENDPOINT_URL: 'http://127.0.0.1:9' })).toMatchObject({
    message: 'codedeploy in us-east-1 could not be reached (ECONNREFUSED).',
    extensions: { code: 'AWS_UNAVAILABLE', retryable: true, aws: { errorName: 'ECONNREFUSED', attempts: 3 } },
    logged: [line('ECONNREFUSED', '127.0.0.1:9')],
  })
})

test('the log names an unknown host once, and clients do not see it', async () => {
  expect(await failWith({ AWS_ENDPOINT_URL: 'http://absent.invalid' })).toMatchObject({
    message: expect.stringMatching(/^codedeploy in us-east-1 could not be reached \((ENOTFOUND|EAI_AGAIN)\)\.$/),
    extensions: { code: 'AWS_UNAVAILABLE' },
    logged: [{ reason: expect.stringContaining('absent.invalid') }],
  })
})

test('the log names a profile without credentials once, and clients do not see it', async () => {
  const file = join(command.folder, 'deploygraph.yaml')
  writeFileSync(file, '{ locations: [{ name: us-east-1, region: us-east-1, profile: deploygraph-absent }] }')
  expect(await failWith(NO_KEYS)).toMatchObject({
    message: 'Could not load AWS credentials for codedeploy in us-east-1 (CredentialsProviderError).',
    extensions: { code: 'AWS_ACCESS_DENIED', retryable: false },
    logged: [line('CredentialsProviderError', 'deploygraph-absent')],
  })
  rmSync(file)
})

test('the log names a file without a token once, and clients do not see it', async () => {
  const AWS_ROLE_ARN = 'arn:aws:iam::111122223333:role/deploygraph'
  expect(await failWith({ ...NO_KEYS, AWS_WEB_IDENTITY_TOKEN_FILE: '/nowhere/token', AWS_ROLE_ARN })).toMatchObject({
    message: 'Could not load AWS credentials for codedeploy in us-east-1 (ENOENT).',
    extensions: { code: 'AWS_ACCESS_DENIED', retryable: false },
    logged: [line('ENOENT', '/nowhere/token')],
  })
})
