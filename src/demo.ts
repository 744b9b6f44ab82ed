import type { Logger } from 'pino'
import { type Config, type ConfigSources, loadConfig } from './config.ts'
import { type Emulator, startEmulator } from './emulator/server.ts'
import { DEMO_LOCATIONS, DEMO_QUEUES } from './emulator/worlds/demo/demo-world.ts'
import { CONFIGURED_SERVICES, startGateway } from './gateway.ts'

/** The first query of the demo, as its banner prints it. An alarm or a person stops a deployment, so STOPPED is included. */
const DEMO_QUERY = `{
  activity(first: 5, filter: { phases: [FAILED, STOPPED, ROLLED_BACK], within: "P1D" }) {
    nodes {
      title
      phase
      reason
      ... on CodeDeployDeployment { failureSummary { headline } change { summary } }
    }
  }
}`

/** The configuration that the sources give, over the demo's own locations. */
export function demoConfig(sources: Pick<ConfigSources, 'file' | 'flags'>): Promise<Config> {
  return loadConfig({ ...sources, services: CONFIGURED_SERVICES, locations: DEMO_LOCATIONS })
}

/** Starts the embedded AWS endpoint and a gateway over it. With a port for the endpoint (0: any) the banner tells how
 * other AWS clients find it. `clock` tells both the time. `stop` ends both. Rejects when a port is taken. */
export async function startDemo(
  config: Config,
  log: Logger,
  awsPort?: number,
  clock: () => number = Date.now,
): Promise<{ banner: string; stop: () => Promise<void> }> {
  const emulator = await startEmulator(awsPort === undefined ? { clock } : { port: awsPort, clock })
  const { endpoint, credentials } = emulator
  const locations = config.locations.map((location) => ({ ...location, endpoint, credentials }))
  const gateway = await startGateway(
    { ...config, mcp: true, receipt: true, locations, eventsQueueUrl: DEMO_QUEUES },
    log,
    clock,
  )
  return {
    banner: banner(gateway.url) + (awsPort === undefined ? '' : awsEnvironment(emulator)),
    async stop() {
      await gateway.stop()
      await emulator.stop()
    },
  }
}

/** The environment variables of awscli, SDKs and Terraform, in the syntax of a shell. */
const awsEnvironment = ({
  endpoint,
  credentials,
}: Emulator) => `The simulated AWS itself, for awscli, SDKs and Terraform:

unset AWS_SESSION_TOKEN AWS_PROFILE
export AWS_ENDPOINT_URL=${endpoint}
export AWS_ACCESS_KEY_ID=${credentials.accessKeyId}
export AWS_SECRET_ACCESS_KEY=${credentials.secretAccessKey}
export AWS_REGION=${DEMO_LOCATIONS[0]?.region} AWS_DEFAULT_REGION=${DEMO_LOCATIONS[0]?.region}

`

const banner = (url: string) => `
  deploygraph demo: ALL DATA IS SIMULATED. No AWS account is read; nothing leaves this machine.

  Board      ${new URL('/board', url)}
  GraphiQL   ${url}
  Stop       Ctrl-C

A first query to paste into GraphiQL: what failed lately, and why?

${DEMO_QUERY}

The same from a shell:

curl -s ${new URL('/graphql', url)} -H 'content-type: application/json' -d '${JSON.stringify({ query: DEMO_QUERY.replace(/\s+/g, ' ') })}'

`
