#!/usr/bin/env node
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { constants } from 'node:os'
import { parseArgs } from 'node:util'
import type { Logger } from 'pino'
import { ConfigError, type ConfigSources, loadConfig } from './config.ts'

const HELP = `deploygraph: one GraphQL query for what is rolling out on AWS and why it failed

Usage: deploygraph <command> [options]

Commands:
  serve    read the AWS accounts that the configuration names, or the one your AWS_* environment means
  demo     the same over a simulated AWS inside this process; needs no account
  schema   print the GraphQL schema

Options:
  --config PATH   the configuration file (default: deploygraph.yaml, if there is one)
  --host HOST     the address to listen on (default: HOST, or 127.0.0.1)
  --port PORT     the port to listen on, 0 for any (default: PORT, or 4000)
  --aws-port PORT demo: the port of the simulated AWS, 0 for any, and what points other AWS clients at it
  --federation    schema: with the directives that make it a subgraph, for composers
  -h, --help      print this
  -v, --version   print the version
`

/** A mistake on the command line, in one sentence. */
class UsageError extends Error {}

type Sources = Pick<ConfigSources, 'file' | 'flags'>

/** The flags of one command alone. */
interface Flags {
  federation: boolean
  awsPort: number | undefined
}

const COMMANDS: Record<string, (sources: Sources, flags: Flags) => Promise<void>> = { serve, demo, schema }

async function serve(sources: Sources) {
  const { CONFIGURED_SERVICES: services, createLogger, startGateway } = await import('./gateway.ts')
  const config = await loadConfig({ ...sources, services })
  const log = createLogger(config)
  endOnCrash(log)
  const { url, stop } = await startGateway(config, log)
  stopOnSignal(log, (signal) => stop(signal === 'SIGINT' ? 0 : config.shutdownDelaySeconds * 1000))
  log.info(`listening on ${url}, reading ${config.locations.map(({ name }) => name).join(', ')}`)
}

async function demo(sources: Sources, { awsPort }: Flags) {
  const { createLogger } = await import('./gateway.ts')
  const { demoConfig, startDemo } = await import('./demo.ts')
  const config = await demoConfig(sources)
  const log = createLogger(config, 2)
  endOnCrash(log)
  const { banner, stop } = await startDemo(config, log, awsPort)
  stopOnSignal(log, stop)
  process.stdout.write(banner)
}

async function schema(_: Sources, { federation }: Flags) {
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

function commandLine(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        config: { type: 'string' },
        host: { type: 'string' },
        port: { type: 'string' },
        'aws-port': { type: 'string' },
        federation: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h' },
        version: { type: 'boolean', short: 'v' },
      },
    })
  } catch (error) {
    // Node goes on to explain how to pass a value that begins with a dash; the first sentence names the mistake.
    throw new UsageError((error as Error).message.split(/\. |\n/, 1)[0])
  }
}

async function main(args: string[]) {
  const { values, positionals } = commandLine(args)
  if (values.help) return void process.stdout.write(HELP)
  if (values.version) return void process.stdout.write(`${version()}\n`)
  const [name, ...rest] = positionals
  if (name === undefined) throw new UsageError('a command is missing: serve, demo or schema')
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  if (!command) throw new UsageError(`unknown command '${name}': serve, demo or schema`)
  if (rest.length > 0) throw new UsageError(`unexpected argument '${rest[0]}'`)
  const { config: file, host, port, federation, 'aws-port': awsPort } = values
  if (federation && name !== 'schema') throw new UsageError(`--federation is for schema, not for ${name}`)
  if (awsPort !== undefined && name !== 'demo') throw new UsageError(`--aws-port is for demo, not for ${name}`)
  await command({ file, flags: { host, port } }, { federation, awsPort: portOf('--aws-port', awsPort) })
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
  EADDRINUSE: 'is already in use',
  EACCES: 'may not be used without further rights',
  EADDRNOTAVAIL: 'is not an address of this machine',
  ENOTFOUND: 'is not a known host',
}

function fail(error: unknown): never {
  const { code = '', address, hostname, port } = error as NodeJS.ErrnoException & Record<string, string | undefined>
  if (error instanceof UsageError || error instanceof ConfigError) {
    console.error(`deploygraph: ${error.message.replaceAll('\n', '\n  ')}`)
    process.exit(2)
  }
  const reason = LISTEN_ERRORS[code]
  if (reason) console.error(`deploygraph: ${[address ?? hostname, port].filter(Boolean).join(':')} ${reason}`)
  else console.error(error)
  process.exit(1)
}

// The reader of standard output may have read enough: `deploygraph schema | head`.
process.stdout.on('error', (error: NodeJS.ErrnoException) => (error.code === 'EPIPE' ? process.exit(0) : fail(error)))

await main(process.argv.slice(2)).catch(fail)
