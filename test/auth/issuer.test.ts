import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { jest } from '@jest/globals'
import { exportJWK, generateKeyPair } from 'jose'
import { fleetWorld } from '../../src/emulator/worlds/fleet/fleet-world.ts'
import { collectingGarbage } from '../support/garbage.ts'
import { useGateways } from '../support/gateway.ts'
import { bearer, bytes, JWT, refusal, TYPENAME, TYPENAME_ANSWER, token, UNAUTHENTICATED, unsigned } from './callers.ts'

const { start } = useGateways({ world: fleetWorld({ targets: 1, events: 1 }) })
afterEach(() => void jest.restoreAllMocks())

describe("a token that is signed with an issuer's private key", () => {
  const pair = async (kid: string) => {
    const { publicKey, privateKey } = await generateKeyPair('ES256')
    return { kid, privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg: 'ES256', use: 'sig' } }
  }
  const signed = ({ kid, privateKey: key }: Awaited<ReturnType<typeof pair>>, expires = 600) =>
    token({ alg: 'ES256', kid, key, expires })

  let keySetReads = 0
  let keys: object[] = []
  let status = 200
  let failure: ((response: ServerResponse) => void) | undefined
  const server = createServer((_, response) => {
    keySetReads++
    if (failure) return failure(response)
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ keys }))
  })
  beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)))
  afterAll(() => server.close())
  beforeEach(() => {
    keySetReads = 0
    status = 200
    failure = undefined
  })
  const auth = () => {
    const jwksUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks.json`
    return { ...JWT, key: { jwksUrl } }
  }

  const advance = (ms: number) => {
    const now = performance.now() + ms
    jest.spyOn(performance, 'now').mockImplementation(() => now)
  }

  test('is verified with public keys that are read once, and again when a token names a new one', async () => {
    const [old, next] = [await pair('old'), await pair('next')]
    keys = [old.jwk]
    const { query } = await start({ auth: auth() })
    for (let count = 0; count < 3; count++)
      expect(await query(TYPENAME, {}, bearer(await signed(old)))).toEqual(TYPENAME_ANSWER)
    expect(keySetReads).toBe(1)

    keys = [next.jwk]
    // A new key id is no reason to read them again within 30 seconds.
    expect(await query(TYPENAME, {}, bearer(await signed(next)))).toEqual(UNAUTHENTICATED)
    expect(keySetReads).toBe(1)

    advance(31_000)
    expect(await query(TYPENAME, {}, bearer(await signed(next)))).toEqual(TYPENAME_ANSWER)
    expect(await query(TYPENAME, {}, bearer(await signed(old)))).toEqual(UNAUTHENTICATED)
    expect(keySetReads).toBe(2)
  })

  test('is verified with public keys that are read as often when the system clock was set back by an hour', async () => {
    const [old, next] = [await pair('old'), await pair('next')]
    keys = [old.jwk]
    const { query } = await start({ auth: auth() })
    expect(await query(TYPENAME, {}, bearer(await signed(old)))).toEqual(TYPENAME_ANSWER)

    keys = [next.jwk]
    const earlier = Date.now() - 3_600_000
    jest.spyOn(Date, 'now').mockImplementation(() => earlier)
    advance(31_000)
    expect(await query(TYPENAME, {}, bearer(await signed(next, 7_200)))).toEqual(TYPENAME_ANSWER)

    keys = [old.jwk]
    advance(600_000)
    expect(await query(TYPENAME, {}, bearer(await signed(next, 7_200)))).toEqual(UNAUTHENTICATED)
    expect(keySetReads).toBe(3)
  })

  test('is AUTH_UNAVAILABLE without an AWS call for as long as the public keys cannot be read', async () => {
    const one = await pair('one')
    keys = [one.jwk]
    const { query, calls } = await start({ auth: auth() })
    status = 500
    const send = async () => query('{ codeDeployApplications { nodes { id } } }', {}, bearer(await signed(one)))
    expect(await send()).toEqual(refusal(503, 'AUTH_UNAVAILABLE', true))
    expect(calls()).toEqual({})
    status = 200
    advance(6_000)
    expect((await send()).status).toBe(200)
  })

  test('is AUTH_UNAVAILABLE for an issuer whose answer never ends, though garbage was collected since it began', async () => {
    const one = await pair('one')
    const { query } = await start({ auth: auth() })
    failure = (response) => response.write('{"keys":[')
    const answer = collectingGarbage(query(TYPENAME, {}, bearer(await signed(one))))
    expect(await answer).toEqual(refusal(503, 'AUTH_UNAVAILABLE', true))
    server.closeAllConnections()
  })

  const HUGE = 3_000_000
  test.each<[string, (response: ServerResponse) => void]>([
    ['answers with 500', (response) => response.writeHead(500).end()],
    ['closes the connection', (response) => response.destroy()],
    ['answers with a page', (response) => response.end('<html>')],
    ['answers with JSON that is not a key set', (response) => response.end('{"keys":7}')],
    ['answers with no bytes', (response) => response.end()],
    ['redirects, even to itself', (response) => response.writeHead(302, { location: '/jwks.json' }).end()],
    ['answers with a key set of megabytes', (response) => response.end(`{"keys":[],"x":"${'x'.repeat(HUGE)}"}`)],
  ])(
    'is AUTH_UNAVAILABLE for an issuer that %s, which is called once, and again some seconds later',
    async (_, respond) => {
      const one = await pair('one')
      const { query } = await start({ auth: auth() })
      failure = respond
      const unavailable = refusal(503, 'AUTH_UNAVAILABLE', true)
      for (let count = 0; count < 10; count++)
        expect(await query(TYPENAME, {}, bearer(await signed(one)))).toEqual(unavailable)
      expect(keySetReads).toBe(1)
      advance(6_000)
      expect(await query(TYPENAME, {}, bearer(await signed(one)))).toEqual(unavailable)
      expect(keySetReads).toBe(2)
    },
  )

  test('is accepted with a key that was read before, while the issuer fails for an unknown one', async () => {
    const [one, unknown] = [await pair('one'), await pair('unknown')]
    keys = [one.jwk]
    const { query } = await start({ auth: auth() })
    expect(await query(TYPENAME, {}, bearer(await signed(one)))).toEqual(TYPENAME_ANSWER)
    status = 500
    advance(31_000)
    for (let count = 0; count < 5; count++) {
      expect((await query(TYPENAME, {}, bearer(await signed(unknown)))).status).toBe(503)
      expect(await query(TYPENAME, {}, bearer(await signed(one)))).toEqual(TYPENAME_ANSWER)
    }
    expect(keySetReads).toBe(2)
  })

  test('is refused where the public key was used as a secret, or where it has no signature', async () => {
    const one = await pair('one')
    keys = [one.jwk]
    const { query } = await start({ auth: auth() })
    const forged = [await token({ kid: 'one', key: bytes(JSON.stringify(one.jwk)) }), unsigned(), await token()]
    for (const each of forged) expect(await query(TYPENAME, {}, bearer(each))).toEqual(UNAUTHENTICATED)
  })
})
