import { randomUUID } from 'node:crypto'
import { isReused } from './answer-buffers.ts'
import { type AnswerBytes, Writer } from './writer.ts'

// The mark of a written part of an answer until it is sent: it cannot be guessed.
const MARK = randomUUID()
const MARKS = new RegExp(`"${MARK}:(\\d+)"`)

// The parts of the answers that are on their way from Apollo Server, which takes texts alone, to `answerBytes`.
const parts = new Map<string, Writer | Buffer>()
let count = 0

/** A part of an answer that is JSON already. */
export class Written {
  readonly #json: Writer | Buffer

  constructor(json: Writer | Buffer) {
    this.#json = json
  }

  toJSON(): string {
    const key = String(count++)
    parts.set(key, this.#json)
    return `${MARK}:${key}`
  }
}

/** An answer as JSON, with marks in the places of its written parts. It has to be passed to `answerBytes`. */
export const stringifyAnswer = (answer: unknown): string => `${JSON.stringify(answer)}\n`

/** The bytes of such an answer, once; undefined if it has no written parts. */
export function answerBytes(json: string): AnswerBytes | undefined {
  if (parts.size === 0) return undefined
  const pieces = json.split(MARKS)
  if (pieces.length === 1) return undefined
  const chunks = pieces.map((piece, index) => (index % 2 === 0 ? Buffer.from(piece) : take(piece)))
  const only = chunks.length === 3 ? between(chunks as [Buffer, Writer | Buffer, Buffer]) : undefined
  return only ?? { bytes: concatenated(chunks), release: () => {} }
}

/** An answer with one written part, in a buffer that is used again; undefined if there is none for it. */
function between([before, list, after]: [Buffer, Writer | Buffer, Buffer]): AnswerBytes | undefined {
  if (list instanceof Writer) return list.between(before, after)
  return isReused(list.length) ? Writer.of(list, before.length).between(before, after) : undefined
}

/** Forgets the written parts of such an answer, which is not sent. */
export function discardAnswer(json: string): void {
  for (const [index, piece] of json.split(MARKS).entries()) if (index % 2 === 1) parts.delete(piece)
}

function concatenated(chunks: readonly (Writer | Buffer)[]): Buffer {
  const bytes = Buffer.allocUnsafe(chunks.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const chunk of chunks) {
    const { length } = chunk
    if (chunk instanceof Writer) chunk.moveTo(bytes, at)
    else chunk.copy(bytes, at)
    at += length
  }
  return bytes
}

function take(key: string): Writer | Buffer {
  const json = parts.get(key)
  if (!json) throw new Error('A part of an answer was taken twice.')
  parts.delete(key)
  return json
}
