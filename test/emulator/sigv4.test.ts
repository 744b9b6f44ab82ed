import { GetDeploymentCommand } from '@aws-sdk/client-codedeploy'
import { parseAuthorization } from '../../src/emulator/sigv4.ts'
import { fleetWorld } from '../../src/emulator/worlds/fleet/fleet-world.ts'
import { started } from './started.ts'

const world = fleetWorld({ targets: 1 })
const get = new GetDeploymentCommand({ deploymentId: 'd-FLEET0001' })

test('each emulator has credentials of its own, in the form of AWS', async () => {
  const [one, other] = [(await started({ world })).emulator, (await started({ world })).emulator]
  expect(one.credentials.accessKeyId).toMatch(/^AKIA[A-Z2-7]{16}$/)
  expect(one.credentials.secretAccessKey).toHaveLength(40)
  expect(one.credentials).not.toEqual(other.credentials)
})

test('a request without a signature is refused', async () => {
  const { signed, post } = await started({ world })
  const { url, headers, body } = await signed((client) => client.send(get))
  const { authorization, ...unsigned } = headers
  expect(authorization).toMatch(/^AWS4-HMAC-SHA256 /)
  const { status, json } = await post({ url, headers: unsigned, body })
  expect(status).toBe(400)
  expect(json).toEqual({ __type: 'MissingAuthenticationTokenException', message: 'Missing Authentication Token' })
})

test('a request from a web page, which cannot sign, is refused', async () => {
  const { emulator } = await started({ world })
  const response = await fetch(emulator.endpoint, { method: 'POST', headers: { origin: 'https://example.com' } })
  expect(response.headers.get('access-control-allow-origin')).toBeNull()
  expect(await response.json()).toMatchObject({ __type: 'MissingAuthenticationTokenException' })
})

test('an unknown access key is refused', async () => {
  const { clientOf } = await started({ world })
  const client = clientOf({ credentials: { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'secret' } })
  await expect(client.send(get)).rejects.toMatchObject({
    name: 'UnrecognizedClientException',
    message: 'The security token included in the request is invalid.',
  })
})

test('a session token is refused, since there are no sessions', async () => {
  const { clientOf, emulator } = await started({ world })
  const client = clientOf({ credentials: { ...emulator.credentials, sessionToken: 'session' } })
  await expect(client.send(get)).rejects.toMatchObject({ name: 'UnrecognizedClientException' })
})

test('a wrong secret is refused', async () => {
  const { clientOf, emulator } = await started({ world })
  const client = clientOf({ credentials: { ...emulator.credentials, secretAccessKey: 'wrong' } })
  await expect(client.send(get)).rejects.toMatchObject({
    name: 'InvalidSignatureException',
    message: expect.stringMatching(/^The request signature we calculated does not match the signature you provided\./),
    $metadata: { httpStatusCode: 400 },
  })
})

test.each([
  ['body', { body: '{"deploymentId":"d-FLEET0002"}' }],
  ['path', { path: '/other' }],
  ['target', { header: ['x-amz-target', 'CodeDeploy_20141006.ListDeployments'] as const }],
])('a request whose %s was changed after signing is refused', async (_, change: Change) => {
  const { signed, post } = await started({ world })
  const { url, headers, body } = await signed((client) => client.send(get))
  const { status, json } = await post({
    url: url + (change.path ?? ''),
    headers: { ...headers, ...(change.header && { [change.header[0]]: change.header[1] }) },
    body: change.body ?? body,
  })
  expect([status, json.__type]).toEqual([400, 'InvalidSignatureException'])
})

interface Change {
  body?: string
  path?: string
  header?: readonly [string, string]
}

test('an amz header that was not signed is refused', async () => {
  const { signed, post } = await started({ world })
  const { url, headers, body } = await signed((client) => client.send(get))
  const { json } = await post({ url, headers: { ...headers, 'x-amz-extra': '1' }, body })
  expect(json.message).toBe("'x-amz-extra' must be a 'SignedHeader' in the AWS Authorization.")
})

test.each([
  [-6, /^Signature expired: \d{8}T\d{6}Z is now earlier than \d{8}T\d{6}Z \(\d{8}T\d{6}Z - 5 min\.\)$/],
  [6, /^Signature not yet current: \d{8}T\d{6}Z is still later than \d{8}T\d{6}Z \(\d{8}T\d{6}Z \+ 5 min\.\)$/],
])('a signature of %d minutes from now is refused', async (minutes, message) => {
  const { signed, post } = await started({ world })
  const { status, json } = await post(
    await signed((client) => client.send(get), { systemClockOffset: minutes * 60_000 }),
  )
  expect(status).toBe(400)
  expect(json).toEqual({ __type: 'InvalidSignatureException', message: expect.stringMatching(message) })
})

test('a client whose clock is wrong corrects it from the Date header and gets its answer', async () => {
  const { clientOf, emulator } = await started({ world })
  const { $metadata } = await clientOf({ systemClockOffset: -3_600_000 }).send(get)
  expect($metadata.attempts).toBe(2)
  expect(emulator.calls.map(({ attempt }) => attempt)).toEqual([2])
})

test('an Authorization header that lacks a part is refused', () => {
  const whole =
    'AWS4-HMAC-SHA256 Credential=AKIA/20261121/us-east-1/codedeploy/aws4_request, SignedHeaders=host, Signature=00'
  expect(parseAuthorization(whole)).toMatchObject({ region: 'us-east-1', service: 'codedeploy', signature: '00' })
  const parts = ['AWS4-HMAC-SHA256', '/us-east-1', 'SignedHeaders=host', 'Signature=00', 'aws4_request']
  for (const part of parts) {
    expect(() => parseAuthorization(whole.replace(part, ''))).toThrow(
      "Authorization header requires 'AWS4-HMAC-SHA256'",
    )
  }
})

test('a signature for another service is refused', async () => {
  const { clientOf } = await started({ world })
  const propertiesExtractor = (config: object, context: object) => ({
    signingProperties: { config, context, signingName: 'appconfig' },
  })
  const scheme = { schemeId: 'aws.auth#sigv4', propertiesExtractor }
  const client = clientOf({ httpAuthSchemeProvider: () => [scheme] })
  await expect(client.send(get)).rejects.toMatchObject({
    name: 'InvalidSignatureException',
    message: "Credential should be scoped to correct service: 'codedeploy'.",
  })
})
