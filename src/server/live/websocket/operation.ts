import { HeaderMap } from '@apollo/server'
import type { SubscribePayload } from 'graphql-ws'
import { GatewayError } from '../../../errors.ts'
import type { ClientEnd, LiveStream, StreamEnd } from '../../../live/live-stream.ts'
import { answerBytes } from '../../execution/ahead/written.ts'
import { abortAfter } from '../../http/abort-timer.ts'
import { tooLongAnswer } from '../../http/graphql-handler.ts'
import type { OperationLoad } from '../../http/overload/overload.ts'
import type { OpenStream, Outcome, RunOperation } from '../operations.ts'
import { completeOf, errorOf } from './messages.ts'
import type { Session, Upgrade } from './session.ts'
import type { SocketWriter } from './socket-writer.ts'

/** The options of all operations of a connection. */
export interface OperationOptions {
  run: RunOperation
  writer: SocketWriter
  session: Session
  upgrade: Upgrade
  load: OperationLoad
  maxResponseBytes: number
}

/** One operation of a connection. */
export class Operation {
  readonly #id: string
  readonly #options: OperationOptions
  readonly #onOver: () => void
  readonly #left = new AbortController()
  #stream: LiveStream | undefined
  #abort = () => {}

  /** `onOver` is called before the last message of the operation is sent: then its id can be used again. */
  constructor(id: string, options: OperationOptions, onOver: () => void) {
    this.#id = id
    this.#options = options
    this.#onOver = onOver
  }

  /** Ends it without a message: the client has completed it, has left, or does not read. */
  cancel(end?: ClientEnd): void {
    this.#left.abort()
    this.#stream?.return(end)
    this.#abort()
  }

  /**
   * Runs it. A query is answered when the promise resolves, and a subscription can be watched, by the function that it
   * resolves with.
   */
  async start(payload: SubscribePayload): Promise<(() => Promise<StreamEnd>) | undefined> {
    if (this.#left.signal.aborted) return undefined
    const outcome = await this.#run(payload).catch(asAnswer)
    const isLeft = this.#left.signal.aborted
    if (outcome.kind === 'subscription') return isLeft ? undefined : () => this.#watch(outcome.open)
    // Taken all the same: its written parts would stay in memory.
    if (isLeft) answerBytes(outcome.answer.body.string)?.release(true)
    else await this.#answer(outcome.answer.body.string)
    return undefined
  }

  async #run(payload: SubscribePayload): Promise<Outcome> {
    const { run, session, upgrade, load } = this.#options
    const { identity, headers, timeoutMs } = session
    const release = await load.acquire(identity, upgrade.from)
    let stop = () => {}
    const signal = () => {
      const timer = abortAfter(timeoutMs)
      stop = timer.stop
      this.#abort = () => timer.controller.abort()
      if (this.#left.signal.aborted) this.#abort()
      return timer.controller.signal
    }
    try {
      return await run(
        { method: 'POST', search: '', headers: new HeaderMap(headers), body: bodyOf(payload) },
        { identity, timeoutMs, requestId: upgrade.requestId, signal },
      )
    } finally {
      stop()
      release()
    }
  }

  /** A result has `data`; errors without it are those of an operation that was not executed. */
  async #answer(json: string): Promise<void> {
    const { writer, maxResponseBytes, load } = this.#options
    const written = answerBytes(json)
    const bytes = written?.bytes ?? Buffer.from(json)
    const errors =
      bytes.length > maxResponseBytes
        ? errorsOf(new GatewayError('RESPONSE_TOO_LARGE', tooLongAnswer(bytes.length, maxResponseBytes)))
        : requestErrors(bytes, json)
    if (errors === undefined) {
      const release = load.countUnsent(bytes.length)
      await writer.sendResult(this.#id, bytes)
      release()
    }
    written?.release(!this.#left.signal.aborted)
    if (errors === undefined && this.#left.signal.aborted) return
    this.#onOver()
    await writer.send(errors === undefined ? completeOf(this.#id) : errorOf(this.#id, errors))
  }

  /** Sends one update after the other: the next is made when the last one has left. */
  async #watch(open: OpenStream): Promise<StreamEnd> {
    const stream = await open(this.#left.signal)
    this.#stream = stream
    if (this.#left.signal.aborted) stream.return()
    for (let frame = await stream.next(); frame; frame = await stream.next()) {
      const errors = frame.isFailure ? requestErrors(frame.json, frame.json.toString()) : undefined
      if (errors !== undefined) {
        this.#onOver()
        await this.#options.writer.send(errorOf(this.#id, errors))
        stream.return()
        return 'complete'
      }
      await this.#options.writer.sendResult(this.#id, frame.json)
    }
    if (stream.end === 'complete') {
      this.#onOver()
      await this.#options.writer.send(completeOf(this.#id))
    }
    return stream.end ?? 'complete'
  }
}

/** A request's body. Clients send null for what they do not send, and an empty query with the id of a persisted one. */
function bodyOf(payload: SubscribePayload & { documentId?: unknown }): object {
  const { documentId, extensions } = payload
  const isNamed = documentId !== undefined || (extensions !== undefined && extensions !== null)
  const isSent = ([name, value]: [string, unknown]) =>
    value !== null && value !== undefined && (value !== '' || (name === 'query' && !isNamed))
  return Object.fromEntries(Object.entries(payload).filter(isSent))
}

/** The errors of an answer without data, as JSON. */
function requestErrors(bytes: Buffer, json: string): string | undefined {
  if (!json.startsWith('{"errors":')) return undefined
  const answer: { errors: unknown; data?: unknown } = JSON.parse(bytes.toString())
  return 'data' in answer ? undefined : JSON.stringify(answer.errors)
}

const errorsOf = ({ message, code, retryable, retryAfterMs }: GatewayError) =>
  JSON.stringify([{ message, extensions: { code, retryable, retryAfterMs } }])

/** The answer to an operation that a limit refuses. */
function asAnswer(error: unknown): Outcome {
  if (!(error instanceof GatewayError)) throw error
  const string = `{"errors":${errorsOf(error)}}`
  return { kind: 'answer', answer: { headers: new HeaderMap(), body: { kind: 'complete', string } } }
}
