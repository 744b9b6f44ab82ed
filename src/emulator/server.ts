import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { codeDeploy } from './codedeploy.ts'
import { type Fault, faultJudge } from './faults.ts'
import type { Operation, Service } from './service.ts'
import { type Credentials, randomCredentials, verifySignature } from './sigv4.ts'
import { AwsError } from './wire.ts'
import { demoWorld, type RegionWorld, type World } from './world.ts'

export interface EmulatorOptions {
  /** Default: the demo's world. */
  world?: World
  /** The world's clock in epoch milliseconds (default: real time). Signatures and `Date` always use real time. */
  clock?: () => number
  faults?: Fault[]
  /** Default 0: any free port. */
  port?: number
}

/** A call as it arrived; `outcome` is 'pending' until it is answered, then 'ok', 'dropped' or the error's name. */
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
  /** Consulted for each call; push to it at any time. */
  faults: Fault[]
  stop: () => Promise<void>
}

const SERVICES: Service[] = [codeDeploy]
const CALLS_KEPT = 10_000 // a demo runs for days

/**
 * Starts AWS on loopback: the services above behind one port, over the wire protocol of the unmodified SDK. Answers
 * what `world` holds in the region a request is signed for. Rejects when the port is taken.
 */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const { world = demoWorld(), clock = Date.now, faults = [], port = 0 } = options
  const credentials = randomCredentials()
  const calls: RecordedCall[] = []
  const judge = faultJudge()
  const regionAt = latestWorlds(world)
  const stopping = new AbortController()

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request)
    response.setHeader('x-amzn-requestid', randomUUID())
    let call: RecordedCall | undefined
    try {
      const { method = '', url = '', headers } = request
      const { region, service } = verifySignature({ method, url, headers, body }, credentials, Date.now())
      const operation = route(service, String(headers['x-amz-target'] ?? ''))
      const input = operation.read(parse(body))
      call = { service, operation: operation.name, region, attempt: attemptOf(headers), input, outcome: 'pending' }
      calls.push(call)
      if (calls.length > CALLS_KEPT) calls.shift()
      const fate = judge(faults, call)
      if (fate.delayMs) await sleep(fate.delayMs, undefined, { signal: stopping.signal })
      if (fate.drop) {
        call.outcome = 'dropped'
        request.socket.destroy()
        return
      }
      if (fate.error) throw fate.error
      const output = operation.write(operation.run(input, regionAt(region, clock())))
      call.outcome = 'ok'
      reply(response, 200, output)
    } catch (cause) {
      const error = cause instanceof AwsError ? cause : new AwsError('InternalFailure', String(cause), 500)
      if (call) call.outcome = error.name
      reply(response, error.status, { __type: error.name, message: error.message })
    }
  }

  const server = createServer((request, response) => {
    // Only a connection that broke while its request was read ends here: there is nobody to answer.
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
      stopping.abort()
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

function route(signingName: string, target: string): Operation {
  const [prefix, name = ''] = target.split('.')
  const service = SERVICES.find((service) => service.target === prefix)
  const operation = service?.operations.get(name)
  if (!service || !operation) {
    throw new AwsError('UnknownOperationException', `The embedded AWS endpoint has no operation '${target}'.`)
  }
  if (signingName !== service.name) {
    const text = `Credential should be scoped to correct service: '${service.name}'.`
    throw new AwsError('InvalidSignatureException', text)
  }
  return operation
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body || '{}')
  } catch {
    throw new AwsError('SerializationException', 'The request body is not JSON.')
  }
}

/** Every SDK counts its attempts in `amz-sdk-request: attempt=1; max=3`. */
function attemptOf(headers: IncomingMessage['headers']): number {
  return Number(/attempt=(\d+)/.exec(String(headers['amz-sdk-request']))?.[1] ?? 1)
}

/** A world is pure, so as long as its clock stands still each region's is made once. */
function latestWorlds(world: World): (region: string, now: number) => RegionWorld {
  const latest = new Map<string, { now: number; region: RegionWorld }>()
  return (name, now) => {
    const known = latest.get(name)
    if (known?.now === now) return known.region
    const region = world(name, now)
    latest.set(name, { now, region })
    return region
  }
}

function reply(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body))
}
