import { checkPermission, type Permission, type PermissionState } from '../../aws/calls/permission.ts'
import { loadConfig } from '../../config.ts'
import { type Engine, startEngine } from '../../engine.ts'
import { CONFIGURED_SERVICES, createLogger } from '../../gateway.ts'
import { SERVICES, type Service } from '../../services.ts'
import { type Command, EXIT } from '../command.ts'
import { jsonLine, plain } from '../plain-text.ts'
import { type Cell, tableLines } from '../table.ts'
import type { Colour, Terminal } from '../terminal.ts'

interface Finding {
  location: string
  action: string
  state: PermissionState
  /** Why it is not allowed. */
  message?: string
  /** The change that allows it. */
  fix?: string
}

export const check: Command = {
  summary: 'what is wrong with the configuration, the credentials and the permissions, and how to mend it',
  details: `Calls each action of the policy in each location once, with names of things that do not exist.
With --json, one action is one line. Exit codes: 0 everything is allowed, 1 something is not, 2 the configuration is wrong.
A policy that names resources denies these calls although it may allow the real ones.`,
  run: async ({ flags: { config: file, location, json }, terminal }) => {
    const config = await loadConfig({ file, services: CONFIGURED_SERVICES })
    for (const warning of config.warnings) terminal.err(`deploygraph: ${plain(warning)}\n`)
    const names = config.locations.map(({ name }) => name).filter((name) => (location ?? name) === name)
    if (names.length === 0) {
      terminal.err(`deploygraph: --location: expected one of ${config.locations.map(({ name }) => name).join(', ')}\n`)
      return EXIT.usage
    }
    const engine = await startEngine(
      { ...config, otelTracesExporter: 'none', eventsQueueUrl: [] },
      createLogger({ logLevel: 'silent' }, 2),
    )
    try {
      const of = { engine, timeoutMs: config.requestTimeoutMs }
      const found = await Promise.all(
        names.flatMap((name) => SERVICES.map((service) => findings(service, { ...of, location: name }))),
      )
      const all = found.flat()
      if (json) for (const one of all) terminal.out(`${jsonLine(one)}\n`)
      else terminal.out(`${linesOf(terminal, all).join('\n')}\n`)
      return all.every(({ state }) => state === 'allowed') ? EXIT.ok : EXIT.failed
    } finally {
      await engine.endSubscriptions()
      await engine.close()
    }
  },
}

interface Where {
  engine: Engine
  location: string
  timeoutMs: number
}

/** The findings of one service in one location. Once a call has got no answer, the others would not get one either. */
async function findings(service: Service, { engine, location, timeoutMs }: Where): Promise<Finding[]> {
  const all: Finding[] = []
  let last: Finding | undefined
  for (const permission of service.permissions) {
    const about = { location, action: `${service.name}:${permission.operation}` }
    const isOver = last?.state === 'credentials' || last?.state === 'unanswered'
    const { state, message } =
      isOver && last
        ? last
        : await checkPermission(engine.runtime.clients, service.client, location, permission, timeoutMs)
    last = { ...about, state, message, fix: fixOf(state, about.action, permission) }
    all.push(last)
  }
  return all
}

function fixOf(state: PermissionState, action: string, { onlyFor }: Permission): string | undefined {
  if (state === 'allowed') return undefined
  if (state === 'denied')
    return onlyFor ? `allow ${action}; it is only for ${onlyFor}` : `allow ${action} in the policy of the role`
  if (state === 'credentials')
    return 'set AWS_PROFILE or the AWS_* credentials, sign in again, or let the roleArn trust this identity'
  return 'check the network, the endpoint and the region, and run it again'
}

const COLOURS: Record<PermissionState, Colour> = {
  allowed: 'green',
  denied: 'red',
  credentials: 'red',
  unanswered: 'yellow',
}

function linesOf(terminal: Terminal, all: readonly Finding[]): string[] {
  const rows = all.map((one): Cell[] => [
    { text: plain(one.location) },
    { text: one.action },
    { text: one.state, colour: COLOURS[one.state] },
    { text: one.fix ?? '' },
  ])
  const reasons = new Set(
    all.flatMap(({ location, message }) => (message ? [`${plain(location)}: ${plain(message)}`] : [])),
  )
  const wrong = all.filter(({ state }) => state !== 'allowed').length
  return [
    ...tableLines(terminal, ['WHERE', 'ACTION', 'STATE', 'WHAT TO DO'], rows),
    '',
    ...reasons,
    wrong === 0 ? `All ${all.length} actions are allowed.` : `${wrong} of ${all.length} actions cannot be used.`,
  ]
}
