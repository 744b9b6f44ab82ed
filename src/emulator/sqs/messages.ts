import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type {
  BatchResultErrorEntry,
  DeleteMessageBatchCommandInput,
  DeleteMessageBatchResult,
  Message,
  ReceiveMessageCommandInput,
  ReceiveMessageResult,
} from '@aws-sdk/client-sqs'
import type { ServedCall } from '../service.ts'
import { AwsError } from '../wire.ts'
import type { RegionWorld } from '../world.ts'
import { Deliveries, type Delivery } from './deliveries.ts'
import type { SqsQueue } from './world.ts'

// How often a long poll looks at the queue.
const LOOK_MS = 100

const VISIBILITY_SECONDS = 30

const endpoints = new WeakMap<object, Map<string, Deliveries>>()

/** ReceiveMessage: what is there, or after waiting for it, at most `WaitTimeSeconds`. */
export async function receiveMessage(
  input: ReceiveMessageCommandInput,
  world: RegionWorld,
  call: ServedCall,
): Promise<ReceiveMessageResult> {
  const max = within('MaxNumberOfMessages', input.MaxNumberOfMessages ?? 1, 1, 10)
  const waitMs = within('WaitTimeSeconds', input.WaitTimeSeconds ?? 0, 0, 20) * 1000
  const visibilityMs = within('VisibilityTimeout', input.VisibilityTimeout ?? VISIBILITY_SECONDS, 0, 43_200) * 1000
  const deliveries = deliveriesOf(queueOf(input.QueueUrl, world), call)
  const startedAt = performance.now()
  for (;;) {
    const { messages } = queueOf(input.QueueUrl, call.world())
    const received = deliveries.receive(messages, max, visibilityMs, call.clock())
    if (received.length > 0) return { Messages: received.map((one) => messageOf(one, input)) }
    const leftMs = waitMs - (performance.now() - startedAt)
    if (leftMs <= 0 || call.signal.aborted) return {}
    await sleep(Math.min(LOOK_MS, leftMs), undefined, { signal: call.signal }).catch(() => undefined)
  }
}

/** DeleteMessageBatch: at most ten receipts, each of which succeeds or fails on its own. */
export function deleteMessageBatch(
  { QueueUrl, Entries = [] }: DeleteMessageBatchCommandInput,
  world: RegionWorld,
  call: ServedCall,
): DeleteMessageBatchResult {
  const deliveries = deliveriesOf(queueOf(QueueUrl, world), call)
  if (Entries.length === 0)
    throw new AwsError(
      'EmptyBatchRequest',
      'There should be at least one DeleteMessageBatchRequestEntry in the request.',
    )
  if (Entries.length > 10)
    throw new AwsError(
      'TooManyEntriesInBatchRequest',
      `Maximum number of entries per request are 10. You have sent ${Entries.length}.`,
    )
  const invalid = Entries.find(({ Id }) => !/^[\w-]{1,80}$/.test(Id ?? ''))
  if (invalid)
    throw new AwsError(
      'InvalidBatchEntryId',
      'A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at most 80 letters long.',
    )
  if (new Set(Entries.map(({ Id }) => Id)).size < Entries.length)
    throw new AwsError('BatchEntryIdsNotDistinct', 'Two or more batch entries in the request have the same Id.')
  const failed = Entries.filter(({ ReceiptHandle = '' }) => !deliveries.remove(ReceiptHandle))
  return {
    Successful: Entries.filter((entry) => !failed.includes(entry)).map(({ Id }) => ({ Id })),
    Failed: failed.map(
      ({ Id }): BatchResultErrorEntry => ({
        Id,
        SenderFault: true,
        Code: 'ReceiptHandleIsInvalid',
        Message: 'The input receipt handle is invalid.',
      }),
    ),
  }
}

/** The queue at the end of a URL, whatever its host: the caller's region decides. */
function queueOf(url: string | undefined, { sqs }: RegionWorld): SqsQueue {
  const queue = sqs?.queues?.find(({ accountId, name }) => url?.endsWith(`/${accountId}/${name}`))
  if (queue) return queue
  throw new AwsError('QueueDoesNotExist', 'The specified queue does not exist.')
}

function deliveriesOf({ accountId, name }: SqsQueue, { endpoint }: ServedCall): Deliveries {
  const queues = endpoints.get(endpoint) ?? new Map<string, Deliveries>()
  endpoints.set(endpoint, queues)
  const key = `${accountId}/${name}`
  const deliveries = queues.get(key) ?? new Deliveries()
  queues.set(key, deliveries)
  return deliveries
}

function messageOf({ message, receipt, count, firstAt }: Delivery, input: ReceiveMessageCommandInput): Message {
  const attributes: Record<string, string> = {
    SentTimestamp: String(message.sentAt.getTime()),
    ApproximateReceiveCount: String(count),
    ApproximateFirstReceiveTimestamp: String(firstAt),
  }
  const wanted = [...(input.MessageSystemAttributeNames ?? []), ...(input.AttributeNames ?? [])].map(String)
  const shown = Object.entries(attributes).filter(([name]) => wanted.includes(name) || wanted.includes('All'))
  return {
    MessageId: message.id,
    ReceiptHandle: receipt,
    MD5OfBody: createHash('md5').update(message.body).digest('hex'),
    Body: message.body,
    ...(shown.length > 0 && { Attributes: Object.fromEntries(shown) }),
  }
}

function within(name: string, value: number, least: number, most: number): number {
  if (value >= least && value <= most) return value
  const reason = `Must be between ${least} and ${most}, if provided.`
  throw new AwsError(
    'InvalidParameterValueException',
    `Value ${value} for parameter ${name} is invalid. Reason: ${reason}`,
  )
}
