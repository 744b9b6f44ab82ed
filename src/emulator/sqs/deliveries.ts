import type { SqsMessage } from './world.ts'

/** A message as it was delivered. */
export interface Delivery {
  message: SqsMessage
  receipt: string
  /** How often the message has been delivered. */
  count: number
  firstAt: number
}

interface Received {
  count: number
  firstAt: number
  hiddenUntil: number
  isDeleted: boolean
}

/** The messages of one queue that receivers have taken or deleted. Times in epoch milliseconds. */
export class Deliveries {
  readonly #received = new Map<string, Received>()

  /** Takes at most so many messages, the oldest first, and hides them for a while. */
  receive(messages: readonly SqsMessage[], max: number, visibilityMs: number, now: number): Delivery[] {
    const ids = new Set(messages.map(({ id }) => id))
    for (const id of this.#received.keys()) if (!ids.has(id)) this.#received.delete(id) // their retention is over
    const visible = messages.filter(({ id, sentAt }) => {
      const received = this.#received.get(id)
      return sentAt.getTime() <= now && !received?.isDeleted && now >= (received?.hiddenUntil ?? 0)
    })
    return visible.slice(0, max).map((message) => {
      const { count = 0, firstAt = now } = this.#received.get(message.id) ?? {}
      this.#received.set(message.id, {
        count: count + 1,
        firstAt,
        hiddenUntil: now + visibilityMs,
        isDeleted: false,
      })
      return { message, receipt: receiptOf(message.id, count + 1), count: count + 1, firstAt }
    })
  }

  /** Deletes the message of a receipt, also of an earlier delivery; false if the receipt is none of this queue's. */
  remove(receipt: string): boolean {
    const { id = '', count = 0 } = parse(receipt)
    const received = this.#received.get(id)
    if (!received || count > received.count) return false
    received.isDeleted = true
    return true
  }
}

const receiptOf = (id: string, count: number): string => Buffer.from(JSON.stringify({ id, count })).toString('base64')

function parse(receipt: string): { id?: string; count?: number } {
  try {
    return Object(JSON.parse(Buffer.from(receipt, 'base64').toString()))
  } catch {
    return {}
  }
}
