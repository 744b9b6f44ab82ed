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
 * Writes one JSON object per line to standard output (or another file descriptor), or readable text to a terminal.
 * Secrets are replaced in logged objects up to three levels deep. Of an error only the type, message and stack are
 * written, with credentials removed: AWS errors contain whole responses, GraphQL errors whole documents.
 */
export function createLogger({ logLevel }: Pick<Config, 'logLevel'>, fd = 1): Logger {
  return pino(
    loggerOptions(logLevel),
    // In this process: a worker would lose the last lines at exit.
    isatty(fd)
      ? pretty({ destination: fd, sync: true, singleLine: true, ignore: 'pid,hostname' })
      : pino.destination({ dest: fd, sync: true }),
  )
}

/** Logger options that keep secrets out of a log, whatever its destination. */
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
