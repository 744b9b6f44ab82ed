import type { Frame } from '../../live/live-stream.ts'

/** How a stream is written to a response. */
export interface StreamFormat {
  contentType: string
  /** What comes before the first frame. */
  head: Buffer
  frame: (frame: Frame) => Buffer
  /** What says that the connection is alive. */
  heartbeat: Buffer
  /** What says that nothing follows. */
  complete: Buffer
}
