import { ReplyError } from 'ioredis'

/** Redis can be reached, and does not accept this gateway. The message is for operators and has no credentials. */
export class RedisRefusal extends Error {
  override name = 'RedisRefusal'
}

// https://redis.io/docs/latest/develop/reference/protocol-spec/#simple-errors and the codes of Node's TLS.
const NO_RIGHT = /\bNOPERM\b|ACL failure in script|the user executing the script can't/i
const NOT_ACCEPTED =
  /\b(?:WRONGPASS|NOAUTH)\b|without any password configured|invalid password|invalid DB index|DB index is out of range|SELECT is not allowed/i
const BAD_TLS = /^(?:ERR_TLS_|ERR_SSL_|CERT_|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|HOSTNAME_MISMATCH|EPROTO)/

/** The refusal of which errors tell, if one of them does. */
export function refusalIn(errors: readonly Error[]): RedisRefusal | undefined {
  for (const reason of errors.flatMap(causesOf)) {
    const { code = '', message } = reason as NodeJS.ErrnoException
    if (BAD_TLS.test(code)) return new RedisRefusal(`the TLS connection to Redis failed: ${code}`)
    const refused = NO_RIGHT.exec(message) ?? NOT_ACCEPTED.exec(message)
    if (refused)
      return new RedisRefusal(`Redis does not accept this gateway: ${firstPart(message.slice(refused.index))}.`)
  }
  return undefined
}

/** Whether Redis has refused commands for lack of a right, which others may not need. */
export const lacksRight = (error: Error): boolean => error instanceof ReplyError && NO_RIGHT.test(error.message)

// What follows may name a key, or is the digest of a script.
const firstPart = (message: string): string | undefined => message.split(/[.,\n]| script: /, 1)[0]

/** The words of an error for the log, and of what caused it. */
export const wordsOf = (error: Error): string =>
  causesOf(error)
    .map(({ message, code }: NodeJS.ErrnoException) => message || code)
    .join(': ')
    .slice(0, 200)

/** An error and those that it wraps. */
const causesOf = (error: Error & { lastNodeError?: Error; previousErrors?: Error[] }): Error[] => [
  error,
  ...[error.lastNodeError, error.cause].flatMap((one) => (one instanceof Error ? causesOf(one) : [])),
]
