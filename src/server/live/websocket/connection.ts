import { MessageType, type SubscribePayload } from 'graphql-ws'
import type { RawData, WebSocket } from 'ws'
import type { Config } from '../../../config.ts'
import type { ClientEnd, StreamEnd } from '../../../live/live-stream.ts'
import type { Time } from '../../../live/timers.ts'
import { sizeObjection } from '../../http/json-body.ts'
import type { RunOperation } from '../operations.ts'
import * as closings from './close-codes.ts'
import { Heartbeat } from './heartbeat.ts'
import { ACK, messageOf, pongOf } from './messages.ts'
import { Operation } from './operation.ts'
import { establishSession, type Session, type SessionOptions, type Upgrade } from './session.ts'
import { SocketWriter } from './socket-writer.ts'
import { StartQueue } from './start-queue.ts'

// How long a client may take to initialise its connection.
const INIT_MS = 5_000

// What setTimeout takes: longer waits would end at once.
const MAX_WAIT_MS = 2 ** 31 - 1

// Other ends of a stream leave the socket open.
const CLOSED_AT: Partial<Record<StreamEnd, closings.Closing>> = {
  expired: closings.EXPIRED,
  aged: closings.AGED,
  behind: closings.BEHIND,
  stopping: closings.STOPPING,
}

/** The options of all connections. */
export interface ConnectionOptions extends SessionOptions, Time {
  run: RunOperation
  config: Pick<Config, 'requestTimeoutMs' | 'maxResponseBytes'>
  /** Counts a socket of a caller, until the returned function is called; a `Closing` if there are too many. */
  admit: (session: Session) => (() => void) | closings.Closing
}

/**
 * One socket, which speaks graphql-transport-ws. The library's own server is not used, because it would execute and write
 * each update for each watcher. https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md
 */
export class Connection {
  readonly #socket: WebSocket
  readonly #upgrade: Upgrade
  readonly #options: ConnectionOptions
  readonly #writer: SocketWriter
  readonly #heartbeat: Heartbeat
  readonly #queue: StartQueue
  readonly #operations = new Map<string, Operation>()
  /** Called when the socket is closed. */
  readonly #undo: (() => void)[] = []
  #isInitialised = false
  #session: Session | undefined

  constructor(socket: WebSocket, upgrade: Upgrade, options: ConnectionOptions) {
    this.#socket = socket
    this.#upgrade = upgrade
    this.#options = options
    this.#writer = new SocketWriter(socket, upgrade.connection)
    this.#heartbeat = new Heartbeat(socket, options.timers, this.#writer.unread, {
      onFlood: () => this.close(closings.TOO_MANY_MESSAGES),
      onUnread: () => this.#end('unread'),
    })
    this.#queue = new StartQueue(socket)
    const late = () => {
      if (!this.#isInitialised) this.close(closings.INITIALISED_TOO_LATE)
    }
    this.#undo.push(() => this.#heartbeat.stop(), options.timers.after(INIT_MS, late))
    socket.on('message', (data, isBinary) => this.#receive(data, isBinary))
    socket.once('close', () => this.#end())
  }

  /** Closes the socket, and ends all of its operations. */
  close({ code, reason }: closings.Closing): void {
    if (this.#socket.readyState !== this.#socket.OPEN) return
    this.#end()
    this.#socket.resume()
    this.#socket.close(code, reason)
  }

  #end(end?: ClientEnd): void {
    for (const undo of this.#undo.splice(0)) undo()
    for (const operation of this.#operations.values()) operation.cancel(end)
    this.#operations.clear()
  }

  #receive(data: RawData, isBinary: boolean): void {
    if (this.#socket.readyState !== this.#socket.OPEN) return
    this.#heartbeat.count()
    const objection = this.#handle(isBinary ? '' : String(data))
    if (objection) this.close(objection)
  }

  /** Does what a message says; returns why the socket has to be closed instead. */
  #handle(text: string): closings.Closing | undefined {
    if (sizeObjection(text) !== undefined) return closings.TOO_COMPLEX
    const message = messageOf(text)
    switch (message?.type) {
      case MessageType.ConnectionInit:
        if (this.#isInitialised) return closings.INITIALISED_TWICE
        this.#isInitialised = true
        void this.#initialise(message.payload ?? {})
        return undefined
      case MessageType.Ping:
        this.#writer.sendIfRead(pongOf(message.payload))
        return undefined
      case MessageType.Pong:
        return undefined
      case MessageType.Subscribe:
        return this.#subscribe(message.id, message.payload)
      case MessageType.Complete:
        this.#operations.get(message.id)?.cancel()
        this.#operations.delete(message.id)
        return undefined
      default:
        return closings.INVALID_MESSAGE
    }
  }

  async #initialise(params: Record<string, unknown>): Promise<void> {
    const session = await establishSession(params, this.#upgrade, this.#options)
    if (this.#socket.readyState !== this.#socket.OPEN) return
    if ('code' in session) return this.close(session)
    const release = this.#options.admit(session)
    if (typeof release !== 'function') return this.close(release)
    this.#undo.push(release)
    const { expiresAt } = session.identity ?? {}
    if (expiresAt !== undefined) {
      const { clock, timers } = this.#options
      const ms = Math.min(MAX_WAIT_MS, Math.max(0, expiresAt - clock()))
      this.#undo.push(timers.after(ms, () => this.close(closings.EXPIRED)))
    }
    this.#session = session
    await this.#writer.send(ACK)
  }

  #subscribe(id: string, payload: SubscribePayload): closings.Closing | undefined {
    const session = this.#session
    if (!session) return closings.NOT_INITIALISED
    if (this.#operations.has(id)) return closings.DUPLICATE_ID
    const { run, load, config } = this.#options
    const { maxResponseBytes } = config
    const options = { ...{ run, load, maxResponseBytes }, session, writer: this.#writer }
    const operation: Operation = new Operation(id, { ...options, upgrade: this.#upgrade }, () => {
      if (this.#operations.get(id) === operation) this.#operations.delete(id)
    })
    this.#operations.set(id, operation)
    const fail = (error: unknown) => {
      this.#options.log.error({ err: error, requestId: this.#upgrade.requestId }, 'operation failed')
      this.close(closings.FAILED)
    }
    this.#queue.add(() => operation.start(payload).then((watch) => void this.#watch(watch).catch(fail), fail))
    return undefined
  }

  async #watch(watch: (() => Promise<StreamEnd>) | undefined): Promise<void> {
    const end = await watch?.()
    const closing = end && CLOSED_AT[end]
    if (closing) this.close(closing)
  }
}
