import { isatty } from 'node:tty'
import { type Logger, pino, stdSerializers } from 'pino'
import pretty from 'pino-pretty'
import { CREDENTIAL_HEADERS } from '../../auth/identity.ts'
import type { Config } from '../../config.ts'
import { scrubbed } from '../../redact.ts'

const SECRETS = [
  ...[...CREDENTIAL_HEADERS, 'cookie', 'x-amz-security-token'].map((header) => `["${header}"]`),
  ...['secretAccessKey', 'sessionToken', 'externalId', 'secret'],
]

/**
 * One JSON object per line on standard output (or on another file descriptor); readable text when that is a terminal.
 * Secrets are replaced wherever a logged object has them up to three levels deep, and of an error only its type, message
 * and stack are written, without what looks like a credential: AWS errors carry whole responses, GraphQL errors whole documents.
 */
export function createLogger({ logLevel }: Pick<Config, 'logLevel'>, fd = 1): Logger {
  return pino(
    loggerOptions(logLevel),
    // A stream in this process: a worker would lose the last lines at exit.
    isatty(fd)
      ? pretty({ destination: fd, sync: true, singleLine: true, ignore: 'pid,hostname' })
      : pino.destination({ dest: fd, sync: true }),
  )
}

/** What is kept out of a log, wherever it is written. */
export const loggerOptions = (level: Config['logLevel']) => ({
  level,
  redact: ['', '*', '*.*'].flatMap((depth) => SECRETS.map((key) => join(depth, key))),
  serializers: { err: errorSummary, error: errorSummary },
})

const join = (parent: string, key: string) => (key.startsWith('[') || !parent ? parent + key : `${parent}.${key}`)

function errorSummary(error: unknown) {
  if (!(error instanceof Error)) return error
  const { type, message, stack } = stdSerializers.err(error)
  return { type, message: scrubbed(message), stack: scrubbed(stack) }
}
