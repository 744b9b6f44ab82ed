import { PATIENT } from '../../support/gateway.ts'
import { DEPLOYMENT, idOf, STAYS, useLiveGateways, worldOf } from '../live-gateway.ts'
import { initialisedSocket, openSocket } from './socket-client.ts'

const { start } = useLiveGateways({ world: worldOf(STAYS), ...PATIENT })

const MANY = 10

test('subscriptions that find no place are errors by the protocol, at whatever moment, and nothing follows', async () => {
  const answer = new AbortController()
  const { url } = await start({
    maxSubscriptions: 1,
    faults: [{ operation: 'BatchGetDeployments', delayMs: 600_000, release: answer.signal }],
  })
  const { send, next } = await initialisedSocket(url)
  const payload = { query: DEPLOYMENT, variables: { id: idOf(0) } }
  for (let id = 0; id < MANY; id++) send({ id: String(id), type: 'subscribe', payload })
  const refused = new Set<string>()
  while (refused.size < MANY - 1) {
    const message = await next()
    expect(message).toMatchObject({ type: 'error', payload: [{ extensions: { code: 'OVERLOADED', retryable: true } }] })
    refused.add(message.id)
  }
  answer.abort()
  expect(await next()).toMatchObject({ type: 'next' })
})

const QUERY = { query: `{ codeDeployDeployment(deploymentId: "${idOf(0)}") { rawStatus } }` }
const SLOW = { operation: 'BatchGetDeployments', delayMs: 600_000 }

test.each<[string, object, Record<string, string>]>([
  ['a text of connection_init', { 'X-Request-Timeout-Ms': '20' }, {}],
  ['a number of connection_init', { headers: { 'x-request-timeout-ms': 20 } }, {}],
  ['a header of the request that opened the socket', {}, { 'x-request-timeout-ms': '20' }],
])('the time limit of queries over a socket is that of %s', async (_, params, headers) => {
  const answer = new AbortController()
  const { url } = await start({ faults: [{ ...SLOW, release: answer.signal }] })
  const { send, next } = await initialisedSocket(url, params, { headers })
  send({ id: '1', type: 'subscribe', payload: QUERY })
  expect(await next()).toMatchObject({ type: 'next', payload: { errors: [{ extensions: { code: 'AWS_TIMEOUT' } }] } })
  answer.abort()
})

test.each([['0'], [-1], [1.5], ['soon'], ['']])(
  'a socket whose connection_init has %j as time limit is closed, and told what to send',
  async (limit) => {
    const { url } = await start()
    const { send, closed } = await openSocket(url)
    send({ type: 'connection_init', payload: { 'x-request-timeout-ms': limit } })
    expect(await closed).toEqual({
      code: 4400,
      reason: `x-request-timeout-ms is ${JSON.stringify(String(limit))}, expected a number of milliseconds from 1.`,
    })
  },
)
