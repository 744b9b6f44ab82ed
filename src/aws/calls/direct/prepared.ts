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

/** What is used of an SDK client's configuration. Much of it is internal to the SDK, whose versions are pinned for it. */
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

/** The step behind one of the SDK's. */
const nothing = async () => ({ response: undefined, output: { $metadata: {} } })

/** Where calls go, and what they are signed for. */
export interface Resolved {
  region: string
  /** By its signing name. */
  service: string
  /** For the user agent. */
  features: unknown
  /** Whether the clock is corrected by the Date of answers: AWS_DISABLE_CLOCK_SKEW_CORRECTION. */
  correctsClock: boolean
}

/** What is worked out once for a client, by the SDK's own code. */
export class Prepared {
  /** What the protocol is told beside an operation and its input or answer. */
  readonly serde: SdkConfig & HandlerExecutionContext
  readonly #config: SdkConfig
  readonly #operations = new WeakMap<StaticOperationSchema, $OperationSchema>()
  readonly #userAgents = new WeakMap<AwsCredentialIdentity, Promise<Record<string, string>>>()
  #endpoint: Promise<Resolved> | undefined

  constructor(config: SdkConfig) {
    this.#config = config
    this.serde = { ...config }
  }

  /** The endpoint by the rules of the service. They look at configuration alone; where they fail they are asked again. */
  endpoint(command: SdkCommand): Promise<Resolved> {
    this.#endpoint ??= this.#resolve(command).catch((error) => {
      this.#endpoint = undefined
      throw error
    })
    return this.#endpoint
  }

  async #resolve(command: SdkCommand): Promise<Resolved> {
    const context: HandlerExecutionContext = { [SMITHY_CONTEXT_KEY]: {} }
    const instructions = command.constructor.getEndpointParameterInstructions()
    await endpointMiddleware({ config: this.#config, instructions })(nothing, context)({ input: {} })
    const endpoint = trimmed(context.endpointV2 as EndpointV2)
    const scheme = endpoint.properties?.authSchemes?.[0]
    this.serde.endpoint = async () => toEndpointV1(endpoint)
    return {
      region: scheme?.signingRegion ?? this.#config.signingRegion ?? (await this.#config.region()),
      service: scheme?.signingName ?? this.#config.signingName ?? this.#config.defaultSigningName,
      features: context[SMITHY_CONTEXT_KEY]?.features,
      correctsClock: !(await this.#config.disableClockSkewCorrection()),
    }
  }

  /** The headers that say who calls: they name where the credentials came from. */
  userAgent(identity: AwsCredentialIdentity, features: Resolved['features']): Promise<Record<string, string>> {
    const known = this.#userAgents.get(identity)
    if (known) return known
    const request = new HttpRequest({})
    const context: object = { [SMITHY_CONTEXT_KEY]: { features, selectedHttpAuthScheme: { identity } } }
    const told = userAgentMiddleware(this.#config)(nothing, context)
    const headers = told({ input: {}, request }).then(() => request.headers)
    this.#userAgents.set(identity, headers)
    return headers
  }

  /** An operation as the protocol wants it. */
  operation(schema: StaticOperationSchema): $OperationSchema {
    const known = this.#operations.get(schema)
    if (known) return known
    const [, namespace, name, traits, input, output] = schema
    const made = operation(namespace, name, traits, input, output) as $OperationSchema
    this.#operations.set(schema, made)
    return made
  }
}
