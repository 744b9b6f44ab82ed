import type { Logger } from 'pino'
import { type Config, type ConfigSources, loadConfig } from './config.ts'
import { startEmulator } from './emulator/server.ts'
import { DEMO_LOCATIONS } from './emulator/worlds/demo/demo-world.ts'
import { CONFIGURED_SERVICES, startGateway } from './gateway.ts'

/** The first query of the demo, as its banner prints it. */
export const DEMO_QUERY = `{
  codeDeployDeployments(first: 3, filter: { statuses: [FAILED] }) {
    nodes {
      title
      error { code message }
      targets(first: 3, filter: { statuses: [FAILED] }) {
        nodes {
          ... on DeploymentTarget {
            targetId
            lifecycleEvents { name status diagnostics { errorCode scriptName message } }
          }
        }
      }
    }
  }
}`

/** The configuration that the sources give, over the demo's own locations. */
export function demoConfig(sources: Pick<ConfigSources, 'file' | 'flags'>): Promise<Config> {
  return loadConfig({ ...sources, services: CONFIGURED_SERVICES, locations: DEMO_LOCATIONS })
}

/** Starts the embedded AWS endpoint and a gateway over it. `stop` ends both. */
export async function startDemo(config: Config, log: Logger): Promise<{ banner: string; stop: () => Promise<void> }> {
  const { endpoint, credentials, stop } = await startEmulator()
  const locations = config.locations.map((location) => ({ ...location, endpoint, credentials }))
  const gateway = await startGateway({ ...config, receipt: true, locations }, log)
  return {
    banner: banner(gateway.url),
    async stop() {
      await gateway.stop()
      await stop()
    },
  }
}

const banner = (url: string) => `
  deploygraph demo: ALL DATA IS SIMULATED. No AWS account is read; nothing leaves this machine.

  GraphiQL   ${url}
  Stop       Ctrl-C

A first query, to paste into GraphiQL: which deployments failed, and why?

${DEMO_QUERY}

The same from a shell:

curl -s ${new URL('/graphql', url)} -H 'content-type: application/json' -d '${JSON.stringify({ query: DEMO_QUERY.replace(/\s+/g, ' ') })}'

`
