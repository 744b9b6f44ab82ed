import { isUtf8 } from 'node:buffer'
import type { NormalizedSchema } from '@smithy/core/schema'
import { type Indexed, indexed } from './indexed.ts'
import { Scanner } from './scanner.ts'
import { type Structure, structureOf, type Wire } from './shape.ts'

const COMMA = Buffer.from(',')

/** The outputs to index, by the SDK's names, each with the names of its texts that may hold credentials. */
export type IndexedOutputs = ReadonlyMap<string, ReadonlySet<string>>

type Output = Record<string, Indexed[]>

/**
 * Reads outputs that have one list of structures and nothing else: it makes no objects of what is in the items until somebody
 * asks for it, and lets bytes go from AWS's answer to ours (server/execution/ahead).
 */
export class IndexedList {
  readonly #name: string
  readonly #scanner: Scanner

  private constructor(name: string, item: Structure) {
    this.#name = name
    this.#scanner = new Scanner(`{"${name}":[`, item)
  }

  /** Undefined for any other output. */
  static of(output: NormalizedSchema, wire: Wire): IndexedList | undefined {
    const [[name, list] = [], ...others] = output.structIterator()
    if (!name || !list?.isListSchema() || others.length > 0) return undefined
    const item = structureOf(list.getValueSchema(), wire)
    return item && new IndexedList(name, item)
  }

  /** The output in a body; undefined if that has to be parsed. */
  read(body: Uint8Array): Output | undefined {
    const places = isUtf8(body)
      ? this.#scanner.scan(Buffer.from(body.buffer, body.byteOffset, body.byteLength))
      : undefined
    return places && { [this.#name]: places.map((place) => indexed(this.#scanner.item, place, 0)) }
  }

  /** An output of copies of items that are sent one by one; undefined if one of them is not the bytes of an item. */
  readItems(sent: readonly Uint8Array[]): Output | undefined {
    const items = sent.flatMap((one) => [COMMA, one]).slice(1)
    const output = this.read(Buffer.concat([Buffer.from(`{"${this.#name}":[`), ...items, Buffer.from(']}')]))
    const read = output?.[this.#name] ?? []
    return read.length === sent.length && read.every(({ place }, at) => place.length === sent[at]?.length)
      ? output
      : undefined
  }
}
