import type { HttpRequest } from '@smithy/core/protocols'
import { retryMiddleware } from '@smithy/core/retry'
import {
  type AwsCredentialIdentity,
  type FinalizeHandler,
  type MetadataBearer,
  SMITHY_CONTEXT_KEY,
} from '@smithy/types'
import { type Credentials, renewing } from '../credentials.ts'
import { attemptInTurn } from '../middleware.ts'
import type { Limit } from '../queue.ts'
import { Clock } from './clock.ts'
import { withResponse } from './connection-errors.ts'
import { createAgent, exchange } from './exchange.ts'
import { operationOf, prepare, type Resolved, type SdkCommand, type SdkConfig } from './prepared.ts'
import { Signer } from './signer.ts'

/** State shared by the calls of a client. */
export interface Sending {
  limit: Pick<Limit, 'rate' | 'breaker'>
  credentials: Credentials
  /** How long one attempt may take, to its last byte. */
  awsCallTimeoutMs: number
}

/**
 * Makes an SDK client send without the SDK's middleware stack, which takes more CPU than all the rest of a call: it is put
 * together again for each. Configuration, credentials, endpoint, protocol, retries and the correction of the clock stay the
 * SDK's own; docs/performance.md lists what is lost. Middleware that was added to the client's stack has no
 * effect.
 */
export function callDirectly(client: { config: unknown; destroy(): void }, sending: Sending): void {
  const direct = new DirectCalls(client.config as SdkConfig, sending)
  const destroy = client.destroy.bind(client)
  Object.defineProperties(client, {
    send: {
      value: (command: SdkCommand, options?: { abortSignal?: AbortSignal }) =>
        direct.send(command, options?.abortSignal),
    },
    destroy: {
      value: () => {
        direct.destroy()
        destroy()
      },
    },
  })
}

class DirectCalls {
  readonly #config: SdkConfig
  readonly #sending: Sending
  readonly #resolved: ReturnType<typeof prepare>
  readonly #signer = new Signer()
  readonly #agent: ReturnType<typeof createAgent>

  constructor(config: SdkConfig, sending: Sending) {
    this.#config = config
    this.#sending = sending
    this.#resolved = prepare(config)
    this.#agent = createAgent(sending.awsCallTimeoutMs)
  }

  /** Resolves to the operation's output. Rejects with the same errors as the SDK's `send`. */
  send(command: SdkCommand, signal: AbortSignal | undefined): Promise<MetadataBearer> {
    let identity: AwsCredentialIdentity | undefined
    const send = async () => {
      identity = await this.#config.credentials({})
      return this.#sendAs(identity, command, signal)
    }
    return renewing(this.#sending.credentials, send, () => identity)
  }

  async #sendAs(identity: AwsCredentialIdentity, command: SdkCommand, signal: AbortSignal | undefined) {
    const resolved = await this.#resolved(command)
    const operation = operationOf(command.schema)
    const request = await this.#config.protocol.serializeRequest(operation, command.input, resolved.serde)
    Object.assign(request.headers, await resolved.userAgent(identity))
    request.headers.host ??= request.port === undefined ? request.hostname : `${request.hostname}:${request.port}`
    if (typeof request.body === 'string') request.body = Buffer.from(request.body)
    if (request.body) request.headers['content-length'] ??= String(request.body.byteLength)
    const attempt: FinalizeHandler<object, MetadataBearer> = async () => {
      const once = () => this.#attempt(request, operation, resolved, signal)
      return { response: undefined, output: await attemptInTurn(this.#sending.limit, request, signal, once) }
    }
    const context = { [SMITHY_CONTEXT_KEY]: { abortSignal: signal } }
    const { output } = await retryMiddleware(this.#config)(attempt, context)({ input: command.input, request })
    return output
  }

  async #attempt(
    request: HttpRequest,
    operation: ReturnType<typeof operationOf>,
    { region, service, serde, correctsClock }: Resolved,
    signal: AbortSignal | undefined,
  ): Promise<MetadataBearer> {
    const credentials = await this.#config.credentials()
    const clock = new Clock(this.#config, correctsClock)
    const headers = this.#signer.sign(request, credentials, { region, service, now: clock.now })
    try {
      const bounds = { signal, timeoutMs: this.#sending.awsCallTimeoutMs }
      const response = await exchange(this.#agent, Object.assign({}, request, { headers }), bounds)
      const reading = this.#config.protocol.deserializeResponse<MetadataBearer>(operation, serde, response)
      const output = await reading.catch((error) => {
        throw withResponse(error, response)
      })
      clock.onAnswer(response)
      return output
    } catch (error) {
      return clock.onError(error as Error)
    }
  }

  destroy(): void {
    void this.#agent.destroy()
  }
}
