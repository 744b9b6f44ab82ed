import diagnostics from 'node:diagnostics_channel'
import { once } from 'node:events'
import { request, type Server } from 'node:http'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { fleetWorld } from '../../../src/emulator/worlds/fleet/fleet-world.ts'
import { ONE_LOCATION, useGateways } from '../../support/gateway.ts'
import { until } from '../../support/until.ts'

const { start } = useGateways({ world: fleetWorld({ targets: 1, events: 1 }), locations: ONE_LOCATION })

/** Asks with headers that fetch does not allow, such as Host. */
async function statusFor(url: string, headers: Record<string, string>): Promise<number | undefined> {
  const sent = request(url, { headers }).end()
  const [response] = await once(sent, 'response')
  response.resume()
  return response.statusCode
}

describe('a gateway that stops', () => {
  test('closes connections without a request', async () => {
    const gateway = await start()
    const silent = connect(Number(new URL(gateway.url).port), '127.0.0.1')
    await once(silent, 'connect')
    await fetch(`${gateway.url}/livez`)
    const closed = once(silent, 'close')
    await gateway.stop()
    await closed
    expect(silent.destroyed).toBe(true)
  })

  test('finishes earlier requests and accepts no new ones', async () => {
    const gateway = await start()
    gateway.faults.push({ operation: 'BatchGetDeployments', delayMs: 300 })
    const { port } = new URL(gateway.url)
    const kept = connect(Number(port), '127.0.0.1')
    kept.write('GET /livez HTTP/1.1\r\nhost: localhost\r\n\r\n')
    await once(kept, 'data')
    const answer = gateway.query('{ codeDeployDeployment(deploymentId: "d-FLEET0001") { status } }')
    await until(() => gateway.emulator.calls.length > 0)
    const stopped = gateway.stop()
    expect((await answer).data).toEqual({ codeDeployDeployment: { status: 'SUCCEEDED' } })
    await stopped
    await expect(fetch(`${gateway.url}/readyz`)).rejects.toThrow()
    kept.destroy()
  })
})

test.each([
  [25_000, 60_000],
  [75_000, 85_000],
])('a connection may be idle for longer than a request timeout of %i ms', async (requestTimeoutMs, silence) => {
  const times: number[] = []
  const note = (message: unknown) => times.push((message as { server: Server }).server.timeout)
  const gateway = await start({ requestTimeoutMs })
  diagnostics.subscribe('http.server.request.start', note)
  await fetch(`${gateway.url}/livez`)
  diagnostics.unsubscribe('http.server.request.start', note)
  expect(times).toEqual([silence])
})

describe('a gateway on loopback', () => {
  const HOSTS = [
    ['localhost:4000', 200],
    ['127.0.0.1', 200],
    ['[::1]:4000', 200],
    ['evil.example', 421],
    ['127.0.0.1.evil.example', 421],
    ['localhost@evil.example', 421],
  ] as const

  test.each(HOSTS)('answers a request with Host %p with %i, also on its metrics port', async (host, status) => {
    const gateway = await start({ metricsPort: 0 })
    const answered = [
      await statusFor(`${gateway.url}/livez`, { host }),
      await statusFor(String(gateway.metricsUrl), { host }),
    ]
    expect(answered).toEqual([status, status])
  })

  test('ignores proxy headers when it checks the host', async () => {
    const gateway = await start({ trustProxy: 1 })
    const headers = { host: 'evil.example', 'x-forwarded-host': 'localhost', 'x-forwarded-for': '192.0.2.1' }
    expect(await statusFor(`${gateway.url}/livez`, headers)).toBe(421)
  })
})

test('a request with two Host headers is refused', async () => {
  const gateway = await start()
  const socket = connect(Number(new URL(gateway.url).port), '127.0.0.1')
  socket.write('GET /livez HTTP/1.1\r\nhost: localhost\r\nhost: evil.example\r\nconnection: close\r\n\r\n')
  expect(await text(socket)).toMatch(/^HTTP\/1\.1 400 /)
})

test.each(['1.2.3', '1:2:3:4:5:6:7:8:9::', 'unknown', ':::::::::::', 'a'.repeat(5_000)])(
  'X-Forwarded-For with %s causes no internal error',
  async (address) => {
    const gateway = await start({ trustProxy: 1, ratePerSecond: 10, auth: { mode: 'apiKey', keys: [] } })
    const headers = { 'x-forwarded-for': address }
    expect(await statusFor(`${gateway.url}/graphql?query={__typename}`, headers)).toBe(401)
  },
)
