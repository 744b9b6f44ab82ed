declare module '../world.ts' {
  interface RegionWorld {
    sqs?: SqsWorld
  }
}

/** SQS's part of a region. */
export interface SqsWorld {
  queues?: SqsQueue[]
}

/** A standard queue; its URL is https://sqs.<region>.amazonaws.com/<accountId>/<name>. */
export interface SqsQueue {
  accountId: string
  name: string
  /** Oldest first. Those that are not sent yet cannot be received. */
  messages: SqsMessage[]
}

/** A message as its sender wrote it. */
export interface SqsMessage {
  /** Distinct in its queue. */
  id: string
  body: string
  sentAt: Date
}
