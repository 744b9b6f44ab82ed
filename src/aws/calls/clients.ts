import { state as sdkWarnings } from '@aws-sdk/core/client'
import { NoOpLogger } from '@smithy/core/client'
import type { MetadataBearer, MiddlewareStack } from '@smithy/types'
import type { LocationConfig } from '../../config/locations.ts'
import type { Locations } from '../locations.ts'
import { perKey } from '../request/loader.ts'
import type { CompiledAwsJson, CompiledRestJson } from './codec.ts'
import { Credentials, providerOf, retryWithRenewed } from './credentials.ts'
import { trimEndpointPath } from './endpoint.ts'
import { addAttemptMiddleware } from './middleware.ts'
import { type createLimits, MAX_CONCURRENT_CALLS } from './queue.ts'

// One connection for each concurrent call, reused by later calls.
const AGENT = { keepAlive: true, maxSockets: MAX_CONCURRENT_CALLS }

// By default the SDK waits indefinitely.
const handler = ({ awsCallTimeoutMs }: Timeouts) => ({
  requestTimeout: awsCallTimeoutMs,
  throwOnRequestTimeout: true,
  httpAgent: AGENT,
  httpsAgent: AGENT,
})

interface Timeouts {
  /** How long one attempt may take. */
  awsCallTimeoutMs: number
}

/** What is needed to call an AWS service. */
export interface AwsService<Client extends SdkClient = SdkClient> {
  /** The IAM prefix: codedeploy. */
  name: string
  /** The service id of AWS's model, which traces use: CodeDeploy. */
  serviceId: string
  Client: new (options: ClientOptions) => Client
  protocol: typeof CompiledAwsJson | typeof CompiledRestJson
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
  timeouts: Timeouts,
): Clients {
  // The SDK's notice about Node 20 is meant for those who build this package, not for those who run it.
  sdkWarnings.warningEmitted = true
  const clients = new Map<string, SdkClient>()
  const credentialsAt = perKey((name) => {
    const location = locations.named(name)
    const sts = { region: location.region, requestHandler: handler(timeouts) }
    return new Credentials(providerOf(location, sts))
  })
  return {
    at: <Client extends SdkClient>({ name, Client, protocol }: AwsService<Client>, location: string) => {
      const key = JSON.stringify([name, location])
      const cached = clients.get(key)
      if (cached) return cached as Client // one name, one service
      const credentials = credentialsAt(location)
      const options = clientOptions(locations.named(location), credentials, timeouts)
      const client = new Client({ ...options, protocol, logger: LOGGER })
      // The middleware does not depend on the command and touches no input or output.
      const stack = client.middlewareStack as MiddlewareStack<object, MetadataBearer>
      addAttemptMiddleware(stack, limitAt(name, location), timeouts)
      trimEndpointPath(stack)
      retryWithRenewed(stack, credentials)
      clients.set(key, client)
      return client
    },
    destroy: () => {
      for (const client of clients.values()) client.destroy()
    },
  }
}

// The SDK's NoOpLogger without `info`: if that exists, the SDK filters every output for it, shape by shape. The class
// must stay, since the SDK recognizes it by name to send warnings to the console, and its credential providers call the
// other methods.
const LOGGER = Object.assign(new NoOpLogger(), { info: undefined })

type SdkClient = { destroy(): void; middlewareStack: unknown }
type ClientOptions = ReturnType<typeof clientOptions> & { protocol: AwsService['protocol']; logger: typeof LOGGER }

// The endpoint is only set if configured, so that AWS_ENDPOINT_URL, AWS_PROFILE and the rest of the environment work as
// in every SDK.
// https://docs.aws.amazon.com/sdkref/latest/guide/settings-reference.html
// The number of attempts is fixed: AWS_MAX_ATTEMPTS and AWS_RETRY_MODE would change what docs/reliability.md promises.
function clientOptions(location: LocationConfig, { provider }: Credentials, timeouts: Timeouts) {
  return {
    region: location.region,
    ...(location.endpoint && { endpoint: location.endpoint }),
    ...(location.profile && { profile: location.profile }),
    credentials: location.credentials ?? provider,
    maxAttempts: 3,
    retryMode: 'standard', // "adaptive" makes healthy calls wait after a throttle
    requestHandler: handler(timeouts),
  }
}
