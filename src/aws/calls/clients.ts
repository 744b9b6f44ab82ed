import { fromIni, fromNodeProviderChain, fromTemporaryCredentials } from '@aws-sdk/credential-providers'
import { NoOpLogger } from '@smithy/core/client'
import type { MetadataBearer, MiddlewareStack } from '@smithy/types'
import type { LocationConfig } from '../../config/locations.ts'
import type { Locations } from '../locations.ts'
import type { CompiledAwsJson, CompiledRestJson } from './codec.ts'
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

/** An AWS service as it is called. */
export interface AwsService<Client extends SdkClient = SdkClient> {
  /** As IAM spells it: codedeploy. */
  name: string
  /** The service id of AWS's model, by which traces know it: CodeDeploy. */
  serviceId: string
  Client: new (options: ClientOptions) => Client
  protocol: typeof CompiledAwsJson | typeof CompiledRestJson
}

/** One SDK client per (service, location), made on first use and shared by all requests. */
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
  const made = new Map<string, SdkClient>()
  return {
    at: <Client extends SdkClient>({ name, Client, protocol }: AwsService<Client>, location: string) => {
      const key = JSON.stringify([name, location])
      const known = made.get(key)
      if (known) return known as Client // one name, one service
      const client = new Client({ ...clientOptions(locations.named(location), timeouts), protocol, logger: LOGGER })
      // Of no command in particular: nothing of an input or output is touched.
      const stack = client.middlewareStack as MiddlewareStack<object, MetadataBearer>
      watchAttempts(stack, limitAt(name, location).pace, timeouts)
      made.set(key, client)
      return client
    },
    destroy: () => {
      for (const client of made.values()) client.destroy()
    },
  }
}

// The SDK's logger of nothing, without the method that every output is filtered for, shape by shape. It keeps its class:
// the SDK tells by its name that warnings go to the console, and its credential providers call the other methods.
const LOGGER = Object.assign(new NoOpLogger(), { info: undefined })

type SdkClient = { destroy(): void; middlewareStack: unknown }
type ClientOptions = ReturnType<typeof clientOptions> & { protocol: AwsService['protocol']; logger: typeof LOGGER }

// Endpoint and credentials stay out unless configured, so that AWS_ENDPOINT_URL, AWS_PROFILE and the rest of the
// environment work as they do for every SDK. https://docs.aws.amazon.com/sdkref/latest/guide/settings-reference.html
function clientOptions(location: LocationConfig, timeouts: Timeouts) {
  const credentials = credentialsOf(location, timeouts)
  return {
    region: location.region,
    ...(location.endpoint && { endpoint: location.endpoint }),
    ...(location.profile && { profile: location.profile }),
    ...(credentials && { credentials }),
    maxAttempts: 3,
    retryMode: 'standard', // "adaptive" makes healthy calls wait after a throttle
    requestHandler: handler(timeouts),
  }
}

function credentialsOf({ credentials, roleArn, externalId, profile, region }: LocationConfig, timeouts: Timeouts) {
  if (credentials) return credentials
  if (!roleArn) return profile ? fromIni({ profile }) : undefined
  return fromTemporaryCredentials({
    masterCredentials: fromNodeProviderChain({ profile }),
    params: { RoleArn: roleArn, ExternalId: externalId, RoleSessionName: 'deploygraph' },
    clientConfig: { region, requestHandler: handler(timeouts) },
  })
}
