/** One update as every transport sends it: the execution result, written once for all watchers that get the same. */
export interface Frame {
  /** The execution result as JSON, without line breaks. Shared between watchers: it must not be written to. */
  json: Buffer
  /**
   * The same for equal states of what is watched, also in another process. Empty in updates that differ by what a watcher
   * has had, those with parts and those of the feed: they cannot be resumed.
   */
  id: string
  /** That nothing follows because what is watched cannot be read: the execution result says why in its `errors`. */
  isFailure?: boolean
}

/**
 * Why a stream has ended. `complete`: the watched thing has ended, or cannot be watched; nothing follows, and clients get
 * an event that says so. `left`: the client has left. `unread`: it has stopped reading. In the other cases a client may
 * subscribe again: the credential has expired, the stream has reached its maximum age, the client is so far behind that
 * what it has missed is forgotten, or the gateway stops.
 */
export type StreamEnd = 'complete' | ClientEnd | 'expired' | 'aged' | 'behind' | 'stopping'

/** Why a transport ends a stream. */
export type ClientEnd = 'left' | 'unread'

/**
 * One subscription of one caller, as a transport uses it. The transport pulls: it calls `next` when its last write has
 * reached the client's socket, and so a slow client gets the newest state instead of a queue of old ones.
 */
export interface LiveStream {
  /**
   * The newest update that this watcher has not had: at once if there is one, otherwise when there is. Undefined: the
   * stream has ended, and `end` says why. It never rejects: failures are frames with `errors`. One call at a time.
   */
  next(): Promise<Frame | undefined>
  /**
   * Ends the stream: call it when the client has left, or does not read what it is sent, as often as you like. A pending
   * `next` gives undefined.
   */
  return(end?: ClientEnd): void
  /** Undefined while the stream goes on. */
  readonly end: StreamEnd | undefined
  /** Resolves when the stream has ended, also while nobody calls `next`. */
  readonly ended: Promise<void>
}
