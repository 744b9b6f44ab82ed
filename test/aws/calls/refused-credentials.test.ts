import { CodeDeployClient, ListApplicationsCommand } from '@aws-sdk/client-codedeploy'
import type { AwsCredentialIdentity, MetadataBearer, MiddlewareStack } from '@smithy/types'
import { Credentials, retryWithRenewed } from '../../../src/aws/calls/credentials.ts'
import { startRawAws } from '../../faults/raw-aws.ts'

/** A client whose credentials are `keys`, one after the other; AWS refuses each key as `refusals` say, or lists. */
async function clientWith(keys: string[], refusals: Record<string, [name: string, message?: string]>) {
  let now = 0
  const next = () => ({
    accessKeyId: keys.length > 1 ? keys.shift() : keys[0],
    secretAccessKey: 's',
    sessionToken: 't',
  })
  const credentials = new Credentials(
    () => async () => next() as AwsCredentialIdentity,
    () => now,
  )
  const aws = await startRawAws(({ headers }, response) => {
    const [, key = ''] = /Credential=(\w+)/.exec(headers.authorization ?? '') ?? []
    const [name, message] = refusals[key] ?? []
    if (!name) return void response.end('{"applications":["web"]}')
    response.writeHead(400).end(JSON.stringify({ __type: name, message }))
  })
  const client = new CodeDeployClient({
    ...{ region: 'us-east-1', endpoint: aws.endpoint, maxAttempts: 1, credentials: credentials.provider },
  })
  retryWithRenewed(client.middlewareStack as MiddlewareStack<object, MetadataBearer>, credentials)
  return {
    aws,
    list: () => client.send(new ListApplicationsCommand({})),
    wait: (ms: number) => {
      now += ms
    },
    stop: () => {
      client.destroy()
      return aws.stop()
    },
  }
}

test.each([
  ...['ExpiredToken', 'ExpiredTokenException', 'InvalidToken', 'TokenRefreshRequired', 'UnrecognizedClientException'],
  ...[
    'InvalidClientTokenId',
    'InvalidAccessKeyId',
    'AuthFailure',
    'InvalidSignatureException',
    'SignatureDoesNotMatch',
  ],
])('the error %s means that credentials are refused, after which new ones are used', async (name) => {
  const { aws, list, wait, stop } = await clientWith(['old', 'new'], { old: [name] })
  wait(1_000)
  await expect(list()).rejects.toMatchObject({ name })
  wait(1_000)
  expect((await list()).applications).toEqual(['web'])
  expect(aws.requests).toHaveLength(3)
  await stop()
})

describe('a denial', () => {
  const POLICY = 'is not authorized to perform: codedeploy:ListApplications with an explicit deny in'
  const REVOKED = `User: arn:aws:sts::111122223333:assumed-role/reader/x ${POLICY} an identity-based policy`

  test('that may stem from a revoked session makes the gateway take another, at most once a minute', async () => {
    const denied = { old: ['AccessDeniedException', REVOKED], older: ['AccessDeniedException', REVOKED] }
    const { aws, list, wait, stop } = await clientWith(['older', 'old', 'new'], denied as never)
    await expect(list()).rejects.toMatchObject({ name: 'AccessDeniedException' })
    wait(59_000)
    await expect(list()).rejects.toMatchObject({ name: 'AccessDeniedException' })
    expect(aws.requests).toHaveLength(2)
    wait(1_000)
    await expect(list()).rejects.toMatchObject({ name: 'AccessDeniedException' })
    expect(aws.requests).toHaveLength(4) // with the next session, too, which is as new as can be
    wait(60_000)
    expect((await list()).applications).toEqual(['web'])
    await stop()
  })

  test.each(['no identity-based policy allows it', `${POLICY} a service control policy`])(
    'for another reason renews nothing: %s',
    async (message) => {
      const { aws, list, wait, stop } = await clientWith(['old', 'new'], { old: ['AccessDeniedException', message] })
      for (const _ of [1, 2]) {
        await expect(list()).rejects.toMatchObject({ name: 'AccessDeniedException' })
        wait(60_000)
      }
      expect(aws.requests).toHaveLength(2)
      await stop()
    },
  )
})
