import { generateKeyPair } from 'jose'
import { TokenBuckets } from '../../../src/server/http/overload/token-bucket.ts'
import { bearer, JWT, token } from '../../auth/callers.ts'
import { useGateways } from '../../support/gateway.ts'

describe('a token bucket', () => {
  test('allows each caller a burst and then its steady rate', () => {
    let now = 5_000
    const rates = new TokenBuckets(10, 3, () => now)
    const take = (caller: string, times: number) => Array.from({ length: times }, () => Math.round(rates.take(caller)))
    expect(take('a', 5)).toEqual([0, 0, 0, 100, 100])
    expect(take('b', 1)).toEqual([0])
    now += 60
    expect(take('a', 1)).toEqual([40])
    now += 40
    expect(take('a', 2)).toEqual([0, 100])
    now += 10_000
    expect(take('a', 4)).toEqual([0, 0, 0, 100]) // a burst is never more than that
  })

  test('limits the number of callers it remembers', () => {
    const rates = new TokenBuckets(1, 1, () => 0)
    expect(rates.take('first')).toBe(0)
    expect(rates.take('first')).toBe(1000)
    for (let caller = 0; caller < 10_000; caller++) rates.take(`caller ${caller}`)
    expect(rates.take('first')).toBe(0)
  })
})

describe('a caller over the rate limit', () => {
  const { start } = useGateways({ ratePerSecond: 0.01 })
  const ask = (url: string, headers: Record<string, string> = {}) =>
    fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query: '{ __typename }' }),
    })

  test('gets a GraphQL error with the time to retry, and health checks do not count', async () => {
    const gateway = await start({ rateBurst: 2 })
    const [first, second, refused] = [await ask(gateway.url), await ask(gateway.url), await ask(gateway.url)]
    const health = await fetch(`${gateway.url}/readyz`)
    const body = await refused.json()
    expect([first.status, second.status, refused.status, health.status]).toEqual([200, 200, 429, 200])
    expect(body).toEqual({
      errors: [
        {
          message: 'Rate limited: at most 0.01 requests per second.',
          extensions: { code: 'RATE_LIMITED', retryable: true, retryAfterMs: expect.any(Number) },
        },
      ],
    })
    const { retryAfterMs } = body.errors[0].extensions
    expect(retryAfterMs).toBeGreaterThan(90_000)
    expect(Number(refused.headers.get('retry-after'))).toBe(Math.ceil(retryAfterMs / 1000))
    expect(refused.headers.get('cache-control')).toBe('no-store')
  })

  test('with rejected credentials is refused before they are checked, and accepted callers count separately', async () => {
    const lines: string[] = []
    const log = (line: string) => lines.push(line)
    const gateway = await start({ rateBurst: 3, auth: JWT, trustProxy: 1, log })
    const from = (address: string, credential: string) =>
      ask(gateway.url, { 'x-forwarded-for': address, ...bearer(credential) })
    const users = [await token(), await token({ claims: { sub: 'bob' } })]
    const accepted: number[] = []
    for (const user of [...users, ...users, ...users, ...users]) accepted.push((await from('192.0.2.1', user)).status)
    const bad = await token({ claims: { aud: 'billing' } })
    const refused: number[] = []
    for (let count = 0; count < 5; count++) refused.push((await from('192.0.2.2', bad)).status)
    const atOnce = await Promise.all(Array.from({ length: 20 }, () => from('192.0.2.3', bad)))
    const late = await from('192.0.2.2', await token({ claims: { sub: 'eve' } }))
    const elsewhere = await from('192.0.2.1', await token({ claims: { sub: 'eve' } }))
    expect(accepted).toEqual([200, 200, 200, 200, 200, 200, 429, 429])
    expect(refused).toEqual([401, 401, 401, 429, 429])
    expect(atOnce.map(({ status }) => status).sort()).toEqual([401, 401, 401, ...Array(17).fill(429)])
    expect(lines.filter((line) => line.includes('"refused"'))).toHaveLength(6)
    expect([late.status, elsewhere.status]).toEqual([429, 200])
    expect(await late.json()).toMatchObject({ errors: [{ extensions: { code: 'RATE_LIMITED', retryable: true } }] })
  })

  test('is not limited by address while the issuer’s keys are unavailable', async () => {
    const auth = { ...JWT, key: { jwksUrl: 'http://127.0.0.1:9/' } } // discard: nobody is there
    const gateway = await start({ rateBurst: 1, auth })
    const { privateKey: key } = await generateKeyPair('ES256')
    const credential = bearer(await token({ alg: 'ES256', key }))
    const statuses = [(await ask(gateway.url, credential)).status, (await ask(gateway.url, credential)).status]
    expect(statuses).toEqual([503, 503])
  })

  test('is identified through trusted proxies, not by headers that a client invents', async () => {
    const statuses = async (trustProxy: number) => {
      const gateway = await start({ rateBurst: 1, trustProxy })
      const statuses: number[] = []
      for (const from of ['198.51.100.1', '198.51.100.2', '203.0.113.9, 198.51.100.2'])
        statuses.push((await ask(gateway.url, { 'x-forwarded-for': from })).status)
      return statuses
    }
    expect(await statuses(0)).toEqual([200, 429, 429])
    expect(await statuses(1)).toEqual([200, 200, 429])
  })
})
