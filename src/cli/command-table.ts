import type { Command } from './command.ts'

/** The commands that ask and end, in the order of `--help`. Each is loaded when it runs. */
const COMMANDS = {
  now: async () => (await import('./commands/now.ts')).now,
  why: async () => (await import('./commands/why.ts')).why,
  watch: async () => (await import('./commands/watch.ts')).watch,
  waiting: async () => (await import('./commands/waiting.ts')).waiting,
  runs: async () => (await import('./commands/runs.ts')).runs,
  stats: async () => (await import('./commands/stats.ts')).stats,
  check: async () => (await import('./commands/check.ts')).check,
  policy: async () => (await import('./commands/policy.ts')).policy,
} satisfies Record<string, () => Promise<Command>>

type Name = keyof typeof COMMANDS

export const COMMAND_NAMES = Object.keys(COMMANDS) as Name[]

/** The command of that name; the command line knows only these. */
export const commandNamed = (name: string): Promise<Command> => COMMANDS[name as Name]()
