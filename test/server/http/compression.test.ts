import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { fleetWorld } from '../../../src/emulator/worlds/fleet/fleet-world.ts'
import { useGateway } from '../../support/gateway.ts'

const gateway = useGateway({ world: fleetWorld({ targets: 500, events: 5 }) })

const LARGE = `{ codeDeployDeployment(deploymentId: "d-FLEET0001") { targets(first: 500) { nodes {
  ... on DeploymentTarget { targetId lifecycleEvents { name status diagnostics { logTail } } } } } } }`
const SMALL = '{ __typename }'

/** Asks as no fetch does, which would decompress. */
async function ask(query: string, acceptEncoding?: string): Promise<IncomingMessage> {
  const headers = { 'content-type': 'application/json', ...(acceptEncoding && { 'accept-encoding': acceptEncoding }) }
  const sent = request(`${gateway.url}/graphql`, { method: 'POST', headers }).end(JSON.stringify({ query }))
  const [response] = await once(sent, 'response')
  return response
}
const DECOMPRESS: Record<string, (body: Buffer) => Buffer> = { br: brotliDecompressSync, gzip: gunzipSync }

describe('a large response', () => {
  test.each([
    [undefined, undefined],
    ['', undefined],
    ['identity', undefined],
    ['deflate', undefined],
    ['gzip', 'gzip'],
    ['GZIP', 'gzip'],
    ['br', 'br'],
    ['gzip, deflate, br, zstd', 'br'],
    ['gzip;q=1, br;q=0.5', 'gzip'],
    ['gzip;q=0.5, br;q=0.5, identity;q=1', undefined],
    ['br;q=0, *', 'gzip'],
    ['br;q=0, gzip;q=0, *', undefined],
    ['*', 'br'],
  ])('to Accept-Encoding: %s has Content-Encoding: %s', async (acceptEncoding, coding) => {
    const response = await ask(LARGE, acceptEncoding)
    const {
      'content-encoding': contentEncoding,
      'content-length': length,
      vary,
      'content-type': type,
    } = response.headers
    expect({ status: response.statusCode, contentEncoding, type }).toEqual({
      status: 200,
      contentEncoding: coding,
      type: 'application/json; charset=utf-8',
    })
    expect(vary).toContain('Accept-Encoding')
    const body = await buffer(response)
    const text = coding ? DECOMPRESS[coding]?.(body) : body
    const { data } = JSON.parse(String(text))
    expect(data.codeDeployDeployment.targets.nodes).toHaveLength(500)
    expect(length).toBe(String(body.length))
    if (!coding) return
    expect(body.length).toBeLessThan(Number(text?.length) / 10)
  })

  test('ends when its client disconnects in the middle', async () => {
    const response = await ask(LARGE, 'br')
    response.destroy()
    expect((await gateway.query(SMALL)).data).toEqual({ __typename: 'Query' })
  })
})

test('a small response is sent uncompressed', async () => {
  const response = await ask(SMALL, 'br, gzip')
  expect(response.headers).toMatchObject({ 'content-length': '32', vary: expect.stringContaining('Accept-Encoding') })
  expect(response.headers['content-encoding']).toBeUndefined()
  expect(String(await buffer(response))).toBe('{"data":{"__typename":"Query"}}\n')
})
