import { CloseCode } from 'graphql-ws'
import { type GatewayError, shorten } from '../../../errors.ts'

/** Why a socket is closed: a code of the protocol or of RFC 6455, and a sentence of at most 123 bytes. */
export interface Closing {
  code: number
  reason: string
}

// https://www.iana.org/assignments/websocket/websocket.xhtml#close-code-number. The clients of graphql-ws connect again
// after 1001, 1013 and 4403, and not after the others.
const GOING_AWAY = 1001
const POLICY_VIOLATION = 1008
const INTERNAL_ERROR = 1011
const TRY_AGAIN_LATER = 1013

export const INVALID_MESSAGE: Closing = {
  code: CloseCode.BadRequest,
  reason: 'Invalid message: expected one of graphql-transport-ws, as a text of JSON.',
}
export const TOO_COMPLEX: Closing = {
  code: CloseCode.BadRequest,
  reason: 'The message has too many values, or is nested too deeply.',
}
export const NOT_INITIALISED: Closing = {
  code: CloseCode.Unauthorized,
  reason: 'Not initialised: send connection_init, and wait for connection_ack.',
}
export const EXPIRED: Closing = { code: CloseCode.Forbidden, reason: 'The token has expired.' }
export const AGED: Closing = {
  code: CloseCode.Forbidden,
  reason: 'A subscription has reached its maximum age: subscribe again.',
}
export const BEHIND: Closing = {
  code: CloseCode.Forbidden,
  reason: 'A subscription has fallen too far behind: subscribe again.',
}
export const NOT_THE_PROTOCOL: Closing = {
  code: CloseCode.SubprotocolNotAcceptable,
  reason: 'The subprotocol graphql-transport-ws is required.',
}
export const INITIALISED_TOO_LATE: Closing = {
  code: CloseCode.ConnectionInitialisationTimeout,
  reason: 'No connection_init has arrived in time.',
}
export const DUPLICATE_ID: Closing = {
  code: CloseCode.SubscriberAlreadyExists,
  reason: 'An operation with this id is under way.',
}
export const INITIALISED_TWICE: Closing = {
  code: CloseCode.TooManyInitialisationRequests,
  reason: 'connection_init was sent twice.',
}
export const TOO_MANY_MESSAGES: Closing = { code: POLICY_VIOLATION, reason: 'Too many messages.' }
export const STOPPING: Closing = { code: GOING_AWAY, reason: 'The gateway is stopping: connect again.' }
export const FAILED: Closing = { code: INTERNAL_ERROR, reason: 'Internal error.' }

/** For a caller who has too many sockets. */
export const tooManySockets = (max: number): Closing => ({
  code: TRY_AGAIN_LATER,
  reason: `${max} of your sockets are open, which is the limit: close one first.`,
})

/** For a `connection_init` with an invalid value. */
export const badParameter = ({ message }: GatewayError): Closing => ({
  code: CloseCode.BadRequest,
  reason: shorten(message, MAX_REASON_CHARACTERS),
})

/** For a caller who is refused: for good because of the credential, or for now. */
export const refusedFor = ({ message, retryable }: GatewayError): Closing => ({
  code: retryable ? TRY_AGAIN_LATER : CloseCode.Forbidden,
  reason: shorten(message, MAX_REASON_CHARACTERS),
})

// 123 bytes, less those of the mark that something follows. Our messages are ASCII.
const MAX_REASON_CHARACTERS = 120
