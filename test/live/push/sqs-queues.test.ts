import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { openEventQueues } from '../../../src/live/push/sqs-queues.ts'

const md5 = (text: string) => createHash('md5').update(text).digest('hex')

/** The messages, or the error, of a queue whose endpoint answers this message. */
async function received(message: object): Promise<unknown> {
  const server = createServer((_, response) => response.end(JSON.stringify({ Messages: [message] })))
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const queue = { url: `${endpoint}/111122223333/events`, region: 'us-east-1', accountId: '111122223333' }
  const credentials = { accessKeyId: 'key', secretAccessKey: 'secret' }
  const location = { name: 'here', region: 'us-east-1', endpoint, credentials }
  const { all, destroy } = openEventQueues([queue], [location], { awsCallTimeoutMs: 5_000, awsCall: 'direct' })
  try {
    return await all[0]?.receive(AbortSignal.timeout(20_000))
  } finally {
    destroy()
    server.closeAllConnections()
    server.close()
  }
}

test('a message whose digest is that of another body is not taken', async () => {
  const message = { Body: 'a body', ReceiptHandle: 'receipt', Attributes: { SentTimestamp: '7' } }
  expect(await received({ ...message, MD5OfBody: md5('a body') })).toEqual([
    { body: 'a body', receipt: 'receipt', sentAt: 7 },
  ])
  await expect(received({ ...message, MD5OfBody: md5('another body') })).rejects.toMatchObject({
    code: 'INTERNAL_SERVER_ERROR',
    cause: { message: expect.stringContaining('MD5') },
  })
})
