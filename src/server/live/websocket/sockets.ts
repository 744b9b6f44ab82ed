import type { Config } from '../../../config.ts'
import { endSpread } from '../../../live/spread.ts'
import { type Closing, STOPPING, tooManySockets } from './close-codes.ts'
import type { Connection } from './connection.ts'
import type { Session } from './session.ts'

/** The open sockets: as many as there may be subscriptions, in all and for each caller with a name. */
export class Sockets {
  readonly #limits: Pick<Config, 'maxSubscriptions' | 'maxSubscriptionsPerCaller'>
  readonly #connections = new Set<Connection>()
  readonly #bySubject = new Map<string, number>()
  #isStopping = false

  constructor(limits: Pick<Config, 'maxSubscriptions' | 'maxSubscriptionsPerCaller'>) {
    this.#limits = limits
  }

  get size(): number {
    return this.#connections.size
  }

  /** Why no socket can be opened now; undefined if one can. */
  objection(): string | undefined {
    if (this.#isStopping) return 'The gateway is stopping: connect again.'
    return this.size >= this.#limits.maxSubscriptions ? 'Too many WebSockets are open, retry later.' : undefined
  }

  /** Counts a connection; the returned function is called when it is closed. */
  add(connection: Connection): () => void {
    this.#connections.add(connection)
    return () => void this.#connections.delete(connection)
  }

  /** Counts a socket of a caller, until the returned function is called; a `Closing` if there are too many. */
  admit({ identity }: Session): (() => void) | Closing {
    if (!identity) return () => {}
    const { subject } = identity
    const { maxSubscriptionsPerCaller: max } = this.#limits
    const count = this.#bySubject.get(subject) ?? 0
    if (count >= max) return tooManySockets(max)
    this.#bySubject.set(subject, count + 1)
    return () => {
      const left = (this.#bySubject.get(subject) ?? 1) - 1
      if (left > 0) this.#bySubject.set(subject, left)
      else this.#bySubject.delete(subject)
    }
  }

  /** Closes all sockets, one after the other over so many milliseconds, and opens no more. */
  async stop(delayMs: number): Promise<void> {
    const close = (connection: Connection) => {
      this.#connections.delete(connection) // it takes a moment
      connection.close(STOPPING)
    }
    await endSpread(this.#connections, delayMs, close)
    this.#isStopping = true
  }
}
