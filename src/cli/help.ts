import type { Command } from './command.ts'
import { SHAPES } from './command-line.ts'
import { COMMAND_NAMES, commandNamed } from './command-table.ts'

const FLAGS: Readonly<Record<string, string>> = {
  '--config PATH': 'the configuration file (default: deploygraph.yaml, if there is one)',
  '--host HOST': 'the address to listen on (default: HOST, or 127.0.0.1)',
  '--port PORT': 'the port to listen on, 0 for any (default: PORT, or 4000)',
  '--aws-port PORT': 'demo: the port of the simulated AWS, 0 for any, and what points other AWS clients at it',
  '--federation': 'schema: with the directives that make it a subgraph, for composers',
  '--url URL': 'ask a gateway instead of AWS; DEPLOYGRAPH_TOKEN or DEPLOYGRAPH_API_KEY is the credential',
  '--location NAME': 'one of the configured locations alone',
  '--within TIME': 'how far back: 7d, 12h (default: 30d)',
  '--timeout TIME': 'watch: give up after 90s, 30m, 2h',
  '--documents PATH': 'policy: only what the GraphQL documents of a folder or of a manifest need',
  '--json': 'one JSON object a line',
  '-h, --help': 'print this, or the help of a command',
  '-v, --version': 'print the version',
}

const SERVERS: Readonly<Record<string, string>> = {
  serve: 'the gateway: reads the AWS accounts that the configuration names, or the one your AWS_* environment means',
  demo: 'the gateway over a simulated AWS inside this process; needs no account',
  schema: 'print the GraphQL schema',
}

// Of the longest on the left.
const WIDTH = 'stats [application]'.length

const rows = (of: readonly (readonly [string, string])[]) =>
  of.map(([left, right]) => `  ${left.padEnd(WIDTH)} ${right}\n`).join('')

const flagsOf = (names: readonly string[]) =>
  rows(Object.entries(FLAGS).filter(([flag]) => names.some((name) => flag.split(/[ ,]+/).includes(`--${name}`))))

/** The help of a command, or of all. */
export async function helpOf(name: string | undefined): Promise<string> {
  if (name === undefined) return everything()
  const flags = flagsOf([...(SHAPES[name]?.flags ?? []), 'help'])
  const server = SERVERS[name]
  const { summary, argument, details }: Partial<Command> = server ? { summary: server } : await commandNamed(name)
  const usage = ['Usage: deploygraph', name, argument, '[options]'].filter(Boolean).join(' ')
  return [summary, usage, details, `Options:\n${flags}`].filter(Boolean).join('\n\n')
}

async function everything(): Promise<string> {
  const asking = await Promise.all(
    COMMAND_NAMES.map(async (name) => {
      const { summary, argument } = await commandNamed(name)
      return [[name, argument].filter(Boolean).join(' '), summary] as const
    }),
  )
  return `deploygraph: one GraphQL query for what is rolling out on AWS and why it failed

Usage: deploygraph <command> [options]
       deploygraph help [command]

Servers:
${rows(Object.entries(SERVERS))}
Questions, answered from AWS or by a gateway (--url):
${rows(asking)}
Options:
${rows(Object.entries(FLAGS))}`
}
