import { commandLine } from '../../src/cli/command-line.ts'
import { commandNamed } from '../../src/cli/command-table.ts'
import type { Terminal } from '../../src/cli/terminal.ts'
import { NOW } from '../support/gateway.ts'

export interface Ran {
  code: number
  stdout: string
  stderr: string
}

/** Runs a command in this process on a terminal of the test's. */
export async function runOn(terminal: Partial<Terminal>, args: string[]): Promise<Ran> {
  const ran: Ran = { code: -1, stdout: '', stderr: '' }
  const all: Terminal = {
    out: (text) => {
      ran.stdout += text
    },
    err: (text) => {
      ran.stderr += text
    },
    columns: () => undefined,
    rows: () => undefined,
    redraws: false,
    colours: false,
    isAscii: false,
    now: () => NOW,
    credentials: {},
    ...terminal,
  }
  const { name = '', argument, values } = commandLine(args)
  const { run } = await commandNamed(name)
  ran.code = await run({ flags: values, argument, terminal: all })
  return ran
}

export const run = (...args: string[]) => runOn({}, args)
