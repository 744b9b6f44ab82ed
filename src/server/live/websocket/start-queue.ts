import type { WebSocket } from 'ws'

// About as many requests as a browser makes at once.
const MAX_STARTING = 10

/**
 * Starts so many operations of a socket at once. While others wait, nothing more is read from it, so that only those wait
 * that have arrived together.
 */
export class StartQueue {
  readonly #socket: WebSocket
  readonly #waiting: (() => Promise<void>)[] = []
  #starting = 0

  constructor(socket: WebSocket) {
    this.#socket = socket
  }

  /** Calls `start` when there is room; the promise that it returns makes room for the next one, and does not reject. */
  add(start: () => Promise<void>): void {
    if (this.#starting < MAX_STARTING) return void this.#run(start)
    this.#waiting.push(start)
    this.#socket.pause()
  }

  async #run(start: () => Promise<void>): Promise<void> {
    this.#starting++
    await start()
    this.#starting--
    const next = this.#waiting.shift()
    if (next) void this.#run(next)
    else if (this.#socket.isPaused) this.#socket.resume()
  }
}
