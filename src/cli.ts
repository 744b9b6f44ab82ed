#!/usr/bin/env node
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { constants } from 'node:os'
import { inspect } from 'node:util'
import type { Logger } from 'pino'
import { commandLine, START } from './cli/command-line.ts'
import { commandNamed } from './cli/command-table.ts'
import { letHeapGrow } from './cli/heap-growth.ts'
import { helpOf } from './cli/help.ts'
import { plain, plainLines } from './cli/plain-text.ts'
import { processTerminal } from './cli/terminal.ts'
import { UnavailableError, UsageError } from './cli/usage-error.ts'
import { ConfigError, type ConfigSources, loadConfig } from './config.ts'

type Sources = Pick<ConfigSources, 'file' | 'flags'>

/** The flags of one command alone. */
interface ServerFlags {
  federation: boolean
  awsPort: number | undefined
}

const SERVERS: Record<string, (sources: Sources, flags: ServerFlags) => Promise<void>> = { serve, demo, schema }

async function serve(sources: Sources) {
  const { CONFIGURED_SERVICES: services, createLogger, startGateway } = await import('./gateway.ts')
  const config = await loadConfig({ ...sources, services })
  const log = createLogger(config)
  endOnCrash(log)
  letHeapGrow()
  const { url, stop } = await startGateway(config, log)
  stopOnSignal(log, (signal) => stop(signal === 'SIGINT' ? 0 : config.shutdownDelaySeconds * 1000))
  const locations = config.locations.map(({ name }) => name).join(', ')
  log.info(`listening on ${url}, reading ${locations}; the board is at ${new URL('/board', url)}`)
}

async function demo(sources: Sources, { awsPort }: ServerFlags) {
  const { createLogger } = await import('./gateway.ts')
  const { demoConfig, startDemo } = await import('./demo.ts')
  const config = await demoConfig(sources)
  const log = createLogger(config, 2)
  endOnCrash(log)
  const { banner, stop } = await startDemo(config, log, awsPort).catch((error) => {
    throw error.port === awsPort ? Object.assign(error, { flag: '--aws-port' }) : error
  })
  stopOnSignal(log, stop)
  process.stdout.write(banner)
}

async function schema(_: Sources, { federation }: ServerFlags) {
  const { printedSchema, printedSubgraph } = await import('./schema.ts')
  process.stdout.write(`${(federation ? printedSubgraph : printedSchema).trimEnd()}\n`)
}

/** Exits 0 once `stop` is through, at once on a second signal. */
function stopOnSignal(log: Logger, stop: (signal: NodeJS.Signals) => Promise<void>) {
  let isStopping = false
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (isStopping) process.exit(128 + constants.signals[signal])
      isStopping = true
      log.info(`stopping on ${signal}`)
      stop(signal).then(() => process.exit(0), fail)
    })
  }
}

/** An uncaught error may have left work half done: it is logged, and the process manager restarts the process. */
function endOnCrash(log: Logger) {
  process.on('uncaughtException', (err, origin) => {
    log.fatal({ incident: randomUUID(), err, origin }, 'crashed')
    process.exit(1)
  })
}

async function main(args: string[]) {
  const { name, values, argument } = commandLine(args)
  if (values.version) return void process.stdout.write(`${version()}\n`)
  if (values.help) return void process.stdout.write(await helpOf(name))
  if (name === undefined) throw new UsageError(START)
  const { config: file, host, port, federation = false, 'aws-port': awsPort, ...flags } = values
  const command = SERVERS[name]
  if (command) return command({ file, flags: { host, port } }, { federation, awsPort: portOf('--aws-port', awsPort) })
  const { run, needsReader } = await commandNamed(name)
  withoutReader = () => (needsReader ? process.exit(1) : undefined)
  process.exitCode = await run({ flags: { ...flags, config: file }, argument, terminal: processTerminal() })
}

/** The number of a port; throws a UsageError that names the flag for anything else. */
function portOf(flag: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined
  const port = Number(value)
  if (/^\d{1,5}$/.test(value) && port <= 65_535) return port
  throw new UsageError(`${flag}: expected a whole number from 0 to 65535, found ${JSON.stringify(value)}`)
}

function version(): string {
  return JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')).version
}

/** Why listening failed, for those reasons that are the caller's to change. */
const LISTEN_ERRORS: Record<string, string> = {
  EADDRINUSE: 'is already in use: choose another with',
  EACCES: 'may not be used without further rights',
  EADDRNOTAVAIL: 'is not an address of this machine',
  ENOTFOUND: 'is not a known host',
}

function fail(error: unknown): never {
  const {
    code = '',
    address,
    hostname,
    port,
    flag = '--port',
  } = error as NodeJS.ErrnoException & Record<string, string | undefined>
  const isUsage = error instanceof UsageError || error instanceof ConfigError
  if (isUsage || error instanceof UnavailableError) {
    // An argument, a file or a gateway may hold anything.
    processTerminal().err(`deploygraph: ${plainLines(error.message).join('\n  ')}\n`)
    process.exit(isUsage ? 2 : 1)
  }
  const reason = LISTEN_ERRORS[code]
  if (reason)
    console.error(
      `deploygraph: ${plain([address ?? hostname, port].filter(Boolean).join(':'))} ${reason}${code === 'EADDRINUSE' ? ` ${flag}, 0 for any` : ''}`,
    )
  else console.error(plainLines(inspect(error)).join('\n'))
  process.exit(1)
}

// The reader of standard output may have read enough: `deploygraph schema | head`.
const READER_LEFT: ReadonlySet<unknown> = new Set(['EPIPE', 'ERR_STREAM_DESTROYED'])
let withoutReader: () => void = () => process.exit(0)
process.stdout.on('error', (error: NodeJS.ErrnoException) =>
  READER_LEFT.has(error.code) ? withoutReader() : fail(error),
)
process.stderr.on('error', () => undefined) // nobody reads why

await main(process.argv.slice(2)).catch(fail)
