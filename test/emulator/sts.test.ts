import { createClients } from '../../src/aws/calls/clients.ts'
import { callerIdentity } from '../../src/aws/calls/direct/caller-identity.ts'
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
