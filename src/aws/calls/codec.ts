import { AwsJson1_1Protocol, AwsRestJsonProtocol } from '@aws-sdk/core/protocols'
import { JsonCodec2, type JsonSettings, JsonShapeDeserializer2 } from '@smithy/core/protocols'
import { NormalizedSchema } from '@smithy/core/schema'
import type { DocumentType, HttpResponse, MetadataBearer, Schema } from '@smithy/types'
import { isStructure, outputReader } from './output-readers.ts'

// The settings that the two protocols give their own codec.
const AWS_JSON: JsonSettings = { timestampFormat: { useTrait: true, default: 7 }, jsonName: false }
const REST_JSON: JsonSettings = { ...AWS_JSON, httpBindings: true, jsonName: true }

/**
 * The SDK's awsJson 1.1, for a client's `protocol`, with outputs read by compiled readers. Requests, errors
 * and outputs are the SDK's, but for two that AWS has no reason to send: in a nested structure a member that the SDK's
 * model lacks may stay, and where a nested structure belongs a list stays a list.
 * https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html
 */
export class CompiledAwsJson extends AwsJson1_1Protocol {
  constructor(settings: ConstructorParameters<typeof AwsJson1_1Protocol>[0]) {
    super({ ...settings, jsonCodec: new CompiledCodec(AWS_JSON) })
  }

  override async deserializeResponse<Output extends MetadataBearer>(
    ...[operation, context, response]: Parameters<AwsJson1_1Protocol['deserializeResponse']>
  ): Promise<Output> {
    return weighed(response, super.deserializeResponse<Output>(operation, context, response))
  }
}

/** The same for restJson 1. https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html */
export class CompiledRestJson extends AwsRestJsonProtocol {
  constructor(settings: ConstructorParameters<typeof AwsRestJsonProtocol>[0]) {
    super({ ...settings, jsonCodec: new CompiledCodec(REST_JSON) })
  }

  override async deserializeResponse<Output extends MetadataBearer>(
    ...[operation, context, response]: Parameters<AwsRestJsonProtocol['deserializeResponse']>
  ): Promise<Output> {
    return weighed(response, super.deserializeResponse<Output>(operation, context, response))
  }
}

// AWS says how long an answer is; one that does not say is taken for a long one.
const LONG = 100_000
const lengths = new WeakMap<object, number>()

async function weighed<Output extends object>({ headers }: HttpResponse, output: Promise<Output>): Promise<Output> {
  const length = Number(headers['content-length'] ?? LONG)
  lengths.set(await output, length)
  return output
}

/** How many bytes of JSON an output was read from. */
export const jsonBytesOf = (output: object): number => lengths.get(output) ?? LONG

// The SDK leaves null members out. Most answers have none, and are read without a look at every member.
type Readers = Map<unknown, { read: ReturnType<typeof outputReader>; readNulls: ReturnType<typeof outputReader> }>

class CompiledCodec extends JsonCodec2 {
  readonly #readers: Readers = new Map()

  override createDeserializer() {
    return new CompiledDeserializer(this.settings, this.#readers)
  }
}

class CompiledDeserializer extends JsonShapeDeserializer2 {
  readonly #readers: Readers

  constructor(settings: JsonSettings, readers: Readers) {
    super(settings)
    this.#readers = readers
  }

  override async read(schema: Schema, data: unknown): Promise<unknown> {
    const { read, readNulls } = this.#readersOf(schema)
    if (!read || !readNulls || !(data instanceof Uint8Array) || data.byteLength === 0) return super.read(schema, data)
    const text = Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString()
    const parsed: unknown = JSON.parse(text)
    // The SDK keeps the unknown members of a structure that names its type.
    if (!isStructure(parsed) || typeof parsed.__type === 'string')
      return this.readObject(schema, parsed as DocumentType)
    return holdsNull(text) ? readNulls(parsed) : read(parsed)
  }

  #readersOf(schema: Schema) {
    const shape = NormalizedSchema.of(schema)
    const key = shape.getSchema()
    const readers = this.#readers.get(key) ?? {
      read: outputReader(shape, this.settings, false),
      readNulls: outputReader(shape, this.settings, true),
    }
    this.#readers.set(key, readers)
    return readers
  }
}

/** Whether a JSON text may hold a null in a list or structure: found by its place, as logs speak of null too. */
const holdsNull = (text: string): boolean => text.includes('null') && /[[:,]\s*null/.test(text)
