import type { HTTPGraphQLRequest, HTTPGraphQLResponse } from '@apollo/server'
import type { Identity } from '../../auth/identity.ts'
import type { LiveStream } from '../../live/live-stream.ts'

/** The caller of an operation, and the signal that ends it. */
export interface OperationCaller {
  /** Undefined without authentication. */
  identity: Identity | undefined
  /** Gives what ends the AWS calls of a query; asked for at most once, when AWS is first read. */
  signal: () => AbortSignal
  /** How many milliseconds a query may take. */
  timeoutMs: number
  /** For the log. */
  requestId: string
  /** The `id` of the update that the caller has had before it lost its connection: it is not sent again. */
  lastEventId?: string
}

/** The outcome of an operation: one answer, also for a refused subscription; or a subscription that may begin. */
export type Outcome =
  | { kind: 'answer'; answer: Omit<HTTPGraphQLResponse, 'body'> & { body: { kind: 'complete'; string: string } } }
  | {
      kind: 'subscription'
      open: OpenStream
    }

/**
 * Begins a subscription; call it at most once. It never rejects: an unknown id is a stream of one frame with `errors`. When
 * the client leaves before AWS has answered, `left` frees its place at once, and ends the read if nobody else waits for it;
 * the stream has to be ended all the same.
 */
export type OpenStream = (left: AbortSignal) => Promise<LiveStream>

/**
 * Runs an operation of any kind. This is all that a transport needs: `request` is what GraphQL over HTTP has (a transport
 * of its own passes `method: 'POST'`, `search: ''`, the headers that matter, and `{ query, variables, operationName,
 * extensions }` as `body`). Every limit, trusted documents and the price of an operation hold here, whatever the
 * transport. `request.method` is changed where a subscription comes by GET.
 */
export type RunOperation = (request: HTTPGraphQLRequest, caller: OperationCaller) => Promise<Outcome>
