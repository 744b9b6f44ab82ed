import { randomUUID } from 'node:crypto'
import { bufferOf, putBack } from './answer-buffers.ts'
import { Writer } from './writer.ts'

// The mark of a written part of an answer until it is sent: it cannot be guessed.
const MARK = randomUUID()
const MARKS = new RegExp(`"${MARK}:(\\d+)"`)

// The parts of the answers that are on their way from Apollo Server, which takes texts alone, to `answerBytes`.
const parts = new Map<string, Writer | Uint8Array>()
let count = 0

/** A part of an answer that is JSON already. */
export const writtenPart = (json: Writer | Uint8Array) => ({
  toJSON(): string {
    const key = String(count++)
    parts.set(key, json)
    return `${MARK}:${key}`
  },
})
export type WrittenPart = ReturnType<typeof writtenPart>

/** An answer as JSON, with marks in the places of its written parts. It has to be passed to `answerBytes`, sent or not. */
export const stringifyAnswer = (answer: unknown): string => `${JSON.stringify(answer)}\n`

/**
 * The bytes of an answer, until `release`, which has to be called. They are overwritten after that if nothing reads them
 * any more: compression, in a thread of its own, goes on for a client that has left, and others may be sent its result.
 */
export interface AnswerBytes {
  bytes: Buffer
  release: (isUnread: boolean) => void
}

/** The bytes of such an answer, once; undefined if it has no written parts. */
export function answerBytes(json: string): AnswerBytes | undefined {
  if (parts.size === 0) return undefined
  const pieces = json.split(MARKS)
  if (pieces.length === 1) return undefined
  const chunks = pieces.map((piece, index) => (index % 2 === 0 ? Buffer.from(piece) : take(piece)))
  const written = chunks.map((chunk) => (chunk instanceof Writer ? chunk.written : chunk))
  const buffer = bufferOf(written.reduce((sum, { length }) => sum + length, 0))
  let end = 0
  for (const bytes of written) {
    buffer.set(bytes, end)
    end += bytes.length
  }
  for (const chunk of chunks) if (chunk instanceof Writer) chunk.release()
  let isLent = true
  return {
    bytes: buffer.subarray(0, end),
    release: (isUnread) => {
      if (isLent && isUnread) putBack(buffer)
      isLent = false
    },
  }
}

function take(key: string): Writer | Uint8Array {
  const json = parts.get(key)
  if (!json) throw new Error('A part of an answer was taken twice.')
  parts.delete(key)
  return json
}
