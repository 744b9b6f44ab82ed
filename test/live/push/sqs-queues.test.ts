import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { jest } from '@jest/globals'
import { openEventQueues } from '../../../src/live/push/sqs-queues.ts'

const md5 = (text: string) => createHash('md5').update(text).digest('hex')

/** An endpoint at which each queue has this message; with the number of requests that it had. */
async function startEndpoint(message?: object) {
  const endpoint = { url: '', requests: 0, stop: () => {} }
  const server = createServer((_, response) => {
    endpoint.requests++
    response.end(JSON.stringify({ Messages: message && [message] }))
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  endpoint.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  endpoint.stop = () => {
    server.closeAllConnections()
    server.close()
  }
  return endpoint
}

/** The messages, or the error, of a queue at an origin. */
async function received(origin: string, locationEndpoint?: string): Promise<unknown> {
  const queue = { url: `${origin}/111122223333/events`, region: 'us-east-1', accountId: '111122223333' }
  const credentials = { accessKeyId: 'key', secretAccessKey: 'secret' }
  const location = {
    name: 'here',
    region: 'us-east-1',
    credentials,
    ...(locationEndpoint && { endpoint: locationEndpoint }),
  }
  const { all, destroy } = openEventQueues([queue], [location], { awsCallTimeoutMs: 5_000, awsCall: 'direct' })
  try {
    return await all[0]?.receive(AbortSignal.timeout(20_000))
  } finally {
    destroy()
  }
}

test('a message whose digest is that of another body is not taken', async () => {
  const message = { Body: 'a body', ReceiptHandle: 'receipt', Attributes: { SentTimestamp: '7' } }
  const receivedWith = async (digest: string) => {
    const { url, stop } = await startEndpoint({ ...message, MD5OfBody: digest })
    return received(url).finally(stop)
  }
  expect(await receivedWith(md5('a body'))).toEqual([{ body: 'a body', receipt: 'receipt', sentAt: 7 }])
  await expect(receivedWith(md5('another body'))).rejects.toMatchObject({
    code: 'INTERNAL_SERVER_ERROR',
    cause: { message: expect.stringContaining('MD5') },
  })
})

describe('a queue is read', () => {
  const OF_AWS = 'https://sqs.us-east-1.amazonaws.com'

  test('at the endpoint of its location, whatever host its URL has', async () => {
    const [own, other] = [await startEndpoint(), await startEndpoint()]
    for (const origin of [OF_AWS, other.url]) expect(await received(origin, own.url)).toEqual([])
    expect([own.requests, other.requests]).toEqual([2, 0])
    for (const { stop } of [own, other]) stop()
  })

  test('at the host of its URL if its location has no endpoint, without a line on the console', async () => {
    const warn = jest.spyOn(console, 'warn').mockImplementation(() => {})
    const own = await startEndpoint()
    expect(await received(own.url)).toEqual([])
    expect([own.requests, warn.mock.calls]).toEqual([1, []])
    warn.mockRestore()
    own.stop()
  })
})
