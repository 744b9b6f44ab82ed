import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { AwsError } from './wire.ts'

export interface Credentials {
  accessKeyId: string
  secretAccessKey: string
}

/** The request as received: `url` is the path with its query, `body` the exact text. */
export interface SignedRequest {
  method: string
  url: string
  headers: IncomingHttpHeaders
  body: string
}

/** The scope of a signature: `region` and `service` are signing names, e.g. us-east-1 and codedeploy. */
export interface Scope {
  accessKeyId: string
  date: string
  region: string
  service: string
}

interface Authorization extends Scope {
  signedHeaders: string[]
  signature: string
}

const ALGORITHM = 'AWS4-HMAC-SHA256'
const SKEW_MINUTES = 5 // recorded: "Signature expired: … is now earlier than … (… - 5 min.)"

/** Random credentials: web pages can reach loopback, but cannot sign. */
export function randomCredentials(): Credentials {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  const id = [...randomBytes(16)].map((byte) => letters[byte % letters.length]).join('')
  return { accessKeyId: `AKIA${id}`, secretAccessKey: randomBytes(30).toString('base64') }
}

/**
 * Verifies a request's Signature Version 4 with the only valid credentials and returns its scope. `now` is real time in
 * epoch milliseconds. Throws the AwsError of AWS; its status depends on the protocol. Documented in "Signature Version
 * 4 signing process" of the IAM user guide; messages as worded by AWS.
 */
export function verifySignature(request: SignedRequest, credentials: Credentials, now: number): Scope {
  const { authorization } = request.headers
  if (!authorization) throw new AwsError('MissingAuthenticationTokenException', 'Missing Authentication Token')
  const claim = parseAuthorization(authorization)
  if (claim.accessKeyId !== credentials.accessKeyId || request.headers['x-amz-security-token']) {
    throw new AwsError('UnrecognizedClientException', 'The security token included in the request is invalid.')
  }
  const timestamp = String(request.headers['x-amz-date'] ?? '')
  checkTime(timestamp, claim.date, now)
  for (const name of ['host', ...Object.keys(request.headers).filter((name) => name.startsWith('x-amz-'))]) {
    if (!claim.signedHeaders.includes(name)) {
      throw new AwsError('InvalidSignatureException', `'${name}' must be a 'SignedHeader' in the AWS Authorization.`)
    }
  }
  const expected = Buffer.from(sign(request, claim, timestamp, credentials.secretAccessKey), 'hex')
  const signature = Buffer.from(claim.signature, 'hex')
  if (signature.length !== expected.length || !timingSafeEqual(signature, expected)) {
    throw new AwsError(
      'InvalidSignatureException',
      'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
    )
  }
  return claim
}

/** Reads `AWS4-HMAC-SHA256 Credential=…/date/region/service/aws4_request, SignedHeaders=…, Signature=…`. */
export function parseAuthorization(authorization: string): Authorization {
  const parts = Object.fromEntries(
    authorization
      .replace(ALGORITHM, '')
      .split(',')
      .map((part) => part.trim().split(/=(.*)/s, 2)),
  ) as Record<string, string | undefined>
  const [accessKeyId, date, region, service, terminator] = parts.Credential?.split('/') ?? []
  const { SignedHeaders, Signature } = parts
  if (
    !authorization.startsWith(ALGORITHM) ||
    !(accessKeyId && date && region && service && SignedHeaders && Signature) ||
    terminator !== 'aws4_request'
  ) {
    throw new AwsError(
      'IncompleteSignatureException',
      `Authorization header requires '${ALGORITHM}' with 'Credential', 'SignedHeaders' and 'Signature' parameters.`,
    )
  }
  return { accessKeyId, date, region, service, signedHeaders: SignedHeaders.split(';'), signature: Signature }
}

function checkTime(timestamp: string, scopeDate: string, now: number): void {
  const signedAt = Date.parse(timestamp.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'))
  if (Number.isNaN(signedAt)) {
    throw new AwsError(
      'IncompleteSignatureException',
      "Authorization header requires existence of 'X-Amz-Date' header.",
    )
  }
  if (!timestamp.startsWith(scopeDate)) {
    throw new AwsError(
      'InvalidSignatureException',
      `Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '${scopeDate}' != '${timestamp.slice(0, 8)}', from '${timestamp}'.`,
    )
  }
  const skew = SKEW_MINUTES * 60_000
  if (signedAt < now - skew) {
    const text = `Signature expired: ${timestamp} is now earlier than ${basic(now - skew)} (${basic(now)} - 5 min.)`
    throw new AwsError('InvalidSignatureException', text)
  }
  if (signedAt > now + skew) {
    const text = `Signature not yet current: ${timestamp} is still later than ${basic(now + skew)} (${basic(now)} + 5 min.)`
    throw new AwsError('InvalidSignatureException', text)
  }
}

function sign(request: SignedRequest, claim: Authorization, timestamp: string, secret: string): string {
  const [path = '/', query = ''] = request.url.split(/\?(.*)/s, 2)
  const canonical = [
    request.method,
    // Services other than S3 encode the path a second time.
    path.split('/').map(encodeURIComponent).join('/'),
    query.split('&').sort().join('&'),
    ...claim.signedHeaders.map(
      (name) =>
        `${name}:${String(request.headers[name] ?? '')
          .trim()
          .replace(/ +/g, ' ')}`,
    ),
    '',
    claim.signedHeaders.join(';'),
    sha256(request.body),
  ].join('\n')
  const scope = [claim.date, claim.region, claim.service, 'aws4_request']
  const key = scope.reduce<string | Buffer>((key, part) => hmac(key, part).digest(), `AWS4${secret}`)
  return hmac(key, [ALGORITHM, timestamp, scope.join('/'), sha256(canonical)].join('\n')).digest('hex')
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text)
const basic = (time: number) => new Date(time).toISOString().replace(/[-:]|\.\d+/g, '')
