import { request } from 'node:http'
import { json } from 'node:stream/consumers'
import { fleetWorld } from '../../../src/emulator/worlds/fleet/fleet-world.ts'
import { type Gateway, useGateway, useGateways } from '../../support/gateway.ts'

const OURS = 'https://dashboard.example'
const FOREIGN = 'https://evil.example'
const QUERY = '{ codeDeployDeployment(deploymentId: "d-FLEET0001") { status } }'

const world = fleetWorld({ targets: 1, events: 1 })

/** Sends headers as a browser does: fetch would not let a test set `Sec-Fetch-Site`. */
async function get({ url }: Gateway, headers: Record<string, string>) {
  const sent = request(`${url}/graphql?query=${encodeURIComponent(QUERY)}`, { headers }).end()
  const [response] = (await new Promise<unknown[]>((resolve, reject) => {
    sent.on('response', (...args) => resolve(args)).on('error', reject)
  })) as [import('node:http').IncomingMessage]
  return { status: response.statusCode, body: (await json(response)) as object }
}

const ANSWERED = { status: 200, body: { data: { codeDeployDeployment: { status: 'SUCCEEDED' } } } }
const REFUSED = {
  status: 400,
  body: {
    errors: [
      {
        message:
          'Another site may have sent this GET: use POST, or the header apollo-require-preflight with any value.',
        extensions: { code: 'BAD_REQUEST', retryable: false },
      },
    ],
  },
}

describe('a GET without a header that requires a preflight', () => {
  const gateway = useGateway({ world, corsOrigins: [OURS] })
  beforeEach(() => void gateway.calls())

  const self = () => gateway.url.replace('127.0.0.1', 'localhost')
  const ORIGINS: Record<string, () => Record<string, string>> = {
    'no origin': () => ({}),
    'its own origin': () => ({ origin: self(), host: new URL(self()).host }),
    'an origin in CORS_ORIGINS': () => ({ origin: OURS }),
    'another origin': () => ({ origin: FOREIGN }),
    'an opaque origin': () => ({ origin: 'null' }),
  }
  const PASSES = new Map([
    [undefined, ['no origin', 'its own origin', 'an origin in CORS_ORIGINS']],
    ['none', ['no origin', 'its own origin', 'an origin in CORS_ORIGINS']],
    ['same-origin', ['no origin', 'its own origin', 'an origin in CORS_ORIGINS']],
    ['same-site', ['an origin in CORS_ORIGINS']],
    ['cross-site', ['an origin in CORS_ORIGINS']],
    ['a value of the future', ['an origin in CORS_ORIGINS']],
  ])
  const combinations = [...PASSES].flatMap(([site, passes]) =>
    Object.keys(ORIGINS).map((origin) => [site, origin, passes.includes(origin) ? 'answered' : 'refused'] as const),
  )

  test.each(combinations)('with Sec-Fetch-Site %s and %s is %s', async (site, origin, outcome) => {
    const headers = { ...ORIGINS[origin]?.(), ...(site && { 'sec-fetch-site': site }) }
    expect(await get(gateway, headers)).toEqual(outcome === 'answered' ? ANSWERED : REFUSED)
    if (outcome === 'refused') expect(gateway.calls()).toEqual({})
  })

  test.each(['apollo-require-preflight', 'x-apollo-operation-name'])(
    'is answered from another site when it has a non-empty header %s',
    async (name) => {
      const foreign = { origin: FOREIGN, 'sec-fetch-site': 'cross-site' }
      expect(await get(gateway, { ...foreign, [name]: '1' })).toEqual(ANSWERED)
      expect(await get(gateway, { ...foreign, [name]: '' })).toEqual(REFUSED)
    },
  )

  test('is answered from another site when its content-type requires a preflight', async () => {
    const foreign = { origin: FOREIGN, 'sec-fetch-site': 'cross-site' }
    expect(await get(gateway, { ...foreign, 'content-type': 'application/json; charset=utf-8' })).toEqual(ANSWERED)
    expect(await get(gateway, { ...foreign, 'content-type': 'text/plain' })).toEqual(REFUSED)
  })
})

const { start } = useGateways({ world })

test('a GET with any Origin is answered when CORS_ORIGINS is *', async () => {
  const gateway = await start({ corsOrigins: ['*'] })
  const answers = [
    await get(gateway, { origin: FOREIGN, 'sec-fetch-site': 'cross-site' }),
    await get(gateway, { 'sec-fetch-site': 'cross-site' }),
  ]
  expect(answers).toEqual([ANSWERED, REFUSED])
})
