import { fleetWorld } from '../../../src/emulator/worlds/fleet/fleet-world.ts'
import { type Gateway, useGateways } from '../../support/gateway.ts'

const world = fleetWorld({ targets: 1, events: 1 })
const OURS = 'https://dashboard.example'

/** A browser's preflight request for a page of this origin. */
const preflight = ({ url }: Gateway, origin: string, path = '/graphql') =>
  fetch(url + path, {
    method: 'OPTIONS',
    headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type' },
  })
const ask = ({ url }: Gateway, origin: string) =>
  fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin },
    body: '{"query":"{ __typename }"}',
  })
const allowed = ({ headers }: Response) => headers.get('access-control-allow-origin')

describe('pages of other origins', () => {
  const { start } = useGateways({ world })

  test('cannot read responses unless they are configured', async () => {
    const gateway = await start()
    const answers = [await preflight(gateway, OURS), await ask(gateway, OURS)]
    expect(answers.map(({ status }) => status)).toEqual([405, 200])
    for (const { headers } of answers)
      expect([...headers.keys()].filter((name) => /^access-control/.test(name))).toEqual([])
    expect(answers[0]?.headers.get('allow')).toBe('GET, POST')
    expect(await answers[0]?.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_REQUEST' } }] })
  })

  test('may send requests when they are configured, and no others may', async () => {
    const gateway = await start({ corsOrigins: [OURS, 'https://other.example:8443'] })
    const [preflighted, answered, foreign, foreignAnswer] = [
      await preflight(gateway, OURS),
      await ask(gateway, OURS),
      await preflight(gateway, 'https://dashboard.example.evil.example'),
      await ask(gateway, 'https://evil.example'),
    ]
    expect(preflighted.status).toBe(204)
    expect(Object.fromEntries(preflighted.headers)).toMatchObject({
      'access-control-allow-origin': OURS,
      'access-control-allow-methods': 'GET, POST',
      'access-control-allow-headers': 'content-type',
      'access-control-max-age': '7200',
    })
    expect([allowed(answered), answered.headers.get('vary')]).toEqual([
      OURS,
      'Origin, Accept, Accept-Encoding, x-aws-receipt',
    ])
    expect(answered.headers.get('access-control-expose-headers')).toBe('x-request-id, retry-after')
    expect(await answered.json()).toEqual({ data: { __typename: 'Query' } })
    expect([allowed(foreign), allowed(foreignAnswer)]).toEqual([null, null])
  })

  test('may also read every kind of error response', async () => {
    const gateway = await start({ corsOrigins: [OURS] })
    const response = await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: OURS },
      body: '{',
    })
    expect([response.status, allowed(response)]).toEqual([400, OURS])
  })

  test('may all send requests when * is configured', async () => {
    const gateway = await start({ corsOrigins: ['*'] })
    const answers = [
      await preflight(gateway, 'https://anywhere.example'),
      await ask(gateway, 'https://anywhere.example'),
    ]
    expect(answers.map(allowed)).toEqual(['*', '*'])
  })
})
