import { AwsJson1_1Protocol, AwsRestJsonProtocol } from '@aws-sdk/core/protocols'
import { JsonCodec2, type JsonSettings, JsonShapeDeserializer2 } from '@smithy/core/protocols'
import { isThrottlingError } from '@smithy/core/retry'
import { NormalizedSchema } from '@smithy/core/schema'
import type { HttpResponse, MetadataBearer, Schema } from '@smithy/types'
import { readBounded, rememberBody } from './answer-body.ts'
import { isThrottled } from './errors.ts'
import { IndexedList, type IndexedOutputs } from './indexed/indexed-list.ts'
import { outputReader } from './output-readers.ts'
import { NO_MESSAGE, NO_NAME, type SdkError } from './sdk-error.ts'
import { isStructure, unreadableIn } from './unreadable.ts'

// The settings that the two protocols pass to their codecs.
export const AWS_JSON: JsonSettings = { timestampFormat: { useTrait: true, default: 7 }, jsonName: false }
const REST_JSON: JsonSettings = { ...AWS_JSON, httpBindings: true, jsonName: true }

const NONE: IndexedOutputs = new Map()

/**
 * The SDK's awsJson 1.1, for a client's `protocol`, with compiled readers for outputs. Requests and outputs match the
 * SDK's with three exceptions, which AWS has no reason to send: an unknown member of a nested structure is retained,
 * null in a list is dropped, and a value of the wrong type is an error. For errors see `readWhole`.
 * https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html
 */
export class CompiledAwsJson extends AwsJson1_1Protocol {
  constructor(settings: ConstructorParameters<typeof AwsJson1_1Protocol>[0], indexed: IndexedOutputs = NONE) {
    super({ ...settings, jsonCodec: new CompiledCodec(AWS_JSON, indexed) })
  }

  override async deserializeResponse<Output extends MetadataBearer>(
    ...[operation, context, response]: Parameters<AwsJson1_1Protocol['deserializeResponse']>
  ): Promise<Output> {
    return readWhole(response, () => super.deserializeResponse<Output>(operation, context, response))
  }
}

/** The same, with some outputs indexed instead of parsed. */
export const indexingAwsJson = (indexed: IndexedOutputs): typeof CompiledAwsJson =>
  class extends CompiledAwsJson {
    constructor(settings: ConstructorParameters<typeof CompiledAwsJson>[0]) {
      super(settings, indexed)
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
    return readWhole(response, () => super.deserializeResponse<Output>(operation, context, response))
  }
}

const lengths = new WeakMap<object, number>()

/**
 * Reads the body of a response and passes it to the SDK, which reads the output or the error from it. If an error is
 * not a JSON object (from a load balancer, a proxy, a captive portal), the SDK gets the status and the headers only.
 * Throws if a successful response has no body: every output read here is at least `{}`.
 */
async function readWhole<Output extends MetadataBearer>(
  response: HttpResponse,
  deserialize: () => Promise<Output>,
): Promise<Output> {
  const bytes = await readBounded(response)
  const isError = response.statusCode >= 300
  try {
    if (!isError && bytes.byteLength === 0) throw new Error('AWS answered with an empty body.')
    response.body = isError && !isJsonObject(bytes) ? new Uint8Array() : bytes
    const output = await deserialize()
    lengths.set(output, bytes.byteLength)
    const unreadable = unreadableIn(output)
    if (unreadable) rememberBody(Object.assign(unreadable, { $metadata: output.$metadata }), bytes)
    return output
  } catch (thrown) {
    const error = thrown as SdkError
    rememberBody(error, bytes)
    if (isError) asAnswered(error)
    // Otherwise the SDK adds a note to the message about where to find the answer.
    error.$metadata ??= { httpStatusCode: response.statusCode, requestId: response.headers['x-amzn-requestid'] }
    if (isThrottled(error) && !isThrottlingError(error)) error.$retryable = { throttling: true }
    throw error
  }
}

// The name of an AWS error, without its namespace.
const NAME = /^[\w.-]{1,100}$/

/**
 * The SDK copies every member of the body to the error, whatever its type. Errors of Node and of credential providers,
 * which no server sent, are recognized by these members.
 */
function asAnswered(error: SdkError): void {
  if (typeof error.message !== 'string') error.message = NO_MESSAGE
  if (!NAME.test(error.name)) error.name = NO_NAME
  if (error.code !== error.name) delete error.code
  delete error.path
  delete error.cause
}

const textOf = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString()

function isJsonObject(bytes: Uint8Array): boolean {
  try {
    return isStructure(JSON.parse(textOf(bytes)))
  } catch {
    return false
  }
}

/** The size in bytes of the JSON that an output was read from. */
export const jsonBytesOf = (output: object): number => lengths.get(output) ?? 0

/** Reads the body of an output. */
type ReadBody = (body: Uint8Array) => unknown

class CompiledCodec extends JsonCodec2 {
  readonly #indexed: IndexedOutputs
  readonly #readers = new Map<unknown, ReadBody | undefined>()

  constructor(settings: JsonSettings, indexed = NONE) {
    super(settings)
    this.#indexed = indexed
  }

  override createDeserializer() {
    return new CompiledDeserializer(this.settings, (schema) => this.#readerOf(schema))
  }

  #readerOf(schema: Schema): ReadBody | undefined {
    const shape = NormalizedSchema.of(schema)
    const key = shape.getSchema()
    if (!this.#readers.has(key)) this.#readers.set(key, this.#createReader(shape))
    return this.#readers.get(key)
  }

  #createReader(shape: NormalizedSchema): ReadBody | undefined {
    const readParsed = outputReader(shape, this.settings)
    if (!readParsed) return undefined
    const scrubbed = this.#indexed.get(shape.getName() ?? '')
    const indexed = scrubbed && IndexedList.of(shape, { settings: this.settings, scrubbed })
    return (body) => indexed?.read(body) ?? readParsed(JSON.parse(textOf(body)))
  }
}

class CompiledDeserializer extends JsonShapeDeserializer2 {
  readonly #readerOf: (schema: Schema) => ReadBody | undefined

  constructor(settings: JsonSettings, readerOf: (schema: Schema) => ReadBody | undefined) {
    super(settings)
    this.#readerOf = readerOf
  }

  override async read(schema: Schema, data: unknown): Promise<unknown> {
    const read = data instanceof Uint8Array && data.byteLength > 0 ? this.#readerOf(schema) : undefined
    return read ? read(data as Uint8Array) : super.read(schema, data)
  }
}
