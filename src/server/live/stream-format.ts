import type { Frame } from '../../live/live-stream.ts'

/** How a stream is written to a response. */
export interface StreamFormat {
  contentType: string
  /** Sent before the first frame. */
  head: Buffer
  frame: (frame: Frame) => Buffer
  /** Sent to show that the connection is alive. */
  heartbeat: Buffer
  /** Sent after the last frame. */
  complete: Buffer
}
