import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { sendBadBody } from './bad-bodies.ts'
import { delay, untilLeft } from './delay.ts'
import { type Fault, faultInjector } from './faults.ts'
import { SERVICES } from './generated/services.ts'
import { latestWorlds, perRegion } from './regions.ts'
import { type HttpRequest, isRest, type Reply, restFailure } from './rest.ts'
import type { Operation, Service } from './service.ts'
import { type Credentials, randomCredentials, verifySignature } from './sigv4.ts'
import { isQuery, queryOperation, sts } from './sts.ts'
import { AwsError } from './wire.ts'
import type { World } from './world.ts'
import { demoWorld } from './worlds/demo/demo-world.ts'

export interface EmulatorOptions {
  /** Default: the demo's world. */
  world?: World
  /** The world's clock in epoch milliseconds (default: real time). Signatures and `Date` always use real time. */
  clock?: () => number
  faults?: Fault[]
  /** Default 0: any free port. */
  port?: number
}

/**
 * A received call; `outcome` is 'pending' until it is answered, then 'ok', 'dropped', the name of the error or of the
 * broken body; 'left' if the client disconnected first.
 */
export interface RecordedCall {
  service: string
  operation: string
  region: string
  attempt: number
  input: unknown
  outcome: string
}

export interface Emulator {
  /** http://127.0.0.1:port */
  endpoint: string
  /** The only credentials it accepts, random for each start. */
  credentials: Credentials
  /** The calls with a valid signature and a known operation, in order of arrival; the latest 10,000. */
  calls: RecordedCall[]
  /** Applied to each call; may be extended at any time. */
  faults: Fault[]
  stop: () => Promise<void>
}

const MAX_RECORDED_CALLS = 10_000 // a demo runs for days

/**
 * Starts AWS on loopback: all services on one port, over the wire protocol of the unmodified SDK. Answers come from
 * `world` in the region that a request is signed for. Rejects if the port is in use.
 */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const { world = demoWorld(), clock = Date.now, faults = [], port = 0 } = options
  const credentials = randomCredentials()
  const calls: RecordedCall[] = []
  const applyFaults = faultInjector()
  const regionAt = latestWorlds(world)
  const endpointIn = perRegion()
  const stopped = new AbortController()

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request)
    response.setHeader('x-amzn-requestid', randomUUID())
    const { method = '', url = '', headers } = request
    const httpRequest = httpRequestOf(request, body)
    let called: Service | undefined
    let call: RecordedCall | undefined
    try {
      const { region, service: signed } = verifySignature({ method, url, headers, body }, credentials, Date.now())
      const { service, operation } = route(signed, httpRequest)
      called = service
      const input = operation.read(httpRequest)
      const attempt = attemptOf(headers)
      call = { service: service.name, operation: operation.name, region, attempt, input, outcome: 'pending' }
      calls.push(call)
      if (calls.length > MAX_RECORDED_CALLS) calls.shift()
      const effect = applyFaults(faults, call)
      if (effect.delayMs && !(await delay(effect, response, stopped.signal))) {
        call.outcome = 'left'
        return
      }
      if (effect.drop) {
        call.outcome = 'dropped'
        request.socket.destroy()
        return
      }
      if (effect.error) throw effect.error
      const signal = untilLeft(response, stopped.signal)
      const running = { world: () => regionAt(region, clock()), clock, endpoint: endpointIn(region), signal }
      const answer = await operation.run(input, running.world(), running)
      if (signal.aborted) {
        call.outcome = 'left'
        return
      }
      const output = operation.write(answer)
      call.outcome = typeof effect.body === 'object' ? 'wrong type' : (effect.body ?? 'ok')
      if (effect.body) return await sendBadBody(response, effect.body, typeOf(httpRequest), JSON.stringify(output))
      reply(response, httpRequest, { status: 200, body: output })
    } catch (cause) {
      const error = cause instanceof AwsError ? cause : new AwsError('InternalFailure', String(cause), 500)
      if (call) call.outcome = error.name
      reply(response, httpRequest, failureOf(error, httpRequest, called))
    }
  }

  const server = createServer((request, response) => {
    // Only a connection that broke while its request was read gets here, so no client is waiting.
    handle(request, response).catch(() => request.socket.destroy())
  })
  server.keepAliveTimeout = 60_000 // longer than a client keeps an idle connection: no reset while it sends
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve))

  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    credentials,
    calls,
    faults,
    stop() {
      stopped.abort()
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

function httpRequestOf({ method = '', url = '', headers }: IncomingMessage, body: string): HttpRequest {
  const [path = '', query = ''] = url.split(/\?(.*)/s)
  const target = headers['x-amz-target']?.toString()
  return { method, path, query: new URLSearchParams(query), target, contentType: headers['content-type'] ?? '', body }
}

function route(signingName: string, request: HttpRequest): { service: Service; operation: Operation } {
  const { method, path, target = '' } = request
  const [prefix] = target.split('.')
  const service = isQuery(request)
    ? sts
    : Object.values(SERVICES)
        .map(({ service }) => service)
        .find((one) => (isRest(request) ? !one.target && one.name === signingName : one.target === prefix))
  const operation = isQuery(request)
    ? queryOperation(request)
    : service?.operations.find(({ name, binding }) =>
        binding ? binding.matches(request) : target === `${prefix}.${name}`,
      )
  if (!service || !operation) {
    const requested = target ? `'${target}'` : `'${method} ${path}' of ${signingName}`
    throw new AwsError('UnknownOperationException', `The embedded AWS endpoint has no operation ${requested}.`)
  }
  if (signingName !== service.name) {
    const text = `Credential should be scoped to correct service: '${service.name}'.`
    throw new AwsError('InvalidSignatureException', text)
  }
  return { service, operation }
}

/** Every SDK counts its attempts in `amz-sdk-request: attempt=1; max=3`. */
function attemptOf(headers: IncomingMessage['headers']): number {
  return Number(/attempt=(\d+)/.exec(String(headers['amz-sdk-request']))?.[1] ?? 1)
}

function failureOf(error: AwsError, request: HttpRequest, called: Service | undefined): Reply {
  const service = isQuery(request) ? sts : called
  if (isRest(request)) return restFailure(error, service?.errors)
  if (service?.failure) return service.failure(error)
  const { name, message, status = 400 } = error
  return { status, body: { __type: name, message } }
}

/** The version of awsJson is that of the request. */
function typeOf(request: HttpRequest): string {
  if (isQuery(request)) return 'text/xml'
  if (isRest(request)) return 'application/json'
  return /^application\/x-amz-json-1\.0\b/.test(request.contentType)
    ? 'application/x-amz-json-1.0'
    : 'application/x-amz-json-1.1'
}

function reply(response: ServerResponse, request: HttpRequest, { status, headers, body }: Reply): void {
  const json = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body))
  const head = { 'content-type': typeOf(request), 'content-length': json.length, ...headers }
  response.writeHead(status, head).end(json)
}
