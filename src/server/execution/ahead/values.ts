import type { GraphQLEnumType } from 'graphql'
import { Constant, type Writer } from './writer.ts'

// AWS has one spelling for each value.
const MAX_SPELLINGS = 100

interface Spelling {
  /** As AWS sends it, with quotes. */
  sent: Uint8Array
  /** As it is answered. */
  written: Constant
}

/** Writes values of an enum, which AWS spells differently: each spelling is looked up once. */
export function enumWriter(type: GraphQLEnumType): (out: Writer, bytes: Buffer, start: number, end: number) => void {
  const spellings: Spelling[] = []
  return (out, bytes, start, end) => {
    let spelling = spellings.find(({ sent }) => isAt(bytes, start, end, sent))
    if (!spelling) {
      const sent = Buffer.from(bytes.subarray(start, end))
      spelling = { sent, written: new Constant(JSON.stringify(type.serialize(JSON.parse(sent.toString())))) }
      if (spellings.length < MAX_SPELLINGS) spellings.push(spelling)
    }
    out.constant(spelling.written)
  }
}

function isAt(bytes: Uint8Array, start: number, end: number, sent: Uint8Array): boolean {
  if (sent.length !== end - start) return false
  for (let index = 1; index < sent.length; index++) if (bytes[start + index] !== sent[index]) return false
  return true
}
