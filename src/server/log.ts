import { isatty } from 'node:tty'
import { type Logger, pino, stdSerializers } from 'pino'
import pretty from 'pino-pretty'
import type { Config } from '../config.ts'

const SECRETS = ['authorization', 'cookie', 'secretAccessKey', 'sessionToken', 'externalId', '["x-amz-security-token"]']

/**
 * One JSON object per line on standard output (or on another file descriptor); readable text when that is a terminal.
 * Secrets are replaced wherever a logged object has them up to three levels deep, and of an error only its type, message
 * and stack are written: AWS errors carry whole responses, GraphQL errors whole documents.
 */
export function createLogger({ logLevel }: Pick<Config, 'logLevel'>, fd = 1): Logger {
  return pino(
    {
      level: logLevel,
      redact: ['', '*', '*.*'].flatMap((depth) => SECRETS.map((key) => join(depth, key))),
      serializers: { err: errorSummary, error: errorSummary },
    },
    // A stream in this process: a worker would lose the last lines at exit.
    isatty(fd)
      ? pretty({ destination: fd, sync: true, singleLine: true, ignore: 'pid,hostname' })
      : pino.destination({ dest: fd, sync: true }),
  )
}

const join = (parent: string, key: string) => (key.startsWith('[') || !parent ? parent + key : `${parent}.${key}`)

function errorSummary(error: unknown) {
  if (!(error instanceof Error)) return error
  const { type, message, stack } = stdSerializers.err(error)
  return { type, message, stack }
}
