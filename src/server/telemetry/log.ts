import { isatty } from 'node:tty'
import { type Logger, type LoggerOptions, pino, stdSerializers } from 'pino'
import pretty from 'pino-pretty'
import { CREDENTIAL_HEADERS } from '../../auth/identity.ts'
import type { Config } from '../../config.ts'
import { scrubbed } from '../../redact.ts'

const SECRETS = [
  ...[...CREDENTIAL_HEADERS, 'cookie', 'x-amz-security-token'].map((header) => `["${header}"]`),
  ...['secretAccessKey', 'sessionToken', 'externalId', 'secret'],
]

/**
 * Writes one JSON object per line to standard output (or another file descriptor), or readable text to a terminal. Lines
 * below the level of warnings are written together if there are several in 100 ms. Secrets are replaced in logged objects
 * up to three levels deep. Of an error only the type, message and stack are written, with credentials removed: AWS errors
 * contain whole responses, GraphQL errors whole documents.
 */
export function createLogger({ logLevel }: Pick<Config, 'logLevel'>, fd = 1): Logger {
  const options = loggerOptions(logLevel)
  // In this process: a worker would lose the last lines at exit.
  if (isatty(fd))
    return pino(options, pretty({ destination: fd, sync: true, singleLine: true, ignore: 'pid,hostname' }))
  const lines = pino.destination({ dest: fd, sync: true, minLength: MAX_HELD_BYTES, maxLength: MAX_UNWRITTEN_BYTES })
  // There is no place to report it to; the next lines are written with those that could not be.
  lines.on('error', () => {})
  flushAtExit(lines)
  return pino({ ...options, hooks: { logMethod: holdingBack(() => lines.flush()) } }, lines)
}

const atExit: WeakRef<SonicBoom>[] = []

function flushAtExit(lines: SonicBoom): void {
  if (atExit.length === 0) process.once('exit', () => atExit.forEach((open) => void open.deref()?.flush()))
  atExit.push(new WeakRef(lines))
}

type SonicBoom = ReturnType<typeof pino.destination>

// A system call for each line took a tenth of the CPU time of a small query. With a line of 500 bytes more, longer than most, it
// is below the 4,096 bytes that a pipe takes as a whole, so that the lines of several processes do not mix.
const MAX_HELD_BYTES = 3_500
const MAX_HELD_MS = 100

// Where writing fails, as on a full disk.
const MAX_UNWRITTEN_BYTES = 1_000_000

const WARNING = 40 // of pino's levels

/** Writes a line at once if it is a warning or the first for some time, and otherwise together with those that follow. */
function holdingBack(write: () => void): NonNullable<LoggerOptions['hooks']>['logMethod'] {
  let holdsBack = false
  let isHeld = false
  const writeHeld = () => {
    holdsBack = isHeld
    if (!isHeld) return
    isHeld = false
    setTimeout(writeHeld, MAX_HELD_MS).unref()
    write()
  }
  return function (parts, log, level) {
    if (level >= WARNING) write() // it may be long: it is a part of its own
    log.apply(this, parts)
    isHeld = level < WARNING
    if (!isHeld) write()
    else if (!holdsBack) writeHeld()
  }
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
