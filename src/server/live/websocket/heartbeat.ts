import type { WebSocket } from 'ws'
import type { Timers } from '../../../live/timers.ts'
import { HEARTBEAT_MS } from '../send-stream.ts'
import type { Unread } from '../unread.ts'

// An update may take as long as this to arrive, and the pong is behind it.
const MAX_SILENT_BEATS = 2
// What a client sends is not read while its operations are under way, which have a limit of time of their own.
const MAX_PAUSED_BEATS = 12

// So many messages a client may send between two heartbeats.
const MAX_MESSAGES = 5_000

/** The behaviour of a client that ends its connection. */
export interface HeartbeatEvents {
  /** It sends more messages than it may. */
  onFlood: () => void
  /** It does not read what it is sent. The socket is terminated then. */
  onUnread: () => void
}

/** Pings a client, and terminates the socket when it does not answer. Without that, a dead one would stay for hours. */
export class Heartbeat {
  readonly #socket: WebSocket
  readonly #timers: Timers
  #silentBeats = 0
  #messages = 0
  readonly #unread: Unread
  readonly #events: HeartbeatEvents
  #cancel = () => {}

  /** `unread`: what the client was sent. */
  constructor(socket: WebSocket, timers: Timers, unread: Unread, events: HeartbeatEvents) {
    this.#socket = socket
    this.#timers = timers
    this.#unread = unread
    this.#events = events
    socket.on('pong', () => this.count())
    socket.on('ping', () => this.count())
    this.#later()
  }

  /** Counts a message of the client, which shows that it lives. */
  count(): void {
    this.#silentBeats = 0
    if (++this.#messages > MAX_MESSAGES) this.#events.onFlood()
  }

  stop(): void {
    this.#cancel()
  }

  #later(): void {
    this.#cancel = this.#timers.after(HEARTBEAT_MS, () => this.#beat())
  }

  #beat(): void {
    this.#messages = 0
    const most = this.#socket.isPaused ? MAX_PAUSED_BEATS : MAX_SILENT_BEATS
    if (this.#unread.hasReadOn()) this.#silentBeats = 0 // its pong is behind what it reads
    if (this.#unread.beat()) {
      this.#events.onUnread()
      this.#socket.terminate()
    } else if (++this.#silentBeats > most) this.#socket.terminate()
    else {
      this.#socket.ping()
      this.#later()
    }
  }
}
