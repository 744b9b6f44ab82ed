import type { GraphQLEnumType } from 'graphql'
import type { Place } from '../../../aws/calls/indexed/place.ts'
import { isAt, type Sent, sentAs } from '../../../aws/calls/indexed/shape.ts'
import { Constant, type Writer } from './writer.ts'

// AWS has one spelling for each value.
const MAX_SPELLINGS = 100

interface Spelling {
  /** As AWS sends it, with quotes. */
  sent: Sent
  /** As it is answered. */
  written: Constant
}

/** Writes values of an enum, which AWS spells differently: each spelling is looked up once. */
export function enumWriter(type: GraphQLEnumType): (out: Writer, place: Place, start: number, end: number) => void {
  const spellings: Spelling[] = []
  return (out, { bytes, view, at }, start, end) => {
    let spelling = spellings.find(({ sent }) => sent.length === end - start && isAt(view, at + start, sent))
    if (!spelling) {
      const sent = bytes.toString('utf8', at + start, at + end)
      spelling = { sent: sentAs(sent), written: new Constant(JSON.stringify(type.serialize(JSON.parse(sent)))) }
      if (spellings.length < MAX_SPELLINGS) spellings.push(spelling)
    }
    out.constant(spelling.written)
  }
}
