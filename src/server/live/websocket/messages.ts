import { MessageType, parseMessage, type SubscribePayload } from 'graphql-ws'

/** The messages of clients. */
export type ClientMessage =
  | { type: MessageType.ConnectionInit | MessageType.Ping | MessageType.Pong; payload?: Record<string, unknown> }
  | { type: MessageType.Subscribe; id: string; payload: SubscribePayload }
  | { type: MessageType.Complete; id: string }

// Ids of clients are counters or UUIDs. Each update repeats them.
const MAX_ID_CHARACTERS = 128

/** The message in a text; undefined if it is none, or one that only servers send. */
export function messageOf(text: string): ClientMessage | undefined {
  try {
    const message = parseMessage(withQuery(JSON.parse(text)))
    switch (message.type) {
      case MessageType.ConnectionInit:
      case MessageType.Ping:
      case MessageType.Pong:
        return { type: message.type, payload: message.payload ?? undefined }
      case MessageType.Subscribe:
      case MessageType.Complete:
        return message.id.length <= MAX_ID_CHARACTERS ? message : undefined
      default:
        return undefined
    }
  } catch {
    return undefined
  }
}

/** The protocol requires a query, also of clients that name a persisted document instead. */
function withQuery(message: unknown): Parameters<typeof parseMessage>[0] {
  const { type, payload } = Object(message) as { type?: unknown; payload?: object }
  const isWithout = type === MessageType.Subscribe && typeof payload === 'object' && payload && !('query' in payload)
  return isWithout ? { ...Object(message), payload: { ...payload, query: '' } } : message
}

const textOf = (type: MessageType, id: string, rest = '') => `{"id":${JSON.stringify(id)},"type":"${type}"${rest}}`

export const ACK = `{"type":"${MessageType.ConnectionAck}"}`
export const pongOf = (payload: unknown): string => JSON.stringify({ type: MessageType.Pong, payload })
export const completeOf = (id: string): string => textOf(MessageType.Complete, id)
/** `errors` is JSON. */
export const errorOf = (id: string, errors: string): string => textOf(MessageType.Error, id, `,"payload":${errors}`)
/** The beginning of a message with a result; `NEXT_END` is its end. */
export const nextStart = (id: string): string => `{"id":${JSON.stringify(id)},"type":"${MessageType.Next}","payload":`
export const NEXT_END = '}'
