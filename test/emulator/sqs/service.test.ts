import {
  DeleteMessageBatchCommand,
  type DeleteMessageBatchCommandInput,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
  type SQSServiceException,
} from '@aws-sdk/client-sqs'
import type { Emulator } from '../../../src/emulator/server.ts'
import { startEmulator } from '../../../src/emulator/server.ts'
import type { SqsMessage } from '../../../src/emulator/sqs/world.ts'

const START = Date.parse('2026-11-21T09:30:00.000Z')
const QueueUrl = 'https://sqs.us-east-1.amazonaws.com/111122223333/deploygraph'

let now = START
let emulator: Emulator
let client: SQSClient

const messageOf = (id: string, second: number): SqsMessage => ({
  id,
  body: `body of ${id}`,
  sentAt: new Date(START + second * 1000),
})

beforeEach(async () => {
  now = START
  const messages = [messageOf('one', 0), messageOf('two', 0), messageOf('later', 60)]
  emulator = await startEmulator({
    clock: () => now,
    world: () => ({ sqs: { queues: [{ accountId: '111122223333', name: 'deploygraph', messages }] } }),
  })
  const { endpoint, credentials } = emulator
  client = new SQSClient({ endpoint, credentials, region: 'us-east-1', maxAttempts: 1 })
})
afterEach(async () => {
  client.destroy()
  await emulator.stop()
})

const receive = async (input: Partial<ConstructorParameters<typeof ReceiveMessageCommand>[0]> = {}) =>
  (await client.send(new ReceiveMessageCommand({ QueueUrl, ...input }))).Messages ?? []

const errorOf = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    ({ name, message, $metadata }: SQSServiceException) => ({ name, message, status: $metadata.httpStatusCode }),
  )

test('a message is received with its attributes, hidden for a while, and received again', async () => {
  const [message, ...others] = await receive({ MessageSystemAttributeNames: ['SentTimestamp'] })
  expect(others).toEqual([])
  expect(message).toMatchObject({ MessageId: 'one', Body: 'body of one', Attributes: { SentTimestamp: String(START) } })
  expect((await receive({ MaxNumberOfMessages: 10 })).map(({ MessageId }) => MessageId)).toEqual(['two'])
  expect(await receive()).toEqual([])
  now += 30_000
  const again = await receive({ MaxNumberOfMessages: 10, MessageSystemAttributeNames: ['All'] })
  expect(again.map(({ MessageId }) => MessageId)).toEqual(['one', 'two'])
  expect(again[0]?.Attributes?.ApproximateReceiveCount).toBe('2')
  expect(again[0]?.ReceiptHandle).not.toBe(message?.ReceiptHandle)
})

test('a deleted message is not received again, and a wrong receipt fails alone', async () => {
  const messages = await receive({ MaxNumberOfMessages: 10 })
  const Entries = [
    ...messages.map(({ MessageId, ReceiptHandle }) => ({ Id: MessageId, ReceiptHandle })),
    { Id: 'wrong', ReceiptHandle: 'bm90IG91cnM=' },
  ]
  const { Successful, Failed } = await client.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }))
  expect(Successful).toEqual([{ Id: 'one' }, { Id: 'two' }])
  expect(Failed).toEqual([expect.objectContaining({ Id: 'wrong', SenderFault: true, Code: 'ReceiptHandleIsInvalid' })])
  now += 40_000
  expect(await receive()).toEqual([])
})

test('a long poll waits for the next message', async () => {
  await receive({ MaxNumberOfMessages: 10, VisibilityTimeout: 3_600 })
  const waiting = receive({ WaitTimeSeconds: 20 })
  now += 60_000
  expect((await waiting).map(({ MessageId }) => MessageId)).toContain('later')
})

test.each([
  ['an unknown queue', { QueueUrl: `${QueueUrl}s` }, 'QueueDoesNotExist'],
  ['too many messages', { MaxNumberOfMessages: 11 }, 'InvalidParameterValueException'],
  ['too long a wait', { WaitTimeSeconds: 21 }, 'InvalidParameterValueException'],
  ['no queue', { QueueUrl: '' }, 'MissingRequiredParameterException'],
])('a call with %s fails as SQS fails', async (_, input, name) => {
  const error = await errorOf(receive(input))
  // The SDK takes the name of the older query protocol, which SQS sends in a header.
  expect(error).toMatchObject({ name: expect.stringContaining(name.replace(/Exception$/, '')), status: 400 })
})

test.each([
  ['no entries', [], 'EmptyBatchRequest'],
  [
    'eleven entries',
    Array.from({ length: 11 }, (_, index) => ({ Id: `${index}`, ReceiptHandle: 'x' })),
    'TooManyEntriesInBatchRequest',
  ],
  [
    'equal ids',
    [
      { Id: 'a', ReceiptHandle: 'x' },
      { Id: 'a', ReceiptHandle: 'x' },
    ],
    'BatchEntryIdsNotDistinct',
  ],
  ['a bad id', [{ Id: 'a b', ReceiptHandle: 'x' }], 'InvalidBatchEntryId'],
])('a batch with %s fails as a whole', async (_, Entries: DeleteMessageBatchCommandInput['Entries'], name) => {
  const error = await errorOf(client.send(new DeleteMessageBatchCommand({ QueueUrl, Entries })))
  expect(error).toMatchObject({ name: expect.stringContaining(name), status: 400 })
})

test('answers and errors have the version of the protocol that SQS speaks', async () => {
  const { endpoint } = emulator
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': 'AmazonSQS.ReceiveMessage' },
    body: '{}',
  })
  expect(response.headers.get('content-type')).toBe('application/x-amz-json-1.0')
})

test('messages cannot be sent', async () => {
  const error = await errorOf(client.send(new SendMessageCommand({ QueueUrl, MessageBody: 'x' })))
  expect(error).toMatchObject({ name: 'UnknownOperationException' })
})
