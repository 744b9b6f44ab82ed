import type { FrameSource } from './frames.ts'
import type { Frame } from './live-stream.ts'
import { PulledStream } from './pulled-stream.ts'
import type { Watched } from './watched.ts'

/** One watcher of a thing. It remembers which states it had last, and no update. */
export class Watcher extends PulledStream {
  readonly #watched: Watched
  readonly #source: FrameSource
  #seen = 0
  /** The newest state whose parts it has been sent. */
  #known = 0
  /** Whether there is an update that it has not had. */
  #isBehind = true

  /** `onLeave` is called once, when the watcher has left. With the id of the newest state, that is not sent again. */
  constructor(watched: Watched, source: FrameSource, onLeave: () => void, lastEventId?: string) {
    super(() => {
      unlisten()
      onLeave()
    })
    this.#watched = watched
    this.#source = source
    if (lastEventId === watched.id && !watched.hasFailed && !source.hasParts) this.#had(watched.version)
    const unlisten = watched.listen(() => this.#update())
  }

  /** Counted when it happens, since a client that has stopped reading may never ask for the next update. */
  #update(): void {
    if (this.#isBehind) this.counts.conflated++
    this.#isBehind = true
    this.wake()
  }

  #had(version: number): void {
    this.#seen = version
    this.#isBehind = false
  }

  protected pull(): Promise<Frame> | undefined {
    const { version } = this.#watched
    if (version === this.#seen) {
      if (this.#watched.isOverFor(this.#source.hasParts)) this.stop('complete')
      return undefined
    }
    this.#had(version)
    const known = this.#known
    if (!this.#watched.lacksParts) this.#known = version
    return this.#watched.frame(this.#source, known)
  }
}
