import { Agent, request } from 'node:http'
import { connect } from 'node:net'
import { createClient } from 'graphql-sse'
import { as, CALLERS_AUTH } from '../../auth/callers.ts'
import { NOW } from '../../support/gateway.ts'
import { DEPLOYMENT, idOf, nextAtOf, STAYS, SUCCEEDS, useLiveGateways, worldOf } from '../live-gateway.ts'

const { start } = useLiveGateways({ world: worldOf(STAYS) })

const MULTIPART = 'multipart/mixed;subscriptionSpec="1.0"'
const URQL = 'application/graphql-response+json, application/json, text/event-stream, multipart/mixed'
const APOLLO =
  'multipart/mixed;boundary=graphql;subscriptionSpec=1.0,application/graphql-response+json,application/json;q=0.9'
const HIVE_ROUTER = `${MULTIPART}, text/event-stream`

describe('a subscription', () => {
  test.each([
    ['nothing in particular', '*/*', 'text/event-stream; charset=utf-8'],
    ['what urql accepts', URQL, 'text/event-stream; charset=utf-8'],
    ['what Apollo Client accepts', APOLLO, 'multipart/mixed;boundary="graphql";subscriptionSpec="1.0"'],
    [
      'a boundary of its own',
      'multipart/mixed; subscriptionSpec=1.0; Boundary="-, ;", text/event-stream;q=0.5',
      'multipart/mixed;boundary="graphql";subscriptionSpec="1.0"',
    ],
    ['what Hive Router accepts', HIVE_ROUTER, 'multipart/mixed;boundary="graphql";subscriptionSpec="1.0"'],
    [
      'streams of two qualities',
      `text/event-stream;q=0.5, ${MULTIPART}`,
      'multipart/mixed;boundary="graphql";subscriptionSpec="1.0"',
    ],
  ])('is sent to a client that accepts %s in its media type', async (_, accept, type) => {
    const { subscribe } = await start()
    const { response } = await subscribe(DEPLOYMENT, { id: idOf(0) }, { headers: { accept } })
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe(type)
    expect(response.headers.get('cache-control')).toBe('no-store, no-transform')
  })

  test('is refused to a client that accepts no stream', async () => {
    const { subscribe, timers } = await start()
    const { response } = await subscribe(DEPLOYMENT, { id: idOf(0) }, { headers: { accept: 'application/json' } })
    expect(response.status).toBe(406)
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_REQUEST' } }] })
    expect(timers.pending).toBe(0)
  })

  test('comes by GET without a header of its own, and not from a page of another site', async () => {
    const { subscribe } = await start()
    const { update } = await subscribe(DEPLOYMENT, { id: idOf(0) }, { method: 'GET' })
    expect(await update()).toMatchObject({ data: { codeDeployDeployment: { deployment: { deploymentId: idOf(0) } } } })
    const headers = { origin: 'https://elsewhere.example' }
    expect((await subscribe(DEPLOYMENT, { id: idOf(0) }, { method: 'GET', headers })).response.status).toBe(400)
  })

  test('is not begun by HEAD, whose connection takes another request at once', async () => {
    const { url, timers } = await start()
    const search = new URLSearchParams({ query: DEPLOYMENT, variables: JSON.stringify({ id: idOf(0) }) })
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    const send = (method: string, path: string) =>
      new Promise<number | undefined>((resolve, reject) => {
        const sent = request(
          `${url}${path}`,
          { method, agent, headers: { accept: 'text/event-stream' } },
          (response) => {
            response.resume().on('end', () => resolve(response.statusCode))
          },
        )
        sent.on('error', reject).end()
      })
    expect(await send('HEAD', `/graphql?${search}`)).toBe(200)
    expect(timers.pending).toBe(0)
    expect(await send('GET', '/livez')).toBe(200)
    agent.destroy()
  })

  test.each([
    ['a variable', 'codeDeployDeployment(deploymentId: "d-LIVE00000") @skip(if: $is) { asOf }'],
    ['a value', 'codeDeployDeployment(deploymentId: "d-LIVE00000") @include(if: true) { asOf }'],
    ['no value', 'codeDeployDeployment(deploymentId: "d-LIVE00000") @include { asOf }'],
    ['a variable, in a fragment', '... { ... @include(if: $is) { activity { asOf } } }'],
    ['a variable, at a named fragment', '...Feed @skip(if: $is)'],
    ['a variable, in a named fragment', '...More'],
  ])('whose field has a condition of %s is refused, and not an incident', async (_, field) => {
    const { subscribe } = await start()
    const fragments = `fragment Feed on Subscription { activity { asOf } }
      fragment More on Subscription { ...More ... @skip(if: $is) { ...Feed } }`
    const { update } = await subscribe(`subscription ($is: Boolean!) { ${field} } ${fragments}`, { is: false })
    const { errors } = await update()
    expect(errors[0].message).toMatch(/^Remove @(skip|include): the field of a subscription cannot have a condition\.$/)
    expect(errors[0].extensions.code).toBe('GRAPHQL_VALIDATION_FAILED')
  })

  test.each(['application/json', 'text/plain'])(
    'is refused with a short message for an Accept header that repeats %s',
    async (type) => {
      const accept = Array.from({ length: 500 }, () => type).join()
      const { subscribe } = await start()
      const { response } = await subscribe(DEPLOYMENT, { id: idOf(0) }, { headers: { accept } })
      expect(response.status).toBe(406)
      expect((await response.json()).errors[0].message.length).toBeLessThan(400)
    },
  )

  // nginx speaks 1.0 to what is behind it, unless it is configured otherwise.
  test('comes without chunks over HTTP/1.0', async () => {
    const { url, timers } = await start({ world: worldOf(SUCCEEDS) })
    timers.goTo(NOW + 60_000)
    const { hostname, port } = new URL(url)
    const search = new URLSearchParams({ query: DEPLOYMENT, variables: JSON.stringify({ id: idOf(0) }) })
    const socket = connect(Number(port), hostname)
    socket.write(`GET /graphql?${search} HTTP/1.0\r\nHost: ${hostname}\r\nAccept: text/event-stream\r\n\r\n`)
    let text = ''
    for await (const bytes of socket) text += bytes
    const [head = '', body = ''] = text.split('\r\n\r\n')
    expect(head).toMatch(/^HTTP\/1\.1 200 /)
    expect(head).not.toMatch(/transfer-encoding/i)
    expect(body).toMatch(/^event: next\n(id: \S+\n)?data: \{.*"Succeeded".*\}\n\nevent: complete\ndata:\n\n$/)
  })

  test('is the parts of a multipart answer, and its last boundary when the deployment has ended', async () => {
    const { subscribe, timers } = await start({ world: worldOf(SUCCEEDS) })
    timers.goTo(NOW + 60_000)
    const { response } = await subscribe(DEPLOYMENT, { id: idOf(0) }, { headers: { accept: MULTIPART } })
    const [before, part, after] = (await response.text()).split('\r\n--graphql')
    expect(before).toBe('')
    const [head, body = ''] = part?.split('\r\n\r\n') ?? []
    expect(head).toBe('\r\ncontent-type: application/json')
    expect(JSON.parse(body).payload.data.codeDeployDeployment.deployment.rawStatus).toBe('Succeeded')
    expect(after).toBe('--\r\n')
  })

  test.each([
    [
      'an update that costs too much',
      'subscription { codeDeployDeployment(deploymentId: "d-A1B2C3111") { deployment { targets(first: 1000) { nodes { __typename } } } } }',
      'OPERATION_TOO_EXPENSIVE',
    ],
    [
      'two fields',
      'subscription { a: codeDeployDeployment(deploymentId: "d-A1B2C3111") { asOf } b: codeDeployDeployment(deploymentId: "d-A1B2C3112") { asOf } }',
      'GRAPHQL_VALIDATION_FAILED',
    ],
  ])('with %s is refused before anything is read', async (_, query, code) => {
    const { subscribe, calls } = await start()
    const { next } = await subscribe(query)
    expect(await next()).toMatchObject({ event: 'next', data: { errors: [{ extensions: { code } }] } })
    expect(await next()).toMatchObject({ event: 'complete' })
    expect(calls()).toEqual({})
  })

  test('goes on where it was for a client that has had the newest state', async () => {
    const { subscribe, timers } = await start()
    const first = await subscribe()
    const event = await first.next()
    first.close()
    const again = await subscribe(DEPLOYMENT, { id: idOf(0) }, { headers: { 'last-event-id': event?.id ?? '' } })
    timers.goTo(nextAtOf(event?.data))
    const { asOf } = (await again.update()).data.codeDeployDeployment
    expect(asOf).toBe(new Date(timers.now()).toISOString())
  })

  test('tells a client that has had the newest state that AWS cannot be read now, and then that it can', async () => {
    const { subscribe, timers, faults } = await start()
    const first = await subscribe()
    const event = await first.next()
    const comeAgain = async (id = '') => subscribe(DEPLOYMENT, { id: idOf(0) }, { headers: { 'last-event-id': id } })
    faults.push({ operation: 'BatchGetDeployments', error: { name: 'AccessDeniedException', message: 'no' } })
    timers.goTo(nextAtOf(event?.data))
    await first.next()
    const stale = await (await comeAgain(event?.id)).next()
    expect(stale?.data.extensions.stale).toHaveLength(1)
    faults.splice(0)
    timers.goTo(nextAtOf(stale?.data))
    await first.next()
    const fresh = await (await comeAgain(stale?.id)).next()
    expect([fresh?.id, fresh?.data.extensions]).toEqual([event?.id, undefined])
  })

  test('shows each caller what they may see, and is executed once for callers with equal rights', async () => {
    const { subscribe } = await start({ auth: CALLERS_AUTH })
    const home = await subscribe(DEPLOYMENT, { id: idOf(0) }, { headers: as('home') })
    expect((await home.update()).errors).toBeUndefined()
    const abroad = await subscribe(DEPLOYMENT, { id: idOf(0) }, { headers: as('abroad') })
    expect(await abroad.update()).toMatchObject({ data: { codeDeployDeployment: null }, errors: [{}] })
    expect((await subscribe()).response.status).toBe(401)
  })
})

