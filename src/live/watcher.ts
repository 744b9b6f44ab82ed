import type { Frame } from './live-stream.ts'
import { PulledStream } from './pulled-stream.ts'
import type { FrameSource, Watched } from './watched.ts'

/** One watcher of a thing. It remembers which state it had last, and no update. */
export class Watcher extends PulledStream {
  readonly #watched: Watched
  readonly #source: FrameSource
  #seen = 0

  /** `onLeave` is called once, when the watcher has left. With the id of the newest state, that is not sent again. */
  constructor(watched: Watched, source: FrameSource, onLeave: () => void, lastEventId?: string) {
    super(() => {
      unlisten()
      onLeave()
    })
    this.#watched = watched
    this.#source = source
    if (lastEventId === watched.fingerprint && !source.hasParts) this.#seen = watched.version
    const unlisten = watched.listen(source, () => this.wake())
  }

  protected pull(): Promise<Frame> | undefined {
    const { version, isOver } = this.#watched
    const seen = this.#seen
    if (version === seen) {
      if (isOver) this.stop('complete')
      return undefined
    }
    if (seen > 0) this.counts.conflated += version - seen - 1
    this.#seen = version
    return this.#watched.frame(this.#source, seen)
  }
}
