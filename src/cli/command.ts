import type { Source } from './source.ts'
import type { Terminal } from './terminal.ts'

/** The flags of the commands that ask, as they stand on the command line. */
export interface Flags {
  /** The path of the configuration file. */
  config?: string
  /** Of a gateway to ask instead of AWS. */
  url?: string
  json?: boolean
  location?: string
  within?: string
  timeout?: string
  documents?: string
}

/** The exit codes of all commands. */
export const EXIT = { ok: 0, failed: 1, usage: 2, timeout: 3 } as const

export interface Invocation {
  flags: Flags
  /** The argument after the command, if there is one. */
  argument?: string
  terminal: Terminal
}

/** A command that asks one question and ends. */
export interface Command {
  /** One line of the list of commands. */
  summary: string
  /** The argument, in brackets if it may be left out. */
  argument?: '<id>' | '[application]'
  /** The rest of its `--help`: its answer and its exit codes. */
  details: string
  /** Whether it may go on for long: then it ends, without an outcome, once nobody reads its output. */
  needsReader?: boolean
  /** Returns the exit code. */
  run(invocation: Invocation): Promise<number>
}

/** A command that asks a source, which is closed whatever happens. */
export const asking =
  (ask: (source: Source, invocation: Invocation) => Promise<number>): Command['run'] =>
  async (invocation) => {
    const { openSource } = await import('./open-source.ts')
    const { url, config } = invocation.flags
    const source = await openSource({ url, file: config }, invocation.terminal)
    try {
      return await ask(source, invocation)
    } finally {
      await source.close()
    }
  }
