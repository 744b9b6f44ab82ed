import type { ServerResponse } from 'node:http'
import type { FastifyReply } from 'fastify'
import type { Frame, LiveStream } from '../../live/live-stream.ts'
import type { Timers } from '../../live/timers.ts'
import { whenOver } from '../http/disconnect.ts'
import type { StreamType } from '../http/media-type.ts'
import { eventStream } from './event-stream.ts'
import { multipart } from './multipart.ts'
import type { StreamFormat } from './stream-format.ts'

const FORMATS: Record<StreamType, StreamFormat> = {
  'text/event-stream': eventStream,
  'multipart/mixed; subscriptionSpec=1.0': multipart,
}

// Below the 15 to 60 seconds after which proxies give up.
export const HEARTBEAT_MS = 10_000

// How long the last bytes of a stream that was cut may take to be read.
const UNREAD_MS = 1_000

// Proxies hold back what they compress or buffer; nginx goes by the second.
const HEADERS = {
  'cache-control': 'no-store, no-transform',
  'x-accel-buffering': 'no',
  'x-content-type-options': 'nosniff',
}

/** Responses that go on for longer than a request. */
const streams = new WeakSet<FastifyReply>()
export const isStream = (reply: FastifyReply): boolean => streams.has(reply)

/**
 * Takes over a response and writes a stream to it, one frame at a time: the next is asked for when the operating system
 * has taken the last one. Resolves when the stream has ended or the client has left.
 */
export async function sendStream(
  reply: FastifyReply,
  type: StreamType,
  timers: Timers,
  open: () => Promise<LiveStream>,
) {
  const { raw } = reply
  const format = FORMATS[type]
  streams.add(reply)
  reply.headers({ ...HEADERS, 'content-type': format.contentType })
  reply.header('vary', [reply.getHeader('vary'), 'Accept'].filter(Boolean).join(', '))
  reply.hijack()
  raw.writeHead(200, Object.fromEntries(Object.entries(reply.getHeaders()).filter(isHeader)))
  raw.write(format.head)
  raw.flushHeaders()
  const beat = heartbeats(raw, format.heartbeat, timers)
  const opening = open()
  whenOver(reply, () => {
    beat.stop()
    void opening.then((opened) => opened.return())
  })
  const stream = await opening
  void stream.ended.then(() => {
    if (isCut(stream))
      raw.once(
        'close',
        timers.after(UNREAD_MS, () => raw.destroy()),
      )
  })
  for (let frame = await stream.next(); frame; frame = await stream.next()) {
    await written(raw, bytesOf(format, frame))
    beat.later()
  }
  beat.stop()
  if (stream.end === 'complete') raw.write(format.complete)
  if (stream.end !== 'left') raw.end()
}

/** Whether it ended although there is more: its client comes again, and one that does not read is not waited for. */
const isCut = ({ end }: LiveStream): boolean => end !== 'complete' && end !== 'left'

const isHeader = (entry: [string, unknown]): entry is [string, string | number | string[]] => entry[1] !== undefined

/** Writes a heartbeat whenever nothing else was written for a while, but not to a client that has stopped reading. */
function heartbeats(raw: ServerResponse, bytes: Buffer, timers: Timers) {
  let cancel = () => {}
  let isOver = false
  const later = () => {
    cancel()
    if (!isOver) cancel = timers.after(HEARTBEAT_MS, beat)
  }
  const beat = () => {
    if (raw.writableLength === 0) raw.write(bytes)
    later()
  }
  later()
  return {
    later,
    stop: () => {
      isOver = true
      cancel()
    },
  }
}

// Watchers that get the same frame also get the same bytes.
const bytesByFormat = new Map<StreamFormat, WeakMap<Frame, Buffer>>()

function bytesOf(format: StreamFormat, frame: Frame): Buffer {
  const bytesByFrame = bytesByFormat.get(format) ?? new WeakMap<Frame, Buffer>()
  bytesByFormat.set(format, bytesByFrame)
  const bytes = bytesByFrame.get(frame) ?? format.frame(frame)
  bytesByFrame.set(frame, bytes)
  return bytes
}

/** Resolves when the operating system has taken the bytes, or the connection is closed. */
const written = (raw: ServerResponse, bytes: Buffer): Promise<void> =>
  new Promise((resolve) => {
    const done = () => {
      raw.off('close', done)
      resolve()
    }
    raw.once('close', done)
    raw.write(bytes, done)
  })
