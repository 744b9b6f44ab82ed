import type { Frame, LiveStream, StreamEnd } from './live-stream.ts'
import type { FrameSource, Watched } from './watched.ts'

/** One watcher of a thing. It remembers which state it had last, and no update. */
export class Watcher implements LiveStream {
  readonly #watched: Watched
  readonly #source: FrameSource
  readonly #leave: () => void
  #seen = 0
  #end: StreamEnd | undefined
  #wake = () => {}
  /** How many updates it got, of how many bytes; and how many it did not get because there were newer ones. */
  readonly counts = { updates: 0, bytes: 0, conflated: 0 }

  /** `onLeave` is called once, when the watcher has left. With the id of the newest state, that is not sent again. */
  constructor(watched: Watched, source: FrameSource, onLeave: () => void, lastEventId?: string) {
    this.#watched = watched
    this.#source = source
    if (lastEventId === watched.fingerprint) this.#seen = watched.version
    const unlisten = watched.listen(() => this.#wake())
    this.#leave = () => {
      unlisten()
      onLeave()
    }
  }

  get end(): StreamEnd | undefined {
    return this.#end
  }

  async next(): Promise<Frame | undefined> {
    while (!this.#end) {
      if (this.#watched.version > this.#seen) {
        if (this.#seen > 0) this.counts.conflated += this.#watched.version - this.#seen - 1
        this.#seen = this.#watched.version
        const frame = await this.#watched.frame(this.#source)
        if (this.#end) return undefined
        this.counts.updates++
        this.counts.bytes += frame.json.length
        return frame
      }
      if (this.#watched.isOver) this.stop('complete')
      else
        await new Promise<void>((resolve) => {
          this.#wake = resolve
        })
    }
    return undefined
  }

  return(): void {
    this.stop('left')
  }

  /** Ends it for a reason. The first one holds. */
  stop(end: StreamEnd): void {
    if (this.#end) return
    this.#end = end
    this.#leave()
    this.#wake()
  }
}
