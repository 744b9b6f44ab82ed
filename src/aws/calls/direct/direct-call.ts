import { AwsSdkSigV4Signer } from '@aws-sdk/core/httpAuthSchemes'
import { httpSigningMiddleware } from '@smithy/core'
import type { HttpRequest } from '@smithy/core/protocols'
import { retryMiddleware } from '@smithy/core/retry'
import { operation } from '@smithy/core/schema'
import {
  type $OperationSchema,
  type AwsCredentialIdentity,
  type FinalizeHandler,
  type HeaderBag,
  type MetadataBearer,
  SMITHY_CONTEXT_KEY,
} from '@smithy/types'
import { type Credentials, renewing } from '../credentials.ts'
import { attemptInTurn } from '../middleware.ts'
import type { Limit } from '../queue.ts'
import { withResponse } from './connection-errors.ts'
import { createAgent, exchange } from './exchange.ts'
import { type Prepared, prepare, type SdkCommand, type SdkConfig } from './prepared.ts'

/** State shared by the calls of a client. */
export interface Sending {
  limit: Pick<Limit, 'rate' | 'breaker'>
  credentials: Credentials
  /** How long one attempt may take, to its last byte. */
  awsCallTimeoutMs: number
}

/**
 * Makes an SDK client send without the SDK's middleware stack, which takes more CPU than all the rest of a call: it is put
 * together again for each. Configuration, credentials, endpoint, protocol, and the steps that retry and sign stay the SDK's
 * own; docs/performance.md lists what is lost. Middleware that was added to the client's stack has no effect.
 */
export function callDirectly(client: { config: unknown; destroy(): void }, sending: Sending): void {
  const { limit, credentials, awsCallTimeoutMs: timeoutMs } = sending
  const config = client.config as SdkConfig
  const agent = createAgent(timeoutMs)
  const destroy = client.destroy.bind(client)
  let prepared: Promise<Prepared> | undefined

  async function sendAs(identity: AwsCredentialIdentity, command: SdkCommand, signal: AbortSignal | undefined) {
    prepared ??= prepare(config, command, identity).catch((error) => {
      prepared = undefined
      throw error
    })
    const { serde, userAgent } = await prepared
    const operation = operationOf(command)
    const request = await config.protocol.serializeRequest(operation, command.input, serde)
    addHeaders(request, userAgent)

    const signingProperties = { config, context: {} }
    const selectedHttpAuthScheme = { identity, signer: CORRECTING_SIGNER, httpAuthOption: { signingProperties } }
    const context: object = { [SMITHY_CONTEXT_KEY]: { abortSignal: signal, selectedHttpAuthScheme } }
    const send: Step = async (args) => {
      const response = await exchange(agent, args.request as HttpRequest, { signal, timeoutMs })
      const reading = config.protocol.deserializeResponse<MetadataBearer>(operation, serde, response)
      const output = await reading.catch((error) => {
        throw withResponse(error, response)
      })
      return { response, output }
    }
    const sign: Step = httpSigningMiddleware<object, MetadataBearer>(config)(send, context)
    const attempt: Step = (args) => attemptInTurn(limit, args.request, signal, () => sign(args))
    const { output } = await retryMiddleware(config)(attempt, context)({ input: command.input, request })
    return output
  }

  Object.assign(client, {
    /** Resolves to the operation's output. Rejects as the SDK's `send` does, but for the code of an answer that is not HTTP. */
    send(command: SdkCommand, options?: { abortSignal?: AbortSignal }): Promise<MetadataBearer> {
      let identity: AwsCredentialIdentity | undefined
      const sendOnce = async () => {
        identity = await config.credentials({})
        return sendAs(identity, command, options?.abortSignal)
      }
      return renewing(credentials, sendOnce, () => identity)
    },
    destroy() {
      void agent.destroy()
      destroy()
    },
  })
}

type Step = FinalizeHandler<object, MetadataBearer>

// Signs with the configuration's signer, by the clock that it corrects by the Date of answers.
const CORRECTING_SIGNER = new AwsSdkSigV4Signer()

const operationOf = ({ schema: [, namespace, name, traits, input, output] }: SdkCommand) =>
  operation(namespace, name, traits, input, output) as $OperationSchema

/** Adds what the SDK has a step for each of. A body becomes the bytes whose length they tell. */
function addHeaders(request: HttpRequest, userAgent: HeaderBag): void {
  const { headers, hostname, port } = request
  Object.assign(headers, userAgent)
  headers.host ??= port === undefined ? hostname : `${hostname}:${port}`
  if (typeof request.body === 'string') request.body = Buffer.from(request.body)
  if (request.body) headers['content-length'] ??= String(request.body.byteLength)
}
