import type { TypedDocumentString } from '../generated/graphql.ts'
import { answered } from './connection.ts'
import { forgetFailure, noteFailure } from './failures.ts'
import { watch } from './socket.ts'
import { noteStale, type StalePart } from './stale.ts'

const POLL_MS = 5_000
const HIDDEN_MS = 30_000
// While the socket is open, the same is also asked for this often: the feed sends nothing while nothing changes.
const QUIET_MS = 30_000

export interface Followed<Data, Variables extends object> {
  document: TypedDocumentString<Data, Variables>
  variables: Variables
  /** Takes an update of the subscription, and its parts that AWS could not be asked for. */
  next: (data: Data, stale: readonly StalePart[]) => void
  /** Reads the same with a query: at the start, and every five seconds while there is no socket. */
  poll: () => Promise<void>
}

/**
 * Keeps something up to date: by the socket, or by polling where sockets are blocked. Both rest 30 s after the tab is
 * hidden and go on when it is shown again. The returned function ends it; `again` in it asks at once.
 */
export function follow<Data, Variables extends object>(followed: Followed<Data, Variables>) {
  const key = JSON.stringify([String(followed.document), followed.variables])
  let isOver = false
  let isWatched = false
  let tries = 0
  let triedAt = 0
  let stopWatching = () => {}
  let timer: number | undefined
  let hiding: number | undefined

  const ask = async () => {
    clearTimeout(timer)
    try {
      await followed.poll()
      if (isOver) return
      answered(isWatched ? 'live' : 'polling')
      forgetFailure(key)
      if (!isWatched) open()
      timer = setTimeout(ask, isWatched ? QUIET_MS : POLL_MS)
      const wasLost = tries > 0
      tries = 0
      if (wasLost) askAgain() // what else has no answer need not wait for its turn
    } catch (error) {
      if (isOver) return
      const wait = noteFailure(key, error, tries++)
      if (wait > 0) timer = setTimeout(ask, wait)
    }
  }

  const open = () => {
    if (triedAt > 0 && Date.now() - triedAt < POLL_MS) return
    triedAt = Date.now()
    stopWatching()
    let isThis = true
    const stop = watch(
      followed.document,
      followed.variables,
      (data, stale) => {
        if (!isThis || isOver) return
        isWatched = true
        noteStale(stale)
        followed.next(data, stale)
      },
      () => {
        if (!isThis || isOver) return
        isThis = false
        if (isWatched) void ask()
        isWatched = false
      },
    )
    stopWatching = () => {
      isThis = false
      stop()
    }
  }

  const rest = () => {
    clearTimeout(timer)
    stopWatching()
    isWatched = false
    triedAt = 0
  }

  const visibility = () => {
    clearTimeout(hiding)
    if (document.hidden) hiding = setTimeout(rest, HIDDEN_MS)
    else if (!isWatched) void ask()
  }

  const again = () => void ask()
  document.addEventListener('visibilitychange', visibility)
  addEventListener('board:again', again)
  void ask()
  return () => {
    isOver = true
    clearTimeout(hiding)
    rest()
    forgetFailure(key)
    document.removeEventListener('visibilitychange', visibility)
    removeEventListener('board:again', again)
  }
}

/** Asks at once for everything that is followed: "Try now", and after somebody has signed in. */
export const askAgain = (): void => void dispatchEvent(new Event('board:again'))
