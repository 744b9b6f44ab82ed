import { isUtf8 } from 'node:buffer'
import type { JsonSettings } from '@smithy/core/protocols'
import type { NormalizedSchema } from '@smithy/core/schema'
import { type Indexed, indexed } from './indexed.ts'
import { Scanner } from './scanner.ts'
import { type Structure, structureOf } from './shape.ts'

const COMMA = Buffer.from(',')
const END = Buffer.from(']}')

/** The outputs to index, by the SDK's names, each with the names of its texts that may hold credentials. */
export type IndexedOutputs = ReadonlyMap<string, ReadonlySet<string>>

type Output = Record<string, Indexed[]>

/**
 * Reads outputs that have one list of structures and nothing else: it makes no objects of what is in the items until somebody
 * asks for it, and lets bytes go from AWS's answer to ours (server/execution/ahead).
 */
export class IndexedList {
  readonly #name: string
  readonly #beginning: Buffer
  readonly #scanner: Scanner

  private constructor(name: string, item: Structure) {
    const beginning = `{"${name}":[`
    this.#name = name
    this.#beginning = Buffer.from(beginning)
    this.#scanner = new Scanner(beginning, item)
  }

  /** Undefined for any other output. `scrubbed` are the names of its texts that may hold credentials. */
  static of(output: NormalizedSchema, settings: JsonSettings, scrubbed: ReadonlySet<string>): IndexedList | undefined {
    const [[name, list] = [], ...others] = output.structIterator()
    if (!name || !list?.isListSchema() || others.length > 0) return undefined
    const item = structureOf(list.getValueSchema(), settings, scrubbed)
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
    const output = this.read(Buffer.concat([this.#beginning, ...items, END]))
    const read = output?.[this.#name] ?? []
    return read.length === sent.length && read.every(({ place }, at) => place.length === sent[at]?.length)
      ? output
      : undefined
  }
}
