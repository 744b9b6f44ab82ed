import { userAgentMiddleware } from '@aws-sdk/core/client'
import type { AwsSdkSigV4AuthResolvedConfig } from '@aws-sdk/core/httpAuthSchemes'
import { type EndpointResolvedConfig, endpointMiddleware, toEndpointV1 } from '@smithy/core/endpoints'
import { HttpRequest } from '@smithy/core/protocols'
import type { RetryResolvedConfig } from '@smithy/core/retry'
import { operation } from '@smithy/core/schema'
import {
  type $ClientProtocol,
  type $OperationSchema,
  type AwsCredentialIdentity,
  type Endpoint,
  type EndpointParameterInstructions,
  type EndpointV2,
  type HandlerExecutionContext,
  type HttpResponse,
  type Provider,
  type SerdeFunctions,
  SMITHY_CONTEXT_KEY,
  type StaticOperationSchema,
} from '@smithy/types'
import { trimmed } from '../endpoint.ts'

/** The used part of an SDK client's configuration. Much of it is internal to the SDK, whose versions are therefore pinned. */
export interface SdkConfig
  extends RetryResolvedConfig,
    AwsSdkSigV4AuthResolvedConfig,
    Omit<EndpointResolvedConfig, 'serviceId'>,
    SerdeFunctions,
    UserAgentConfig {
  protocol: $ClientProtocol<HttpRequest, HttpResponse>
  region: Provider<string>
  signingName?: string
  signingRegion?: string
  defaultSigningName: string
}

type UserAgentConfig = Parameters<typeof userAgentMiddleware>[0]

/** A command of the SDK, with what its types hide. */
export interface SdkCommand {
  input: object
  schema: StaticOperationSchema
  constructor: { getEndpointParameterInstructions(): EndpointParameterInstructions }
}

/** Where calls go, and what they are signed for. */
export interface Resolved {
  region: string
  /** By its signing name. */
  service: string
  /** The protocol's options besides an operation and its input or answer. */
  serde: SdkConfig & { endpoint: Provider<Endpoint> }
  /** Whether the clock is corrected by the Date of answers: AWS_DISABLE_CLOCK_SKEW_CORRECTION. */
  correctsClock: boolean
  /** The headers that say who calls: they name where the credentials came from. */
  userAgent: (identity: AwsCredentialIdentity) => Promise<Record<string, string>>
}

/**
 * Works out once for a client what the SDK works out for each call, by the SDK's own code: by the rules for endpoints, which
 * look at the configuration alone. Where they fail they are asked again. `command` is any of the client's.
 */
export function prepare(config: SdkConfig): (command: SdkCommand) => Promise<Resolved> {
  let resolved: Promise<Resolved> | undefined
  return (command) => {
    resolved ??= resolve(config, command.constructor.getEndpointParameterInstructions()).catch((error) => {
      resolved = undefined
      throw error
    })
    return resolved
  }
}

async function resolve(config: SdkConfig, instructions: EndpointParameterInstructions): Promise<Resolved> {
  const context: HandlerExecutionContext = { [SMITHY_CONTEXT_KEY]: {} }
  await endpointMiddleware({ config, instructions })(nothing, context)({ input: {} })
  const endpoint = trimmed(context.endpointV2 as EndpointV2)
  const scheme = endpoint.properties?.authSchemes?.[0]
  const features = context[SMITHY_CONTEXT_KEY]?.features
  return {
    region: scheme?.signingRegion ?? config.signingRegion ?? (await config.region()),
    service: scheme?.signingName ?? config.signingName ?? config.defaultSigningName,
    serde: { ...config, endpoint: async () => toEndpointV1(endpoint) },
    correctsClock: !(await config.disableClockSkewCorrection()),
    userAgent: perObject(async (identity) => {
      const request = new HttpRequest({})
      const from: object = { [SMITHY_CONTEXT_KEY]: { features, selectedHttpAuthScheme: { identity } } }
      await userAgentMiddleware(config)(nothing, from)({ input: {}, request })
      return request.headers
    }),
  }
}

/** The step behind one of the SDK's. */
const nothing = async () => ({ response: undefined, output: { $metadata: {} } })

/** One value per object, made on first use and as long-lived as the object; a promise that is rejected is made again. */
function perObject<Key extends object, Value>(make: (key: Key) => Value): (key: Key) => Value {
  const made = new WeakMap<Key, Value>()
  return (key) => {
    const cached = made.get(key)
    if (cached !== undefined) return cached
    const value = make(key)
    made.set(key, value)
    if (value instanceof Promise) value.catch(() => made.delete(key))
    return value
  }
}

/** An operation as the protocol wants it. */
export const operationOf = perObject(
  ([, namespace, name, traits, input, output]: StaticOperationSchema): $OperationSchema =>
    operation(namespace, name, traits, input, output) as $OperationSchema,
)
