import type { Frame } from '../../live/live-stream.ts'
import type { StreamFormat } from './stream-format.ts'

const NEXT = Buffer.from('event: next\n')
const END = Buffer.from('\n\n')

/**
 * Server-sent events, in the distinct connections mode of graphql-sse's protocol.
 * https://github.com/enisdenjo/graphql-sse/blob/master/PROTOCOL.md
 */
export const eventStream: StreamFormat = {
  contentType: 'text/event-stream; charset=utf-8',
  head: Buffer.alloc(0),
  frame: ({ json, id }: Frame) => {
    const before = id ? `id: ${id}\ndata: ` : 'data: '
    return Buffer.concat([NEXT, Buffer.from(before), json, END])
  },
  heartbeat: Buffer.from(':\n\n'),
  // With a line of data, since an event without one is not dispatched to listeners.
  complete: Buffer.from('event: complete\ndata:\n\n'),
}
