import { parseArgs } from 'node:util'
import { quote } from '../errors.ts'
import { UsageError } from './usage-error.ts'

const OPTIONS = {
  config: { type: 'string' },
  host: { type: 'string' },
  port: { type: 'string' },
  'aws-port': { type: 'string' },
  federation: { type: 'boolean' },
  url: { type: 'string' },
  json: { type: 'boolean' },
  location: { type: 'string' },
  within: { type: 'string' },
  timeout: { type: 'string' },
  documents: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
} as const

type Flag = keyof typeof OPTIONS

interface Shape {
  flags: readonly Flag[]
  /** Whether it takes an argument. */
  argument?: 'required' | 'optional'
}

const ASKING: readonly Flag[] = ['config', 'url', 'location', 'json']

/** The flags and the argument of each command. */
export const SHAPES: Readonly<Record<string, Shape>> = {
  serve: { flags: ['config', 'host', 'port'] },
  demo: { flags: ['config', 'host', 'port', 'aws-port'] },
  schema: { flags: ['federation'] },
  now: { flags: ASKING },
  why: { flags: ASKING, argument: 'required' },
  watch: { flags: [...ASKING, 'timeout'], argument: 'required' },
  waiting: { flags: ASKING },
  runs: { flags: [...ASKING, 'within'], argument: 'optional' },
  stats: { flags: [...ASKING, 'within'], argument: 'optional' },
  check: { flags: ['config', 'location', 'json'] },
  policy: { flags: ['documents'] },
}

const NAMES = Object.keys(SHAPES)

/** The answer to `deploygraph` alone. */
export const START = `a command is missing. Where to begin:
deploygraph demo     look around over a simulated AWS; needs no account
deploygraph check    find out whether your AWS account can be read, and what is missing
deploygraph now      what is rolling out in your account
deploygraph serve    the GraphQL gateway
deploygraph --help   every command`

/**
 * The command, its argument and its flags; `help` before a command is `--help` after it. Throws a UsageError for what the
 * command does not take.
 */
export function commandLine(args: string[]) {
  const { values: flags, positionals } = parsed(args)
  const isHelp = positionals[0] === 'help'
  const values = isHelp ? { ...flags, help: true } : flags
  const [name, argument, ...rest] = isHelp ? positionals.slice(1) : positionals
  if (name !== undefined && !Object.hasOwn(SHAPES, name))
    throw new UsageError(`unknown command ${quote(name)}: ${NAMES.slice(0, -1).join(', ')} or ${NAMES.at(-1)}`)
  if (name === undefined || values.help || values.version) return { name, values }
  const shape = SHAPES[name]
  const surplus = shape?.argument ? rest[0] : argument
  if (surplus !== undefined) throw new UsageError(`unexpected argument ${quote(surplus)}`)
  if (shape?.argument === 'required' && argument === undefined)
    throw new UsageError(`an id is missing: deploygraph ${name} <id>`)
  for (const flag of Object.keys(values) as Flag[]) {
    if (shape?.flags.includes(flag)) continue
    const takers = NAMES.filter((other) => SHAPES[other]?.flags.includes(flag))
    throw new UsageError(`--${flag} is for ${takers.join(', ')}, not for ${name}`)
  }
  if (values.url !== undefined && values.config !== undefined)
    throw new UsageError('--config and --url exclude each other: a gateway has its own configuration')
  return { name, argument, values }
}

function parsed(args: string[]) {
  try {
    return parseArgs({ args, allowPositionals: true, options: OPTIONS })
  } catch (error) {
    // Node goes on to explain how to pass a value that begins with a dash; the first sentence names the mistake.
    throw new UsageError((error as Error).message.split(/\. |\n/, 1)[0])
  }
}
