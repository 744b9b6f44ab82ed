import { DEPLOYMENT, idOf, STAYS, useLiveGateways, worldOf } from '../live-gateway.ts'

const { start } = useLiveGateways({ world: worldOf(STAYS) })

const EVENTS = 'text/event-stream; charset=utf-8'
const SPEC = 'multipart/mixed;subscriptionSpec="1.0"'

/** The status and the media type, or the message, with which a subscription is answered. */
async function answerTo(accept: string): Promise<[number, string | undefined]> {
  const { subscribe } = await start()
  const { response } = await subscribe(DEPLOYMENT, { id: idOf(0) }, { headers: { accept } })
  const { status, headers } = response
  return [status, status === 200 ? (headers.get('content-type') ?? '') : (await response.json()).errors[0].message]
}

test.each([
  ['multipart/mixed, text/event-stream;q=0.1'],
  ['multipart/mixed;deferSpec=20220824, text/event-stream;q=0.1'],
  ['multipart/*, */*;q=0.1'],
])('a subscription is sent as events to a client that accepts %s', async (accept) => {
  expect(await answerTo(accept)).toEqual([200, EVENTS])
})

test.each([
  ['multipart/mixed'],
  ['multipart/mixed;deferSpec=20220824,application/graphql-response+json,application/json;q=0.9'],
  ['multipart/mixed;boundary="-", application/json'],
  [`${SPEC};q=0, application/json`],
  ['text/event-stream;q=0'],
  ['text/event-stream;q=0, application/json'],
  ['text/event-stream;q=0, multipart/mixed, */*;q=0'],
  ['text/plain'],
])('a client that accepts %s is told what a subscription is sent as', async (accept) => {
  const [status, message] = await answerTo(accept)
  expect(status).toBe(406)
  expect(message).toContain(JSON.stringify(accept))
  expect(message).toMatch(/subscriptions? (is sent )?as text\/event-stream.*multipart\/mixed.*subscriptionSpec=1\.0/)
})
