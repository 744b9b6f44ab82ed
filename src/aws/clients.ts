import { AppConfigClient } from '@aws-sdk/client-appconfig'
import { CodeDeployClient } from '@aws-sdk/client-codedeploy'
import { ImagebuilderClient } from '@aws-sdk/client-imagebuilder'
import { fromIni, fromNodeProviderChain, fromTemporaryCredentials } from '@aws-sdk/credential-providers'
import { NoOpLogger } from '@smithy/core/client'
import type { LocationConfig } from '../config/locations.ts'
import { CompiledAwsJson, CompiledRestJson } from './codec.ts'
import { CALLS_AT_ONCE } from './limits.ts'
import { perKey } from './loader.ts'
import type { Locations } from './locations.ts'

// A connection for each call that may be under way, kept for the next.
const AGENT = { keepAlive: true, maxSockets: CALLS_AT_ONCE }

// An answer that has not come in this many milliseconds is not coming; the SDK's own default is to wait for ever.
const HANDLER = { requestTimeout: 5_000, throwOnRequestTimeout: true, httpAgent: AGENT, httpsAgent: AGENT }

/** One SDK client per (service, location), made on first use and shared by all requests. */
export interface Clients {
  codedeploy: (location: string) => CodeDeployClient
  appconfig: (location: string) => AppConfigClient
  imagebuilder: (location: string) => ImagebuilderClient
  /** Closes every connection. */
  destroy: () => void
}

export function createClients(locations: Locations): Clients {
  const made: { destroy(): void }[] = []
  const perLocation = <C extends { destroy(): void }>(Client: new (options: ClientOptions) => C, protocol: Protocol) =>
    perKey((location) => {
      const client = new Client({ ...clientOptions(locations.named(location)), protocol, logger: LOGGER })
      made.push(client)
      return client
    })
  return {
    codedeploy: perLocation(CodeDeployClient, CompiledAwsJson),
    appconfig: perLocation(AppConfigClient, CompiledRestJson),
    imagebuilder: perLocation(ImagebuilderClient, CompiledRestJson),
    destroy: () => {
      for (const client of made) client.destroy()
    },
  }
}

// The SDK's logger of nothing, without the method that every output is filtered for, shape by shape. It keeps its class:
// the SDK tells by its name that warnings go to the console, and its credential providers call the other methods.
const LOGGER = Object.assign(new NoOpLogger(), { info: undefined })

type Protocol = typeof CompiledAwsJson | typeof CompiledRestJson
type ClientOptions = ReturnType<typeof clientOptions> & { protocol: Protocol; logger: typeof LOGGER }

// Endpoint and credentials stay out unless configured, so that AWS_ENDPOINT_URL, AWS_PROFILE and the rest of the
// environment work as they do for every SDK. https://docs.aws.amazon.com/sdkref/latest/guide/settings-reference.html
function clientOptions(location: LocationConfig) {
  const credentials = credentialsOf(location)
  return {
    region: location.region,
    ...(location.endpoint && { endpoint: location.endpoint }),
    ...(location.profile && { profile: location.profile }),
    ...(credentials && { credentials }),
    maxAttempts: 3,
    retryMode: 'standard', // "adaptive" makes healthy calls wait after a throttle
    requestHandler: HANDLER,
  }
}

function credentialsOf({ credentials, roleArn, externalId, profile, region }: LocationConfig) {
  if (credentials) return credentials
  if (!roleArn) return profile ? fromIni({ profile }) : undefined
  return fromTemporaryCredentials({
    masterCredentials: fromNodeProviderChain({ profile }),
    params: { RoleArn: roleArn, ExternalId: externalId, RoleSessionName: 'deploygraph' },
    clientConfig: { region, requestHandler: HANDLER },
  })
}
