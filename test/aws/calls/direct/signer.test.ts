import { Sha256 } from '@smithy/core/checksum'
import { HttpRequest } from '@smithy/core/protocols'
import { SignatureV4 } from '@smithy/signature-v4'
import fc from 'fast-check'
import { Signer } from '../../../../src/aws/calls/direct/signer.ts'

const KEYS = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY' }

type Scope = [credentials: typeof KEYS, region: string, service: string, now: number]

/** The headers that the SDK's signer sends. */
async function bySdk(request: HttpRequest, ...[credentials, region, service, now]: Scope) {
  const signer = new SignatureV4({ credentials, region, service, sha256: Sha256 })
  return (await signer.sign(request, { signingDate: new Date(now) })).headers
}

/** Signs with one signer: a key that it keeps for too long would show. */
function ours() {
  let current = KEYS
  const signer = new Signer({ credentials: async () => current, region: '', service: '', sha256: Sha256 })
  return async (request: HttpRequest, ...[credentials, signingRegion, signingService, now]: Scope) => {
    current = credentials
    return (await signer.sign(request, { signingDate: new Date(now), signingRegion, signingService })).headers
  }
}

const token = fc.stringMatching(/^[A-Za-z][A-Za-z0-9-]{0,11}$/)
const words = fc.oneof(fc.string(), fc.string({ unit: 'grapheme' }), fc.constantFrom('a b', '~', '%2F', "!'()*", ''))
// The SDK leaves its own signature out of a query, and takes for a value what every object inherits by that name.
const key = fc.string({ minLength: 1 }).filter((name) => name.toLowerCase() !== 'x-amz-signature' && !(name in {}))
const query = fc.dictionary(key, fc.oneof(words, fc.array(words), fc.constant(null)), { noNullPrototype: true })
const segment = fc.oneof(words.map(encodeURIComponent), fc.constantFrom('', '.', '..', 'a', 'deployments'))
const headerName = fc.oneof(
  token,
  fc.constantFrom('Content-Type', 'x-amz-target', 'user-agent', 'Proxy-X', 'sec-y', 'connection', 'x-amzn-trace-id'),
)
const headers = fc
  .dictionary(headerName, fc.oneof(fc.stringMatching(/^[ -~]*$/), fc.constantFrom('  a  b ', 'a\tb', 'a\r\n b')), {
    noNullPrototype: true,
  })
  .map((some) => new Map(Object.entries(some).map(([name, value]) => [name.toLowerCase(), [name, value]] as const)))
  .map((some) => Object.fromEntries([...some.values()]) as Record<string, string>)

const request = fc.record({
  method: fc.constantFrom('GET', 'POST', 'PUT', 'DELETE'),
  path: fc.tuple(fc.array(segment), fc.boolean()).map(([parts, isOpen]) => `/${parts.join('/')}${isOpen ? '/' : ''}`),
  query,
  headers,
  body: fc.option(fc.oneof(fc.string({ unit: 'grapheme' }), fc.uint8Array()), { nil: undefined }),
})
// From 1970 to 9999, in which years have four digits.
const time = fc.integer({ min: 0, max: Date.UTC(9999, 11, 31) })
const credentials = fc.record({
  accessKeyId: token,
  secretAccessKey: fc.string({ minLength: 1, unit: 'grapheme' }),
  sessionToken: fc.option(fc.stringMatching(/^[A-Za-z0-9+/=]{1,50}$/), { nil: undefined }),
})
const region = fc.constantFrom('us-east-1', 'eu-central-1', 'us-gov-west-1', 'cn-north-1')
const service = fc.constantFrom('codedeploy', 'appconfig', 'imagebuilder')

test('a signed request has the headers that it has from the SDK, whatever the request, the keys and the day', async () => {
  const sign = ours()
  await fc.assert(
    fc.asyncProperty(request, credentials, region, service, time, async (asked, keys, where, what, now) => {
      const sent = new HttpRequest({ hostname: 'x', protocol: 'https:', ...asked })
      const before = JSON.stringify(sent)
      expect(await sign(sent, keys, where, what, now)).toEqual(await bySdk(sent, keys, where, what, now))
      expect(JSON.stringify(sent)).toBe(before)
    }),
    { numRuns: 500 },
  )
})

test.each([
  ['keys, one of which is the beginning of another', { a: '1', 'a-b': '2', 'a=': '3', ab: '4' }],
  ['values of one key', { key: ['b', 'a', 'B', 'a b', ''] }],
  ['keys that differ in case and escaping', { B: '1', a: '2', ä: '3', '~': '4', ' ': '5', '/': '6' }],
])('a query is signed in the order of its %s', async (_, some) => {
  const asked = new HttpRequest({ method: 'GET', path: '/', hostname: 'x', protocol: 'https:', query: some })
  const now = Date.UTC(2026, 10, 28)
  const scope: Scope = [KEYS, 'us-east-1', 'appconfig', now]
  expect(await ours()(asked, ...scope)).toEqual(await bySdk(asked, ...scope))
})

test('a key is kept for a day, a region, a service and a secret, and made again when one of them changes', async () => {
  const sign = ours()
  const asked = new HttpRequest({ method: 'POST', path: '/', hostname: 'x', protocol: 'https:', body: '{}' })
  const day = Date.UTC(2026, 10, 28)
  const last = day + 86_399_999
  const scopes: Scope[] = [
    [KEYS, 'us-east-1', 'codedeploy', day],
    [KEYS, 'us-east-1', 'codedeploy', last],
    [KEYS, 'us-east-1', 'codedeploy', last + 1],
    [KEYS, 'eu-west-1', 'codedeploy', last + 1],
    [KEYS, 'eu-west-1', 'appconfig', last + 1],
    [{ ...KEYS, secretAccessKey: 'another' }, 'eu-west-1', 'appconfig', last + 1],
    [KEYS, 'us-east-1', 'codedeploy', day],
  ]
  for (const scope of scopes) expect(await sign(asked, ...scope)).toEqual(await bySdk(asked, ...scope))
})

test('without a scope of its own, a request is signed for that of the signer', async () => {
  const options = { credentials: KEYS, region: 'us-east-1', service: 'codedeploy', sha256: Sha256 }
  const asked = new HttpRequest({ method: 'POST', path: '/', hostname: 'x', protocol: 'https:', body: '{}' })
  const { headers } = await new Signer(options).sign(asked, {})
  expect(headers.authorization).toContain('/us-east-1/codedeploy/aws4_request')
})