describe('a query', () => {
  const QUERY = '{ __typename }'

  test.each([URQL, APOLLO, '*/*'])('stays a query for a client that accepts %s', async (accept) => {
    const { subscribe } = await start()
    const { response } = await subscribe(QUERY, {}, { headers: { accept } })
    expect(response.headers.get('content-type')).toMatch(/json/)
    expect(await response.json()).toEqual({ data: { __typename: 'Query' } })
  })

  test('is one event for a client that accepts nothing but events', async () => {
    const { subscribe } = await start()
    const { next } = await subscribe(QUERY)
    expect(await next()).toEqual({ event: 'next', data: { data: { __typename: 'Query' } } })
    expect(await next()).toMatchObject({ event: 'complete' })
  })
})

test('the client of graphql-sse subscribes until the deployment has ended', async () => {
  const { url, timers } = await start({ world: worldOf(SUCCEEDS) })
  const client = createClient({ url: `${url}/graphql` })
  const states: unknown[] = []
  for await (const result of client.iterate({ query: DEPLOYMENT, variables: { id: idOf(0) } })) {
    const { deployment } =
      (result.data as Record<string, { deployment: { rawStatus: string } }>).codeDeployDeployment ?? {}
    states.push(deployment?.rawStatus)
    timers.goTo(nextAtOf(result) || timers.now())
  }
  client.dispose()
  expect([states[0], states.at(-1)]).toEqual(['InProgress', 'Succeeded'])
})
