import { network, Rates } from '../../src/server/rate.ts'
import { startGateway } from '../support/gateway.ts'

describe('a token bucket', () => {
  test('gives a burst at once, then as many as fit into the time, each caller its own', () => {
    let now = 5_000
    const rates = new Rates(10, 3, () => now)
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

  test('forgets callers before they are too many', () => {
    const rates = new Rates(1, 1, () => 0)
    expect(rates.take('first')).toBe(0)
    expect(rates.take('first')).toBe(1000)
    for (let caller = 0; caller < 10_000; caller++) rates.take(`caller ${caller}`)
    expect(rates.take('first')).toBe(0)
  })

  test.each([
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '::ffff:192.0.2.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8:1::6', '2001:db8:1:0::/64'],
    ['::1', '0:0:0:0::/64'],
  ])('counts %s as %s', (address, expected) => {
    expect(network(address)).toBe(expected)
  })
})

describe('a caller who asks too often', () => {
  const ask = (url: string, headers: Record<string, string> = {}) =>
    fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query: '{ __typename }' }),
    })

  test('is told when to come again, in the shape of GraphQL; health is not counted', async () => {
    const gateway = await startGateway({ ratePerSecond: 0.01, rateBurst: 2 })
    const [first, second, refused] = [await ask(gateway.url), await ask(gateway.url), await ask(gateway.url)]
    const health = await fetch(`${gateway.url}/readyz`)
    const body = await refused.json()
    await gateway.stop()
    expect([first.status, second.status, refused.status, health.status]).toEqual([200, 200, 429, 200])
    expect(body).toEqual({
      errors: [
        {
          message: 'At most 0.01 requests a second are answered.',
          extensions: { code: 'RATE_LIMITED', retryable: true, retryAfterMs: expect.any(Number) },
        },
      ],
    })
    const { retryAfterMs } = body.errors[0].extensions
    expect(retryAfterMs).toBeGreaterThan(90_000)
    expect(Number(refused.headers.get('retry-after'))).toBe(Math.ceil(retryAfterMs / 1000))
    expect(refused.headers.get('cache-control')).toBe('no-store')
  })

  test('is told apart by the proxies that are trusted, and not by what a client makes up', async () => {
    const statuses = async (trustProxy: number) => {
      const gateway = await startGateway({ ratePerSecond: 0.01, rateBurst: 1, trustProxy })
      const asked: number[] = []
      for (const from of ['198.51.100.1', '198.51.100.2', '203.0.113.9, 198.51.100.2'])
        asked.push((await ask(gateway.url, { 'x-forwarded-for': from })).status)
      await gateway.stop()
      return asked
    }
    expect(await statuses(0)).toEqual([200, 429, 429])
    expect(await statuses(1)).toEqual([200, 200, 429])
  })
})
