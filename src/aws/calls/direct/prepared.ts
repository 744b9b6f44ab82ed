import { type UserAgentResolvedConfig, userAgentMiddleware } from '@aws-sdk/core/client'
import type { AwsSdkSigV4AuthResolvedConfig } from '@aws-sdk/core/httpAuthSchemes'
import { type EndpointResolvedConfig, endpointMiddleware, toEndpointV1 } from '@smithy/core/endpoints'
import { HttpRequest } from '@smithy/core/protocols'
import type { RetryResolvedConfig } from '@smithy/core/retry'
import type { SignatureV4CryptoInit } from '@smithy/signature-v4'
import {
  type $ClientProtocol,
  type AwsCredentialIdentity,
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
import { Signer } from './signer.ts'

/** The used part of an SDK client's configuration. Much of it is internal to the SDK, whose versions are therefore pinned. */
export interface SdkConfig
  extends RetryResolvedConfig,
    AwsSdkSigV4AuthResolvedConfig,
    Omit<EndpointResolvedConfig, 'serviceId'>,
    SerdeFunctions,
    SignatureV4CryptoInit,
    UserAgentResolvedConfig {
  protocol: $ClientProtocol<HttpRequest, HttpResponse>
  region: Provider<string>
  signingName?: string
  signingRegion?: string
  defaultSigningName: string
}

/** A command of the SDK, with what its types hide. */
export interface SdkCommand {
  input: object
  schema: StaticOperationSchema
  constructor: { getEndpointParameterInstructions(): EndpointParameterInstructions }
}

export type Prepared = Awaited<ReturnType<typeof prepare>>

/**
 * Works out once for a client what the SDK works out for each call, by the SDK's own code: by the rules for endpoints, which
 * look at the configuration alone, and the user agent, which says where the first credentials came from. `command` is any of the
 * client's.
 */
export async function prepare(config: SdkConfig, command: SdkCommand, identity: AwsCredentialIdentity) {
  const context: HandlerExecutionContext = { [SMITHY_CONTEXT_KEY]: {} }
  Object.assign(context[SMITHY_CONTEXT_KEY] ?? {}, { selectedHttpAuthScheme: { identity } })
  const instructions = command.constructor.getEndpointParameterInstructions()
  await endpointMiddleware({ config, instructions })(nothing, context)({ input: {} })
  const endpoint = trimmed(context.endpointV2 as EndpointV2)
  const scheme = endpoint.properties?.authSchemes?.[0]
  const signer = new Signer({
    credentials: config.credentials,
    region: scheme?.signingRegion ?? config.signingRegion ?? config.region,
    service: scheme?.signingName ?? config.signingName ?? config.defaultSigningName,
    sha256: config.sha256,
  })
  config.signer = async () => signer // the SDK builds another for each attempt
  const request = new HttpRequest({})
  await userAgentMiddleware(config)(nothing, context)({ input: {}, request })
  return {
    /** The protocol's options besides an operation and its input or answer. */
    serde: { ...config, endpoint: async () => toEndpointV1(endpoint) },
    /** The headers that say who calls. */
    userAgent: request.headers,
  }
}

/** The step behind one of the SDK's. */
const nothing = async () => ({ response: undefined, output: { $metadata: {} } })
