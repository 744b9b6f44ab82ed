import { getEventListeners } from 'node:events'
import tls from 'node:tls'
import { types } from 'node:util'
import { jest } from '@jest/globals'
import { type Behaviour, bothWays, CALLS, play, reset, type Scenario } from './both-ways.ts'
import { makeCertificate } from './certificate.ts'

const NOW = Date.parse('2026-11-21T09:30:00.000Z')
const MINUTES = 60_000

// Within jest an error of Node is not an Error, and the SDK would put another in its place.
const { [Symbol.hasInstance]: isInstance } = Error
beforeAll(() => {
  Object.defineProperty(Error, Symbol.hasInstance, {
    value(this: ErrorConstructor, thrown: unknown) {
      return isInstance.call(this, thrown) || (this === Error && types.isNativeError(thrown))
    },
    configurable: true,
  })
})
afterAll(() => Reflect.deleteProperty(Error, Symbol.hasInstance))

beforeEach(() => {
  // The SDK's pause before a retry is random, and its handling of Retry-After and of Date depends on the clock.
  jest.spyOn(Math, 'random').mockReturnValue(0.01)
  jest.spyOn(Date, 'now').mockReturnValue(NOW)
})
afterEach(() => jest.restoreAllMocks())

const REQUEST_ID = { 'x-amzn-requestid': '00000000-0000-4000-8000-000000000000' }

const good: Behaviour = (response, _, body) => response.writeHead(200, REQUEST_ID).end(body)

const refused =
  (status: number, body: string | object, headers: object = {}): Behaviour =>
  (response) =>
    response
      .writeHead(status, { ...REQUEST_ID, ...headers })
      .end(typeof body === 'string' ? body : JSON.stringify(body))

const named = (name: string, status = 400, headers = {}) =>
  refused(status, { __type: name, message: `why: ${name}` }, { 'x-amzn-errortype': name, ...headers })

/** Does this to the first requests, and then answers. */
const first =
  (times: number, fault: Behaviour): Behaviour =>
  (response, nth, body) =>
    nth <= times ? fault(response, nth, body) : good(response, nth, body)

/** Sends this instead of an answer, and closes the connection or leaves it open. */
const raw =
  (bytes: string, isClosed = true): Behaviour =>
  (response) => {
    response.socket?.write(bytes)
    if (isClosed) response.socket?.end()
  }
const HEAD = 'HTTP/1.1 200 OK\r\nx-amzn-requestid: 1\r\n'

const brokenOff =
  (headers: object, how: (response: Parameters<Behaviour>[0]) => void): Behaviour =>
  (response, _, body) => {
    response.writeHead(200, { ...REQUEST_ID, ...headers })
    response.write(body.slice(0, 20), () => how(response))
  }

const dated = (ms: number) => ({ date: new Date(NOW + ms).toUTCString() })
const late = (name: string) => refused(403, { __type: name, message: 'Signature expired: x' }, dated(10 * MINUTES))

