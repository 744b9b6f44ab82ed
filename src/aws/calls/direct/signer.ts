import { createHmac, hash } from 'node:crypto'
import { escapeUri } from '@smithy/core/protocols'
import type { AwsCredentialIdentity, HttpRequest } from '@smithy/types'

const ALGORITHM = 'AWS4-HMAC-SHA256'

// Headers that a proxy may change or Node adds: the SDK's own list.
const UNSIGNED =
  /^(?:authorization|cache-control|connection|expect|from|keep-alive|max-forwards|pragma|referer|te|trailer|transfer-encoding|upgrade|user-agent|x-amzn-trace-id|(?:proxy|sec)-.*)$/

/** The scope of a signature: a region, a service by its signing name, and the time, in milliseconds since 1970. */
export interface Scope {
  region: string
  service: string
  now: number
}

/**
 * Signs requests as the SDK's SignatureV4 does, and keeps the key of a day, which takes four hashes more to derive.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export class Signer {
  #key: Buffer = Buffer.alloc(0)
  #keyOf = ''

  /**
   * The headers of a request, signed; the request stays as it is. Its body is a string, bytes or nothing.
   */
  sign(request: HttpRequest, credentials: AwsCredentialIdentity, { region, service, now }: Scope) {
    const time = new Date(now).toISOString().replace(/[-:]|\.\d{3}/g, '')
    const scope = `${time.slice(0, 8)}/${region}/${service}/aws4_request`
    const payload = hash('sha256', request.body ?? '', 'hex')
    const added = { 'x-amz-date': time, 'x-amz-content-sha256': payload }
    const headers: Record<string, string> = Object.assign({}, request.headers, added)
    if (credentials.sessionToken) headers['x-amz-security-token'] = credentials.sessionToken
    const canonical = canonicalHeaders(headers)
    const names = canonical.map(([name]) => name).join(';')
    const lines = canonical.map(([name, value]) => `${name}:${value}\n`).join('')
    const text = `${request.method}\n${canonicalPath(request.path)}\n${canonicalQuery(request.query)}\n${lines}\n${names}\n${payload}`
    const toSign = `${ALGORITHM}\n${time}\n${scope}\n${hash('sha256', text, 'hex')}`
    const signature = createHmac('sha256', this.#keyFor(credentials, scope)).update(toSign).digest('hex')
    headers.authorization = `${ALGORITHM} Credential=${credentials.accessKeyId}/${scope}, SignedHeaders=${names}, Signature=${signature}`
    return headers
  }

  #keyFor({ secretAccessKey }: AwsCredentialIdentity, scope: string): Buffer {
    const keyOf = `${secretAccessKey}\n${scope}`
    if (this.#keyOf !== keyOf) {
      let key: string | Buffer = `AWS4${secretAccessKey}`
      for (const part of scope.split('/')) key = createHmac('sha256', key).update(part).digest()
      this.#key = Buffer.from(key)
      this.#keyOf = keyOf
    }
    return this.#key
  }
}

function canonicalHeaders(headers: Record<string, string>): [name: string, value: string][] {
  const canonical: [string, string][] = []
  for (const [name, value] of Object.entries(headers)) {
    const lower = name.toLowerCase()
    if (!UNSIGNED.test(lower)) canonical.push([lower, oneLine(value)])
  }
  return canonical.sort(([one], [other]) => (one < other ? -1 : 1))
}

const oneLine = (value: string) =>
  /[\r\n\t]| {2}|^ | $/.test(value) ? value.replace(/[\r\n\t ]+/g, ' ').replace(/^ | $/g, '') : value

/** Escaped once more, without empty segments, `.` and `..`. */
function canonicalPath(path: string): string {
  if (path === '/') return path
  const segments: string[] = []
  for (const segment of path.split('/')) {
    if (segment === '..') segments.pop()
    else if (segment !== '' && segment !== '.') segments.push(escapeUri(segment))
  }
  const last = segments.length > 0 && path.endsWith('/') ? '/' : ''
  return `${path.startsWith('/') ? '/' : ''}${segments.join('/')}${last}`
}

/** Sorted by key, and the values of one key among themselves: sorted as `key=value`, `a-b=` would come before `a=`. */
function canonicalQuery(query: HttpRequest['query']): string {
  if (!query) return ''
  const parts = Object.entries(query).map(([key, value]) => [escapeUri(key), value] as const)
  return parts
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([key, value]) => {
      if (Array.isArray(value)) return value.map((one) => `${key}=${escapeUri(one)}`).sort()
      return typeof value === 'string' ? [`${key}=${escapeUri(value)}`] : []
    })
    .join('&')
}
