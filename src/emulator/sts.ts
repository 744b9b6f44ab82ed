import type { HttpRequest, Reply } from './rest.ts'
import type { Operation, Service } from './service.ts'
import type { AwsError } from './wire.ts'

const ACCOUNT = '111122223333'
const USER = 'demo'

/**
 * The one operation of AWS STS that checks whose credentials a client has. STS speaks the query protocol: a form, answered
 * in XML. https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
 */
const getCallerIdentity: Operation = {
  name: 'GetCallerIdentity',
  read: () => ({}),
  run: () => ({ Arn: `arn:aws:iam::${ACCOUNT}:user/${USER}`, UserId: 'AIDACKCEVSQ6C2EXAMPLE', Account: ACCOUNT }),
  write: (output) =>
    xml('GetCallerIdentityResponse', `<GetCallerIdentityResult>${members(output as object)}</GetCallerIdentityResult>`),
}

export const sts: Service = { name: 'sts', operations: [getCallerIdentity], failure }

/** Whether a request is one of the query protocol. */
export const isQuery = ({ contentType, path }: HttpRequest): boolean =>
  path === '/' && /^application\/x-www-form-urlencoded\b/.test(contentType)

/** The operation that a request of the query protocol names. */
export const queryOperation = ({ body }: HttpRequest): Operation | undefined =>
  sts.operations.find(({ name }) => name === new URLSearchParams(body).get('Action'))

// STS has names of its own for these, as its service model lists them or as they were recorded.
const CODES: Readonly<Record<string, string>> = {
  UnrecognizedClientException: 'InvalidClientTokenId',
  InvalidSignatureException: 'SignatureDoesNotMatch',
  UnknownOperationException: 'InvalidAction',
}

function failure({ name, message, status }: AwsError): Reply {
  const code = CODES[name] ?? name.replace(/Exception$/, '')
  const isOurs = status !== undefined && status >= 500
  return {
    status: status ?? (code === 'InvalidAction' ? 400 : 403),
    body: xml(
      'ErrorResponse',
      `<Error>${members({ Type: isOurs ? 'Receiver' : 'Sender', Code: code, Message: message })}</Error>`,
    ),
  }
}

const xml = (element: string, content: string) =>
  `<${element} xmlns="https://sts.amazonaws.com/doc/2011-06-15/">${content}</${element}>`

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

const members = (of: object): string =>
  Object.entries(of)
    .map(([name, value]) => `<${name}>${String(value).replace(/[&<>"']/g, (one) => ENTITIES[one] ?? one)}</${name}>`)
    .join('')