const SCENARIOS: Record<string, Omit<Scenario, 'behaviour'> & { behaviour: Behaviour }> = {
  'an answer': { behaviour: good, calls: 3 },
  'an answer by halves': {
    behaviour: (response, _, body) => {
      response.writeHead(200, REQUEST_ID).write(body.slice(0, 9), () => setImmediate(() => response.end(body.slice(9))))
    },
  },
  'an answer that ends with its connection': {
    behaviour: (response, _, body) => raw(`${HEAD}connection: close\r\n\r\n${body}`)(response, 1, ''),
    calls: 2,
  },
  'early hints before the answer': {
    behaviour: (response, nth, body) => {
      response.writeEarlyHints({ link: '</x>; rel=preload' })
      good(response, nth, body)
    },
  },
  'headers that come twice': {
    // Without `connection: close` the retry could be sent on the connection that this ends, and never be answered.
    behaviour: first(1, (response, _, body) =>
      raw(
        `HTTP/1.1 503 No\r\nconnection: close\r\nretry-after: 0\r\nretry-after: 7\r\nx-amzn-requestid: 1\r\nx-amzn-requestid: 2\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
      )(response, 1, ''),
    ),
  },
  'one throttle': { behaviour: first(1, named('ThrottlingException')) },
  'throttles only': { behaviour: named('ThrottlingException') },
  'throttles by status alone': { behaviour: refused(429, '') },
  'throttles in words': { behaviour: refused(400, 'Rate exceeded') },
  'a throttle with Retry-After in seconds': {
    behaviour: first(1, named('ThrottlingException', 400, { 'retry-after': '0.05' })),
  },
  'a throttle with Retry-After as a date': {
    behaviour: first(1, named('TooManyRequestsException', 429, { 'retry-after': new Date(NOW).toUTCString() })),
  },
  'a throttle with x-amz-retry-after': {
    behaviour: first(2, named('CallRateLimitExceededException', 429, { 'x-amz-retry-after': '40' })),
  },
  'a refusal': { behaviour: named('ValidationException') },
  'a refusal with a namespace': {
    behaviour: refused(400, { __type: 'com.amazonaws.x#InvalidInputException', Message: 'no' }),
  },
  'a thing that is not there': { behaviour: named('ResourceNotFoundException', 404) },
  'a denial': { behaviour: named('AccessDeniedException', 403) },
  'a refusal without a name': { behaviour: refused(400, '{}') },
  'a refusal without a body': { behaviour: refused(403, '') },
  'a page of a proxy': { behaviour: refused(502, '<html>Bad Gateway</html>', { 'content-type': 'text/html' }) },
  'an error of the server': { behaviour: named('InternalServerException', 500) },
  'one error of the server': { behaviour: first(1, refused(503, '', { 'retry-after': '0' })) },
  'an operation that is not there': { behaviour: refused(501, '') },
  'so many errors that no retries are left': { behaviour: refused(500, ''), calls: 25 },
  'retries that are earned back': { behaviour: first(50, refused(500, '')), calls: 30 },
  'a redirection': { behaviour: refused(302, '', { location: 'http://127.0.0.1:1/elsewhere' }) },
  'a redirection for good': { behaviour: refused(308, '<html>', { location: 'https://example.com/' }) },
  'a success without a body': { behaviour: refused(200, '') },
  'a success that is not JSON': { behaviour: refused(200, '<html>Welcome to the hotel</html>') },
  'a success of another shape': { behaviour: refused(200, '[1, 2]') },
  'a connection that is closed': { behaviour: (response) => response.socket?.destroy() },
  'a connection that is reset': { behaviour: first(2, reset) },
  'headers that break off': { behaviour: raw(HEAD) },
  'a body that breaks off': {
    behaviour: brokenOff({ 'content-length': '1000' }, ({ socket }) => socket?.destroy()),
  },
  'chunks that break off': { behaviour: brokenOff({}, ({ socket }) => socket?.destroy()) },
  'chunks that break off, of a connection that closes': {
    behaviour: brokenOff({ connection: 'close' }, ({ socket }) => socket?.destroy()),
  },
  'one body that is reset': {
    behaviour: first(1, brokenOff({ 'content-length': '1000' }, reset)),
  },
  'two lengths': { behaviour: raw(`${HEAD}content-length: 3\r\ncontent-length: 7\r\n\r\nabc`) },
  ...Object.fromEntries(
    ['HTTP/1.1 OK', 'HTTP/9.9 200 OK', 'HTTP/1 200 OK', 'HTTP/1.1 200 OK\n', 'HTTP/1.1 200 OK\r\nno colon']
      .concat('HTTP/1.1 200 OK\r\na: b\x01', 'HTTP/1.1 200 OK\r\n x: y', 'HTTP/1.1 200 OK\r\ncontent-length: many')
      .map((head) => [`an answer that begins with ${JSON.stringify(head)}`, { behaviour: raw(`${head}\r\n\r\n`) }]),
  ),
  'another protocol': { behaviour: raw('hello\r\n\r\n') },
  'headers without end': { behaviour: raw(`${HEAD}x: ${'x'.repeat(100_000)}\r\n\r\n`) },
  'a chunk without a length': { behaviour: raw(`${HEAD}transfer-encoding: chunked\r\n\r\nzz\r\n`) },
  'a clock ten minutes behind': { behaviour: first(1, late('InvalidSignatureException')), calls: 2 },
  'a clock ten minutes behind, by another name': { behaviour: first(1, late('RequestExpired')), calls: 2 },
  'a clock that is off and a denial': { behaviour: late('AccessDeniedException') },
  'a clock that an answer shows to be off': {
    behaviour: (response, nth, body) => {
      response.setHeader('date', dated(-7 * MINUTES).date)
      good(response, nth, body)
    },
    calls: 2,
  },
  'a clock that a cache shows to be off': {
    behaviour: (response, nth, body) => {
      response.setHeader('date', dated(-7 * MINUTES).date).setHeader('age', '420')
      good(response, nth, body)
    },
    calls: 2,
  },
}

// Long enough for a request to arrive on a busy machine: what is compared is what came of it.
const awsCallTimeoutMs = 1_000

/** Scenarios that wait for the timeout of an attempt: for one service. */
const SLOW: typeof SCENARIOS = {
  silence: { behaviour: () => undefined, awsCallTimeoutMs },
  'a body that never ends': { behaviour: brokenOff({}, () => undefined), awsCallTimeoutMs },
  'one body that comes too late': {
    behaviour: first(
      1,
      brokenOff({}, () => undefined),
    ),
    awsCallTimeoutMs,
  },
}

/** Scenarios in which the caller leaves. */
const DEPARTURES: Record<string, (abort: AbortController) => Behaviour> = {
  'before the call': (abort) => {
    abort.abort()
    return good
  },
  'while nothing is answered': (abort) => () => abort.abort(),
  'for a reason while nothing is answered': (abort) => () => abort.abort('enough'),
  'while a body comes': (abort) => brokenOff({}, () => setTimeout(() => abort.abort(new Error('enough')), 20)),
  'before a retry': (abort) => (response, nth, body) => {
    refused(503, '', { 'retry-after': '5' })(response, nth, body)
    setTimeout(() => abort.abort(), 30)
  },
}

const certificate = makeCertificate()
if (!certificate) console.info('openssl is not here: nothing was tested over TLS.')
const WIRES = { http: undefined, ...(certificate && { https: certificate }) }

describe.each(Object.entries(WIRES))('over %s, calls without the middleware stack are those with it', (_, wire) => {
  beforeEach(() => {
    const { createSecureContext } = tls
    if (wire)
      jest
        .spyOn(tls, 'createSecureContext')
        .mockImplementation((options) => createSecureContext({ ca: wire.authority, ...options }))
  })

  describe.each(Object.keys(CALLS))('%s', (call) => {
    const scenarios = { ...SCENARIOS, ...(call.startsWith('codedeploy') && SLOW) }
    test.each(Object.entries(scenarios))('%s', async (_, scenario) => {
      const { sdk, direct } = await bothWays(call, () => ({ ...scenario, certificate: wire }))
      expect(direct).toEqual(sdk)
      expect(sdk.outcomes).toHaveLength(scenario.calls ?? 1)
      for (const { headers } of [...sdk.requests, ...direct.requests]) expect(headers.authorization).toMatch(/^signed:/)
    })

    test.each(Object.entries(DEPARTURES))('a caller who leaves %s', async (_, leaving) => {
      const { sdk, direct } = await bothWays(call, () => {
        const abort = new AbortController()
        return { behaviour: leaving(abort), abort, certificate: wire }
      })
      expect(direct).toEqual(sdk)
      expect(direct.outcomes).toMatchObject([{ name: 'AbortError', gateway: { code: 'AWS_TIMEOUT' } }])
    })
  })
})

test('a request is signed for the time that AWS told', async () => {
  const [call = ''] = Object.keys(CALLS)
  const { direct } = await bothWays(call, () => ({ behaviour: first(1, late('InvalidSignatureException')) }))
  expect(direct.requests.map(({ headers }) => headers['x-amz-date'])).toEqual(['20261121T093000Z', '20261121T094000Z'])
  expect(direct.outcomes).toMatchObject([{ $metadata: { attempts: 2 } }])
})

test('a caller who leaves does not wait for the end of the pause before a retry, and nothing listens to its signal then', async () => {
  const abort = new AbortController()
  let leftAt = Number.POSITIVE_INFINITY
  const behaviour = refused(503, '', { 'retry-after': '5' })
  const [call = ''] = Object.keys(CALLS)
  const playing = play('direct', call, {
    abort,
    behaviour: (response, nth, body) => {
      behaviour(response, nth, body)
      setTimeout(() => {
        leftAt = performance.now()
        abort.abort()
      }, 30)
    },
  })
  expect((await playing).outcomes).toMatchObject([{ name: 'AbortError' }])
  expect(performance.now() - leftAt).toBeLessThan(1_000) // on a busy machine: otherwise a few milliseconds
  expect(getEventListeners(abort.signal, 'abort')).toEqual([])
})

test('after calls that succeed, are retried or fail, nothing listens to the signal of their caller', async () => {
  const abort = new AbortController()
  const [call = ''] = Object.keys(CALLS)
  const behaviour: Behaviour = (response, nth, body) =>
    nth % 2 ? named('ThrottlingException')(response, nth, body) : named('ValidationException')(response, nth, body)
  await play('direct', call, { abort, behaviour: first(3, behaviour), calls: 3 })
  expect(getEventListeners(abort.signal, 'abort')).toEqual([])
})
