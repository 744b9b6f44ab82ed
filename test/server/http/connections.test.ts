import diagnostics from 'node:diagnostics_channel'
import { once } from 'node:events'
import { request, type Server } from 'node:http'
import { connect } from 'node:net'
import { DEMO_LOCATIONS } from '../../../src/emulator/worlds/demo/demo-world.ts'
import { fleetWorld } from '../../../src/emulator/worlds/fleet/fleet-world.ts'
import { startGateway } from '../../support/gateway.ts'

const start = () =>
  startGateway({ world: fleetWorld({ targets: 1, events: 1 }), locations: DEMO_LOCATIONS.slice(0, 1) })

/** Asks with a Host header of its own, which fetch does not allow. */
async function statusFor(url: string, host: string): Promise<number | undefined> {
  const asked = request(url, { headers: { host } }).end()
  const [response] = await once(asked, 'response')
  response.resume()
  return response.statusCode
}

describe('a gateway that stops', () => {
  test('closes connections that have not asked anything yet', async () => {
    const gateway = await start()
    const silent = connect(Number(new URL(gateway.url).port), '127.0.0.1')
    await once(silent, 'connect')
    await fetch(`${gateway.url}/livez`)
    const closed = once(silent, 'close')
    await gateway.stop()
    await closed
    expect(silent.destroyed).toBe(true)
  })

  test('answers what it was asked before, and takes nothing new', async () => {
    const gateway = await start()
    gateway.faults.push({ operation: 'BatchGetDeployments', delayMs: 300 })
    const { port } = new URL(gateway.url)
    const kept = connect(Number(port), '127.0.0.1')
    kept.write('GET /livez HTTP/1.1\r\nhost: localhost\r\n\r\n')
    await once(kept, 'data')
    const answer = gateway.query('{ codeDeployDeployment(deploymentId: "d-FLEET0001") { status } }')
    while (gateway.emulator.calls.length === 0) await new Promise((resolve) => setImmediate(resolve))
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
])('a connection may be silent for longer than a request may take: %i ms', async (requestTimeoutMs, silence) => {
  const times: number[] = []
  const note = (message: unknown) => times.push((message as { server: Server }).server.timeout)
  const gateway = await startGateway({ requestTimeoutMs })
  diagnostics.subscribe('http.server.request.start', note)
  await fetch(`${gateway.url}/livez`)
  diagnostics.unsubscribe('http.server.request.start', note)
  await gateway.stop()
  expect(times).toEqual([silence])
})

describe('a gateway on loopback', () => {
  test.each([
    ['localhost:4000', 200],
    ['127.0.0.1', 200],
    ['[::1]:4000', 200],
    ['evil.example', 421],
    ['127.0.0.1.evil.example', 421],
  ])('asked for as %s answers %i', async (host, status) => {
    const gateway = await start()
    const answered = await statusFor(`${gateway.url}/livez`, host)
    await gateway.stop()
    expect(answered).toBe(status)
  })
})
