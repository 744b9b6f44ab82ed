import { ERRORS, type ErrorCode } from '../../../errors.ts'
import type { Frame, StreamEnd } from '../../../live/live-stream.ts'
import type { Registration } from './registration.ts'

/** A body in parts: those of a frame are shared by all who are sent it. */
export type Message = readonly Buffer[]

const message = (action: string, { id, verifier }: Registration, more: Message = []): Message => {
  const head = JSON.stringify({ kind: 'subscription', action, id, verifier })
  return [Buffer.from(head.slice(0, -1)), ...more, Buffer.from('}')]
}

/** Asks whether the router still wants the subscription. */
export const check = (registration: Registration): Message => message('check', registration)

export const next = (registration: Registration, { json }: Frame): Message =>
  message('next', registration, [Buffer.from(',"payload":'), json])

const complete = (registration: Registration, errors?: string): Message =>
  message('complete', registration, errors === undefined ? [] : [Buffer.from(`,"errors":${errors}`)])

const because = (code: ErrorCode, message: string) =>
  JSON.stringify([{ message, extensions: { code, retryable: ERRORS[code].retryable } }])

/** The errors of a stream that ends before what it watches. Other transports just end it, which a callback cannot. */
const ERRORS_AT_END: Partial<Record<StreamEnd, string>> = {
  aged: because('OVERLOADED', 'The subscription has reached its maximum age: subscribe again.'),
  behind: because('OVERLOADED', 'The subscription has fallen too far behind: subscribe again.'),
  stopping: because('OVERLOADED', 'The gateway stops: subscribe again.'),
  expired: because('UNAUTHENTICATED', 'The credential of the subscription has expired: subscribe with a new one.'),
}

/** The message at the end of a stream; `failure` are the errors that it ended with, as JSON. */
export const farewell = (registration: Registration, end: StreamEnd | undefined, failure?: string): Message =>
  complete(registration, failure ?? (end && ERRORS_AT_END[end]))

/** The errors of a frame that says why nothing follows. */
export const errorsOf = ({ json }: Frame): string => JSON.stringify(JSON.parse(json.toString()).errors ?? [])
