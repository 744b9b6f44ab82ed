import type { ServerResponse } from 'node:http'
import type { FastifyReply } from 'fastify'
import type { Frame, LiveStream } from '../../live/live-stream.ts'
import type { Timers } from '../../live/timers.ts'
import { whenOver } from '../http/disconnect.ts'
import type { StreamType } from '../http/media-type.ts'
import { eventStream } from './event-stream.ts'
import { multipart } from './multipart.ts'
import type { OpenStream } from './operations.ts'
import type { StreamFormat } from './stream-format.ts'
import { Unread } from './unread.ts'

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
 * has taken the last one. Resolves when the stream has ended or the client has left. HEAD opens no stream.
 */
export async function sendStream(reply: FastifyReply, type: StreamType, timers: Timers, open: OpenStream) {
  const { raw } = reply
  const format = FORMATS[type]
  streams.add(reply)
  reply.headers({ ...HEADERS, 'content-type': format.contentType })
  reply.header('vary', [reply.getHeader('vary'), 'Accept'].filter(Boolean).join(', '))
  reply.hijack()
  raw.writeHead(200, Object.fromEntries(Object.entries(reply.getHeaders()).filter(isHeader)))
  if (reply.request.method === 'HEAD') {
    raw.end() // an answer without a body is over, and the next on its connection would wait for the stream
    return
  }
  raw.write(format.head)
  raw.flushHeaders()
  const unread = new Unread()
  const left = new AbortController()
  let stream: LiveStream | undefined
  const beat = heartbeats(raw, format.heartbeat, unread, timers, () => {
    stream?.return('unread')
    raw.destroy()
  })
  whenOver(reply, () => {
    beat.stop()
    left.abort()
  })
  const opened = await open(left.signal)
  stream = opened
  left.signal.addEventListener('abort', () => opened.return())
  if (left.signal.aborted) opened.return()
  void opened.ended.then(() => {
    if (isCut(opened))
      raw.once(
        'close',
        timers.after(UNREAD_MS, () => raw.destroy()),
      )
  })
  const write = writer(raw, unread)
  for (let frame = await opened.next(); frame; frame = await opened.next()) {
    await write(bytesOf(format, frame))
    beat.later()
  }
  beat.stop()
  if (opened.end === 'complete') raw.write(format.complete)
  if (!hasClientLeft(opened)) raw.end()
}

const hasClientLeft = ({ end }: LiveStream): boolean => end === 'left' || end === 'unread'

/** Whether it ended although there is more: its client comes again, and one that does not read is not waited for. */
const isCut = (stream: LiveStream): boolean => stream.end !== 'complete' && !hasClientLeft(stream)

const isHeader = (entry: [string, unknown]): entry is [string, string | number | string[]] => entry[1] !== undefined

/**
 * Writes a heartbeat whenever nothing else was written for a while, but not to a client that does not read. `onUnread` is
 * called when it has not done so for too long.
 */
function heartbeats(raw: ServerResponse, bytes: Buffer, unread: Unread, timers: Timers, onUnread: () => void) {
  let wroteAt = timers.now()
  const beat = () => {
    if (unread.beat()) return onUnread()
    const quietMs = timers.now() - wroteAt
    if (quietMs >= HEARTBEAT_MS) {
      if (raw.writableLength === 0) {
        unread.written(bytes.length)
        raw.write(bytes, () => unread.taken(bytes.length))
      }
      wroteAt = timers.now()
    }
    cancel = timers.after(quietMs >= HEARTBEAT_MS ? HEARTBEAT_MS : HEARTBEAT_MS - quietMs, beat)
  }
  let cancel = timers.after(HEARTBEAT_MS, beat)
  return {
    /** Something was written: a timer for each update would cost more than its bytes. */
    later: () => {
      wroteAt = timers.now()
    },
    stop: () => cancel(),
  }
}

/** The bytes of one frame in a format, and the same as a chunk of HTTP/1.1. */
interface Written {
  bytes: Buffer
  chunk: Buffer
}

// Watchers that get the same frame also get the same bytes.
const writtenByFormat = new Map<StreamFormat, WeakMap<Frame, Written>>()

function bytesOf(format: StreamFormat, frame: Frame): Written {
  const byFrame = writtenByFormat.get(format) ?? new WeakMap<Frame, Written>()
  writtenByFormat.set(format, byFrame)
  const written = byFrame.get(frame) ?? chunked(format.frame(frame))
  byFrame.set(frame, written)
  return written
}

/** https://www.rfc-editor.org/rfc/rfc9112.html#section-7.1 */
function chunked(bytes: Buffer): Written {
  const chunk = Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from('\r\n')])
  return { bytes: chunk.subarray(chunk.length - bytes.length - 2, -2), chunk }
}

/**
 * Writes to a response; resolves when the operating system has taken the bytes, or the connection is closed. Node would
 * make the chunk again for each watcher, so a whole one is written to the socket, behind what the response has written.
 */
function writer(raw: ServerResponse, unread: Unread): (written: Written) => Promise<void> {
  let length = 0
  let done = () => {}
  const taken = () => {
    unread.taken(length)
    done()
  }
  raw.once('close', () => done())
  const write = ({ bytes, chunk }: Written) => {
    length = bytes.length
    unread.written(length)
    if (raw.destroyed) done()
    else if (raw.socket && raw.chunkedEncoding) raw.socket.write(chunk, taken)
    else raw.write(bytes, taken)
  }
  return (written) =>
    new Promise((resolve) => {
      done = resolve
      write(written)
    })
}
