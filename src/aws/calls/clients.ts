import { state as sdkWarnings } from '@aws-sdk/core/client'
import type { AwsJson1_0Protocol } from '@aws-sdk/core/protocols'
import { NoOpLogger } from '@smithy/core/client'
import type { MetadataBearer, MiddlewareStack } from '@smithy/types'
import type { LocationConfig } from '../../config/locations.ts'
import type { Locations } from '../locations.ts'
import { perKey } from '../per-key.ts'
import type { CompiledAwsJson, CompiledRestJson } from './codec.ts'
import { Credentials, providerOf, retryWithRenewed } from './credentials.ts'
import { callDirectly } from './direct/direct-call.ts'
import { trimEndpointPath } from './endpoint.ts'
import { addAttemptMiddleware } from './middleware.ts'
import { type createLimits, type Limit, MAX_CONCURRENT_CALLS } from './queue.ts'

// One connection for each concurrent call, reused by later calls.
const AGENT = { keepAlive: true, maxSockets: MAX_CONCURRENT_CALLS }

// By default the SDK waits indefinitely.
const handler = ({ awsCallTimeoutMs }: Sending) => ({
  requestTimeout: awsCallTimeoutMs,
  throwOnRequestTimeout: true,
  httpAgent: AGENT,
  httpsAgent: AGENT,
})

interface Sending {
  /** How long one attempt may take. */
  awsCallTimeoutMs: number
  /** Whether calls go through the SDK's middleware stack, or not: [direct]. */
  awsCall?: 'direct' | 'sdk'
}

/** The description of an AWS service that the gateway calls. */
export interface AwsService<Client extends SdkClient = SdkClient> {
  /** The IAM prefix: codedeploy. */
  name: string
  /** The service id of AWS's model, which traces use: CodeDeploy. */
  serviceId: string
  Client: new (options: ClientOptions) => Client
  protocol: typeof CompiledAwsJson | typeof CompiledRestJson | typeof AwsJson1_0Protocol
}

/** One SDK client per service and location, created on first use and shared by all requests. */
export interface Clients {
  at: <Client extends SdkClient>(service: AwsService<Client>, location: string) => Client
  /** Closes every connection. */
  destroy: () => void
}

export function createClients(
  locations: Locations,
  limitAt: ReturnType<typeof createLimits>,
  sending: Sending,
): Clients {
  // The SDK's notice about Node 20 is meant for those who build this package, not for those who run it.
  sdkWarnings.warningEmitted = true
  const clients = new Map<string, SdkClient>()
  const credentialsAt = perKey((name) => {
    const location = locations.named(name)
    const sts = { region: location.region, requestHandler: handler(sending) }
    return new Credentials(providerOf(location, sts))
  })
  return {
    at: <Client extends SdkClient>({ name, Client, protocol }: AwsService<Client>, location: string) => {
      const key = JSON.stringify([name, location])
      const cached = clients.get(key)
      if (cached) return cached as Client // one name, one service
      const credentials = credentialsAt(location)
      const options = clientOptions(locations.named(location), credentials, sending)
      const client = new Client({ ...options, protocol, logger: LOGGER })
      const limit = limitAt(name, location)
      if (sending.awsCall === 'sdk') sendThroughStack(client, limit, credentials, sending)
      else callDirectly(client, { limit, credentials, ...sending })
      clients.set(key, client)
      return client
    },
    destroy: () => {
      for (const client of clients.values()) client.destroy()
    },
  }
}

function sendThroughStack(client: SdkClient, limit: Limit, credentials: Credentials, sending: Sending): void {
  // Of no command in particular: nothing of an input or output is touched.
  const stack = client.middlewareStack as MiddlewareStack<object, MetadataBearer>
  addAttemptMiddleware(stack, limit, sending)
  trimEndpointPath(stack)
  retryWithRenewed(stack, credentials)
}

// The SDK's logger of nothing, without the method that every output is filtered for, shape by shape. It keeps its class:
// the SDK tells by its name that warnings go to the console, and its credential providers call the other methods.
const LOGGER = Object.assign(new NoOpLogger(), { info: undefined })

type SdkClient = { destroy(): void; config: unknown; middlewareStack: unknown }
type ClientOptions = ReturnType<typeof clientOptions> & { protocol: AwsService['protocol']; logger: typeof LOGGER }

// The endpoint stays out unless configured, so that AWS_ENDPOINT_URL, AWS_PROFILE and the rest of the environment work as
// they do for every SDK. https://docs.aws.amazon.com/sdkref/latest/guide/settings-reference.html
// The attempts are ours: AWS_MAX_ATTEMPTS and AWS_RETRY_MODE would change what docs/reliability.md promises.
function clientOptions(location: LocationConfig, { provider }: Credentials, sending: Sending) {
  return {
    region: location.region,
    ...(location.endpoint && { endpoint: location.endpoint }),
    ...(location.profile && { profile: location.profile }),
    credentials: location.credentials ?? provider,
    maxAttempts: 3,
    retryMode: 'standard', // "adaptive" makes healthy calls wait after a throttle
    requestHandler: handler(sending),
  }
}
