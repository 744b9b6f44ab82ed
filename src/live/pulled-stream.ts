import type { ClientEnd, Frame, LiveStream, StreamEnd } from './live-stream.ts'

/** Counts of one stream's output. */
export interface StreamCounts {
  updates: number
  bytes: number
  /** Updates that it did not send because there were newer ones. */
  conflated: number
}

/** A stream that waits for news, and ends once. */
export abstract class PulledStream implements LiveStream {
  readonly counts: StreamCounts = { updates: 0, bytes: 0, conflated: 0 }
  readonly #onEnd: () => void
  #end: StreamEnd | undefined
  #pulled: Promise<unknown> | undefined
  #wake = () => {}
  #resolve = () => {}
  readonly ended = new Promise<void>((resolve) => {
    this.#resolve = resolve
  })

  /** `onEnd` is called once. */
  constructor(onEnd: () => void) {
    this.#onEnd = onEnd
  }

  /** The next frame, if there is one now. It may end the stream. */
  protected abstract pull(): Promise<Frame> | undefined

  get end(): StreamEnd | undefined {
    return this.#end
  }

  /** Resolves when no frame is being made for it any more, which may be after its end. */
  get idle(): Promise<unknown> {
    return this.#pulled ?? Promise.resolve()
  }

  next(): Promise<Frame | undefined> {
    return new Promise((resolve) => this.#deliver(resolve))
  }

  /** Gives the next frame, now or when there are news. It waits for nothing in between: news that come then would be missed. */
  #deliver(resolve: (frame: Frame | undefined) => void): void {
    const pulled = this.#end ? undefined : this.pull()
    if (this.#end) resolve(undefined)
    else if (pulled) {
      this.#pulled = pulled
      void pulled.then((frame) => resolve(this.#count(frame)))
    } else
      this.#wake = () => {
        this.#wake = () => {}
        this.#deliver(resolve)
      }
  }

  #count(frame: Frame): Frame | undefined {
    this.#pulled = undefined // it would keep the frame
    if (this.#end) return undefined
    this.counts.updates++
    this.counts.bytes += frame.json.length
    return frame
  }

  /** There may be news. */
  wake(): void {
    this.#wake()
  }

  return(end: ClientEnd = 'left'): void {
    this.stop(end)
  }

  /** Ends it for a reason. The first one holds. */
  stop(end: StreamEnd): void {
    if (this.#end) return
    this.#end = end
    this.#onEnd()
    this.#wake()
    this.#resolve()
  }
}
