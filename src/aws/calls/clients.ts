import { AppConfigClient } from '@aws-sdk/client-appconfig'
import { CodeDeployClient } from '@aws-sdk/client-codedeploy'
import { ImagebuilderClient } from '@aws-sdk/client-imagebuilder'
import { state as sdkWarnings } from '@aws-sdk/core/client'
import { NoOpLogger } from '@smithy/core/client'
import type { MetadataBearer, MiddlewareStack } from '@smithy/types'
import type { LocationConfig } from '../../config/locations.ts'
import type { Locations } from '../locations.ts'
import { perKey } from '../request/loader.ts'
import { CompiledAwsJson, CompiledRestJson } from './codec.ts'
import { Credentials, providerOf, retryWithRenewed } from './credentials.ts'
import { trimEndpointPath } from './endpoint.ts'
import { watchAttempts } from './middleware.ts'
import { CALLS_AT_ONCE, type createLimits } from './queue.ts'

// A connection for each call that may be under way, kept for the next.
const AGENT = { keepAlive: true, maxSockets: CALLS_AT_ONCE }

// The SDK's own default is to wait for ever.
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

/** One SDK client per (service, location), made on first use and shared by all requests. */
export interface Clients {
  codedeploy: (location: string) => CodeDeployClient
  appconfig: (location: string) => AppConfigClient
  imagebuilder: (location: string) => ImagebuilderClient
  /** Closes every connection. */
  destroy: () => void
}

export function createClients(
  locations: Locations,
  limitAt: ReturnType<typeof createLimits>,
  timeouts: Timeouts,
): Clients {
  // The SDK's notice about Node 20 is for those who build this package, not for those who run it.
  sdkWarnings.warningEmitted = true
  const made: SdkClient[] = []
  const credentialsAt = perKey((name) => {
    const location = locations.named(name)
    const sts = { region: location.region, requestHandler: handler(timeouts) }
    return new Credentials(providerOf(location, sts))
  })
  const perLocation = <C extends SdkClient>(
    service: string,
    Client: new (options: ClientOptions) => C,
    protocol: Protocol,
  ) =>
    perKey((location) => {
      const credentials = credentialsAt(location)
      const options = clientOptions(locations.named(location), credentials, timeouts)
      const client = new Client({ ...options, protocol, logger: LOGGER })
      // Of no command in particular: nothing of an input or output is touched.
      const stack = client.middlewareStack as MiddlewareStack<object, MetadataBearer>
      watchAttempts(stack, limitAt(service, location).pace, timeouts)
      trimEndpointPath(stack)
      retryWithRenewed(stack, credentials)
      made.push(client)
      return client
    })
  return {
    codedeploy: perLocation('codedeploy', CodeDeployClient, CompiledAwsJson),
    appconfig: perLocation('appconfig', AppConfigClient, CompiledRestJson),
    imagebuilder: perLocation('imagebuilder', ImagebuilderClient, CompiledRestJson),
    destroy: () => {
      for (const client of made) client.destroy()
    },
  }
}

// The SDK's logger of nothing, without the method that every output is filtered for, shape by shape. It keeps its class:
// the SDK tells by its name that warnings go to the console, and its credential providers call the other methods.
const LOGGER = Object.assign(new NoOpLogger(), { info: undefined })

type SdkClient = { destroy(): void; middlewareStack: unknown }
type Protocol = typeof CompiledAwsJson | typeof CompiledRestJson
type ClientOptions = ReturnType<typeof clientOptions> & { protocol: Protocol; logger: typeof LOGGER }

// The endpoint stays out unless configured, so that AWS_ENDPOINT_URL, AWS_PROFILE and the rest of the environment work as
// they do for every SDK. https://docs.aws.amazon.com/sdkref/latest/guide/settings-reference.html
// The attempts are ours: AWS_MAX_ATTEMPTS and AWS_RETRY_MODE would change what docs/reliability.md promises.
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
