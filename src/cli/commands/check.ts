import { loadConfig } from '../../config.ts'
import { startEngine } from '../../engine.ts'
import { CONFIGURED_SERVICES, createLogger } from '../../gateway.ts'
import { SERVICES } from '../../services.ts'
import { type Finding, type FindingState, findings } from '../check/findings.ts'
import { identityAt, identityLines } from '../check/identities.ts'
import { type Command, EXIT } from '../command.ts'
import { plain } from '../plain-text.ts'
import { type Cell, tableLines } from '../table.ts'
import { type Colour, outJson, type Terminal } from '../terminal.ts'
import { UsageError } from '../usage-error.ts'

export const check: Command = {
  summary: 'what is wrong with the configuration, the credentials and the permissions, and how to mend it',
  details: `Names the identity that each location is read as, and calls each action of the policy in each location once, with names of
things that do not exist. A denied action is tried again with real ones: a policy may name resources.
With --json, one identity or action is one line. Exit codes: 0 everything is allowed, 1 something is not, 2 the
configuration is wrong.`,
  run: async ({ flags: { config: file, location, json }, terminal }) => {
    const config = await loadConfig({ file, services: CONFIGURED_SERVICES })
    for (const warning of config.warnings) terminal.err(`deploygraph: ${plain(warning)}\n`)
    const places = config.locations.filter(({ name }) => (location ?? name) === name)
    if (places.length === 0) {
      const names = config.locations.map(({ name }) => name)
      throw new UsageError(`--location: expected one of ${names.join(', ')}, found ${JSON.stringify(location)}`)
    }
    const engine = await startEngine(
      { ...config, otelTracesExporter: 'none', eventsQueueUrl: [], trustedDocuments: 'off' },
      createLogger({ logLevel: 'silent' }, 2),
    )
    try {
      const of = { engine, timeoutMs: config.requestTimeoutMs }
      const found = await Promise.all(
        places.map(async (place) => {
          const actions = SERVICES.map((service) => findings(service, { ...of, location: place.name }))
          // Its signature needs the clock of AWS, which the other calls learn.
          return { actions: (await Promise.all(actions)).flat(), identity: await identityAt(place, of) }
        }),
      )
      const identities = found.map(({ identity }) => identity)
      const all = found.flatMap(({ actions }) => actions)
      if (json) for (const one of [...identities, ...all]) outJson(terminal, one)
      else terminal.out(`${[...identityLines(identities), '', ...linesOf(terminal, all)].join('\n')}\n`)
      const isWrong = identities.some(({ state }) => state === 'mismatch') || all.some((one) => !isAllowed(one))
      return isWrong ? EXIT.failed : EXIT.ok
    } finally {
      await engine.endSubscriptions()
      await engine.close()
    }
  },
}

const isAllowed = ({ state }: Finding) => state === 'allowed' || state === 'limited'

const COLOURS: Record<FindingState, Colour> = {
  allowed: 'green',
  limited: 'green',
  denied: 'red',
  credentials: 'red',
  unanswered: 'yellow',
}

function linesOf(terminal: Terminal, all: readonly Finding[]): string[] {
  const rows = all.map(({ location, action, state, fix, allowedFor }): Cell[] => [
    { text: plain(location) },
    { text: action },
    { text: state, colour: COLOURS[state] },
    { text: plain(fix ?? (allowedFor ? `allowed for ${allowedFor}, not for all` : '')) },
  ])
  const reasons = new Set(
    all.flatMap(({ location, message }) => (message ? [`${plain(location)}: ${plain(message)}`] : [])),
  )
  return [...tableLines(terminal, ['WHERE', 'ACTION', 'STATE', 'WHAT TO DO'], rows), '', ...reasons, summaryOf(all)]
}

function summaryOf(all: readonly Finding[]): string {
  const wrong = all.filter((one) => !isAllowed(one)).length
  const limited = all.filter(({ state }) => state === 'limited').length
  const some = limited > 0 ? ` ${limited} are allowed for some resources only.` : ''
  return `${wrong === 0 ? `All ${all.length} actions are allowed.` : `${wrong} of ${all.length} actions cannot be used.`}${some}`
}
