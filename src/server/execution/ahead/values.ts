import type { GraphQLEnumType } from 'graphql'
import type { Place } from '../../../aws/calls/indexed/place.ts'
import type { Writer } from './writer.ts'

// AWS has one for each value.
const MAX_SPELLINGS = 100

interface Spelling {
  /** As AWS sends it, with quotes. */
  sent: Uint8Array
  /** As it is answered. */
  written: Uint8Array
}

/** Writes values of an enum, which AWS spells in its own way: each spelling is looked up once. */
export function enumWriter(type: GraphQLEnumType): (out: Writer, bytes: Buffer, start: number, end: number) => void {
  const spellings: Spelling[] = []
  return (out, bytes, start, end) => {
    for (const { sent, written } of spellings)
      if (isAt(bytes, start, end, sent)) {
        out.all(written)
        return
      }
    const sent = Buffer.from(bytes.subarray(start, end))
    const written = Buffer.from(JSON.stringify(type.serialize(JSON.parse(sent.toString()))))
    if (spellings.length < MAX_SPELLINGS) spellings.push({ sent, written })
    out.all(written)
  }
}

function isAt(bytes: Uint8Array, start: number, end: number, sent: Uint8Array): boolean {
  if (sent.length !== end - start) return false
  for (let index = 1; index < sent.length; index++) if (bytes[start + index] !== sent[index]) return false
  return true
}

const ZERO = '0'.charCodeAt(0)
const DOT = '.'.charCodeAt(0)

/** Milliseconds since 1970 of epoch seconds as AWS sends them: `1763629200.012`. As the SDK reads them. */
export function timeAt({ bytes, at }: Place, start: number, end: number): number {
  let ms = 0
  let index = at + start
  const last = at + end
  for (; index < last; index++) {
    const byte = bytes[index] as number
    if (byte === DOT) break
    if (byte < ZERO) return slowTime(bytes, at + start, last) // negative
    ms = ms * 10 + byte - ZERO
  }
  const digits = last - index - 1
  if (digits > 3) return slowTime(bytes, at + start, last)
  ms *= 1000
  for (let digit = 0, unit = 100; digit < digits; digit++, unit /= 10)
    ms += ((bytes[index + 1 + digit] as number) - ZERO) * unit
  return ms
}

const slowTime = (bytes: Buffer, start: number, end: number): number =>
  Math.round(Number(bytes.toString('latin1', start, end)) * 1000)
