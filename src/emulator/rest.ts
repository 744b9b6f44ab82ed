import { NormalizedSchema } from '@smithy/core/schema'
import { AwsError, type OperationSchema } from './wire.ts'

/** A request without its signature: `path` ends before the query, `target` is `x-amz-target`. */
export interface HttpRequest {
  method: string
  path: string
  query: URLSearchParams
  target: string | undefined
  contentType: string
  body: string
}

export interface Reply {
  status: number
  headers?: Record<string, string>
  body: unknown
}

/** How to recognize and read requests for a REST operation. */
export interface Binding {
  matches: (request: HttpRequest) => boolean
  /** The operation's input as JSON: the members of the body, the path and the query. */
  members: (request: HttpRequest, body: object) => object
}

/** A service's exceptions in the SDK, by name: the HTTP status and the member with the message. */
export type ErrorShapes = ReadonlyMap<string, { status: number; messageMember: string }>

// Exceptions that any service may return and that no model lists; "Common error types" of the API references.
const COMMON_STATUS: Record<string, number> = {
  MissingAuthenticationTokenException: 403,
  UnrecognizedClientException: 403,
  IncompleteSignatureException: 403,
  InvalidSignatureException: 403,
  AccessDeniedException: 403,
  ExpiredTokenException: 403,
  UnknownOperationException: 404,
  TooManyRequestsException: 429,
  ThrottlingException: 429,
}

/** Requests to awsJson services are `POST /` with a target; requests to REST services never are. */
export function isRest({ path, target }: HttpRequest): boolean {
  return target === undefined && path !== '/'
}

/**
 * The binding of an operation with an `http` trait; undefined for operations of awsJson services. Throws for
 * unsupported kinds of bindings, instead of ignoring a part of the input.
 */
export function bindingOf(operation: OperationSchema): Binding | undefined {
  const [, , name, traits, input] = operation
  const http = typeof traits === 'object' ? traits.http : undefined
  if (!http) return undefined
  const [method, template] = http
  const segments = template.split('/')
  const sources = [...NormalizedSchema.of(input).structIterator()].flatMap(([member, schema]) => {
    const { httpLabel, httpQuery, ...others } = schema.getMergedTraits()
    const bound = httpLabel || httpQuery
    const simple = schema.isStringSchema() || schema.isNumericSchema()
    if (Object.keys(others).some((trait) => trait.startsWith('http')) || (bound && !simple)) {
      throw new Error(`${name}: the embedded AWS endpoint cannot read ${member} from a request.`)
    }
    if (!bound) return []
    const at = segments.indexOf(`{${member}}`)
    const text = ({ path, query }: HttpRequest) =>
      httpQuery ? (query.get(httpQuery) ?? undefined) : decodeURIComponent(path.split('/')[at] ?? '')
    return { member, read: schema.isNumericSchema() ? numeric(text) : text }
  })
  return {
    matches(request) {
      const parts = request.path.split('/')
      const fits = (segment: string, index: number) => segment.startsWith('{') || segment === parts[index]
      return request.method === method && parts.length === segments.length && segments.every(fits)
    },
    members: (request, body) => ({
      ...body,
      ...Object.fromEntries(sources.map(({ member, read }) => [member, read(request)])),
    }),
  }
}

/** The exceptions that an SDK client exports: `[-3, namespace, name, { httpError }, members, …]`. */
export function errorShapesOf(sdk: object): ErrorShapes {
  const shapes = Object.values(sdk).flatMap((value: unknown) => {
    if (!Array.isArray(value) || value[0] !== -3) return []
    const [, , name, traits, members] = value as [-3, string, string, { httpError?: number }, string[]]
    const messageMember = members.find((member) => member.toLowerCase() === 'message') ?? 'message'
    return [[name, { status: traits.httpError ?? 400, messageMember }] as const]
  })
  return new Map(shapes)
}

/** An error in restJson1: status, `x-amzn-errortype` and a body with only the message. */
export function restFailure({ name, message, status }: AwsError, errors: ErrorShapes = new Map()): Reply {
  const shape = errors.get(name)
  return {
    status: status ?? shape?.status ?? COMMON_STATUS[name] ?? 400,
    headers: { 'x-amzn-errortype': name },
    body: { [shape?.messageMember ?? 'message']: message },
  }
}

function numeric(text: (request: HttpRequest) => string | undefined) {
  return (request: HttpRequest): number | undefined => {
    const digits = text(request)
    if (digits === undefined || /^-?\d+$/.test(digits)) return digits === undefined ? undefined : Number(digits)
    throw new AwsError('SerializationException', 'STRING_VALUE can not be converted to a Number')
  }
}
