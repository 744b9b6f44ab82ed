import type { ServerResponse } from 'node:http'
import type { FastifyReply } from 'fastify'
import type { Frame, LiveStream } from '../../live/live-stream.ts'
import { whenOver } from '../http/disconnect.ts'
import type { StreamFormat } from './stream-format.ts'

// Proxies hold back what they compress or buffer: nginx is told by the second.
const HEADERS = { 'cache-control': 'no-store, no-transform', 'x-accel-buffering': 'no' }

/**
 * Takes over a response and writes a stream to it, one frame at a time: the next is asked for when the operating system
 * has taken the last one. Resolves when the stream has ended or the client has left.
 */
export async function sendStream(reply: FastifyReply, format: StreamFormat, open: () => Promise<LiveStream>) {
  const { raw } = reply
  reply.headers({ ...HEADERS, 'content-type': format.contentType, 'x-content-type-options': 'nosniff' })
  reply.hijack()
  raw.writeHead(200, Object.fromEntries(Object.entries(reply.getHeaders()).filter(isHeader)))
  raw.flushHeaders()
  const stream = await open()
  whenOver(reply, () => stream.return())
  if (format.head.length > 0) await written(raw, format.head)
  for (let frame = await stream.next(); frame; frame = await stream.next()) await written(raw, bytesOf(format, frame))
  if (stream.end === 'complete') raw.write(format.complete)
  if (stream.end !== 'left') raw.end()
}

const isHeader = (entry: [string, unknown]): entry is [string, string | number | string[]] => entry[1] !== undefined

// Watchers that get the same frame also get the same bytes.
const bytesByFrame = new WeakMap<StreamFormat, WeakMap<Frame, Buffer>>()

function bytesOf(format: StreamFormat, frame: Frame): Buffer {
  const ofFormat = bytesByFrame.get(format) ?? new WeakMap<Frame, Buffer>()
  bytesByFrame.set(format, ofFormat)
  const bytes = ofFormat.get(frame) ?? format.frame(frame)
  ofFormat.set(frame, bytes)
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
