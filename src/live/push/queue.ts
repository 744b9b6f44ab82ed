/** A message of a queue. */
export interface QueueMessage {
  body: string
  /** By the queue's clock, in milliseconds since 1970; 0 if unknown. */
  sentAt: number
  /** Names this delivery of it. */
  receipt: string
}

/** A queue of events. Both methods reject with a GatewayError, or when the signal aborts. */
export interface EventQueue {
  /** For the log. */
  url: string
  /** Waits for messages for some seconds; there may be none. */
  receive(signal: AbortSignal): Promise<QueueMessage[]>
  /** Removes messages that were received. */
  remove(messages: readonly QueueMessage[], signal: AbortSignal): Promise<void>
}
