import { DeleteMessageBatchCommand, ReceiveMessageCommand, SQSClient, type SQSClientConfig } from '@aws-sdk/client-sqs'
import { AwsJson1_0Protocol } from '@aws-sdk/core/protocols'
import { type AwsService, createClients } from '../../aws/calls/clients.ts'
import { toGatewayError } from '../../aws/calls/errors.ts'
import { createLimits } from '../../aws/calls/queue.ts'
import { Locations } from '../../aws/locations.ts'
import type { EventsQueue } from '../../config/live.ts'
import type { LocationConfig } from '../../config/locations.ts'
import { GatewayError } from '../../errors.ts'
import { accountOf } from './event-locations.ts'
import type { EventQueue, QueueMessage } from './queue.ts'

// By default the SDK writes to the console at each call of a host that is not the region's own: that of a VPC endpoint.
class QuietClient extends SQSClient {
  constructor(options: SQSClientConfig) {
    super({ ...options, logger: { debug: ignore, info: ignore, warn: ignore, error: ignore } })
  }
}

const ignore = () => undefined

const SQS: AwsService<SQSClient> = {
  name: 'sqs',
  serviceId: 'SQS',
  Client: QuietClient,
  protocol: AwsJson1_0Protocol,
}

// The most that ReceiveMessage takes.
const WAIT_SECONDS = 20
const MAX_MESSAGES = 10

/**
 * The queues, read with the credentials and the endpoint of the location in the same account and region; of a queue
 * elsewhere with the credentials that the SDK finds. If there is no such endpoint, the SDK calls the host of the queue's URL,
 * whatever the environment says. The name of a queue's own "location" is its URL.
 */
export function openEventQueues(
  queues: readonly EventsQueue[],
  locations: readonly LocationConfig[],
  sending: Parameters<typeof createClients>[2],
): { all: EventQueue[]; destroy: () => void } {
  const places = queues.map((queue) => placeOf(queue, locations))
  const awsCallTimeoutMs = sending.awsCallTimeoutMs + WAIT_SECONDS * 1000
  const limits = createLimits(awsCallTimeoutMs)
  // By the SDK's stack, which has steps of SQS's own: it compares digests, and calls the host of the queue's URL.
  const clients = createClients(new Locations(places, false), limits, { awsCallTimeoutMs, awsCall: 'sdk' })
  return { all: queues.map(({ url }) => new SqsQueue(url, clients.at(SQS, url))), destroy: clients.destroy }
}

function placeOf({ url, region, accountId }: EventsQueue, locations: readonly LocationConfig[]): LocationConfig {
  const inRegion = locations.filter((location) => location.region === region)
  const location =
    inRegion.find((one) => accountOf(one) === accountId) ?? inRegion.find((one) => accountOf(one) === undefined)
  return { ...location, name: url, region }
}

class SqsQueue implements EventQueue {
  readonly url: string
  readonly #client: SQSClient

  constructor(url: string, client: SQSClient) {
    this.url = url
    this.#client = client
  }

  async receive(abortSignal: AbortSignal): Promise<QueueMessage[]> {
    const command = new ReceiveMessageCommand({
      QueueUrl: this.url,
      MaxNumberOfMessages: MAX_MESSAGES,
      WaitTimeSeconds: WAIT_SECONDS,
      MessageSystemAttributeNames: ['SentTimestamp'],
    })
    const { Messages = [] } = await this.#client.send(command, { abortSignal }).catch(this.#failed('ReceiveMessage'))
    return Messages.map(({ Body = '', ReceiptHandle = '', Attributes }) => ({
      body: Body,
      receipt: ReceiptHandle,
      sentAt: Number(Attributes?.SentTimestamp ?? 0),
    }))
  }

  async remove(messages: readonly QueueMessage[], abortSignal: AbortSignal): Promise<void> {
    const Entries = messages.map(({ receipt }, index) => ({ Id: String(index), ReceiptHandle: receipt }))
    const command = new DeleteMessageBatchCommand({ QueueUrl: this.url, Entries })
    await this.#client.send(command, { abortSignal }).catch(this.#failed('DeleteMessageBatch'))
  }

  #failed(operation: string) {
    return (thrown: unknown): never => {
      if (thrown instanceof GatewayError) throw thrown
      throw toGatewayError(thrown, { service: SQS.name, operation, location: this.url })
    }
  }
}
