import type { Socket } from 'node:net'
import type { WebSocket } from 'ws'
import { Unread } from '../unread.ts'
import { NEXT_END, nextStart } from './messages.ts'

// A client that reads no more gets no more answers to its pings.
const MAX_BUFFERED_BYTES = 64_000

/** Writes messages to a socket. The promises resolve when the operating system has taken a message, or there is no socket any more. */
export class SocketWriter {
  readonly #socket: WebSocket
  readonly #connection: Socket
  /** The texts that were sent and have not been taken, but for those that may be left out. */
  readonly unread = new Unread()

  /** `connection` is what the socket writes to. */
  constructor(socket: WebSocket, connection: Socket) {
    this.#socket = socket
    this.#connection = connection
  }

  send(text: string): Promise<void> {
    return new Promise((resolve) => this.#socket.send(text, this.#whenTaken(text.length, resolve)))
  }

  /** Sends a text that may be left out, unless much is unread. */
  sendIfRead(text: string): void {
    if (this.#socket.bufferedAmount < MAX_BUFFERED_BYTES) this.#socket.send(text)
  }

  /** Sends a result that is JSON already. Its bytes are a frame of their own, so that all watchers share them. */
  sendResult(id: string, json: Buffer): Promise<void> {
    return new Promise((resolve) => {
      this.#connection.cork()
      this.#socket.send(nextStart(id), { fin: false })
      this.#socket.send(json, { binary: false, fin: false })
      this.#socket.send(NEXT_END, this.#whenTaken(json.length, resolve))
      this.#connection.uncork()
    })
  }

  #whenTaken(length: number, resolve: () => void): () => void {
    this.unread.written(length)
    return () => {
      this.unread.taken(length)
      resolve()
    }
  }
}
