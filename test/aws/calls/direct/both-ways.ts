import { createServer, type IncomingHttpHeaders, type RequestListener, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo, Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { ListDeploymentsCommand } from '@aws-sdk/client-appconfig'
import { BatchGetDeploymentsCommand } from '@aws-sdk/client-codedeploy'
import { GetLifecycleExecutionCommand, ListLifecycleExecutionsCommand } from '@aws-sdk/client-imagebuilder'
import { Sha256 } from '@smithy/core/checksum'
import { SignatureV4 } from '@smithy/signature-v4'
import { client as appconfig } from '../../../../src/appconfig/client.ts'
import { type AwsService, createClients } from '../../../../src/aws/calls/clients.ts'
import { toGatewayError } from '../../../../src/aws/calls/errors.ts'
import type { Limit } from '../../../../src/aws/calls/queue.ts'
import type { SdkError } from '../../../../src/aws/calls/sdk-error.ts'
import { Locations } from '../../../../src/aws/locations.ts'
import { client as codedeploy } from '../../../../src/codedeploy/client.ts'
import type { LocationConfig } from '../../../../src/config/locations.ts'
import { client as imagebuilder } from '../../../../src/imagebuilder/client.ts'
import type { Certificate } from './certificate.ts'

const ARN = 'arn:aws:imagebuilder:us-east-1:111122223333:lifecycle-policy/old'
const ID = 'lce-00000000-0000-0000-0000-000000000000'

/** One call of each service and of each kind: a body, a path with labels and a query, a query alone. */
export const CALLS: Record<string, { service: AwsService; command: () => object; good: string }> = {
  'codedeploy:BatchGetDeployments': {
    service: codedeploy,
    command: () => new BatchGetDeploymentsCommand({ deploymentIds: ['d-1', 'd-é'] }),
    good: '{"deploymentsInfo":[{"deploymentId":"d-1","createTime":1.7e9}]}',
  },
  'appconfig:ListDeployments': {
    service: appconfig,
    command: () =>
      new ListDeploymentsCommand({
        ...{ ApplicationId: 'a b/c+d', EnvironmentId: "e'(é)*", MaxResults: 5, NextToken: 'x=&y z~+/' },
      }),
    good: '{"Items":[{"DeploymentNumber":7,"StartedAt":"2026-11-21T09:30:00.000Z"}]}',
  },
  'imagebuilder:ListLifecycleExecutions': {
    service: imagebuilder,
    command: () => new ListLifecycleExecutionsCommand({ resourceArn: ARN }),
    good: '{"lifecycleExecutions":[{"lifecycleExecutionId":"lce-1","startTime":1.7e9}]}',
  },
  'imagebuilder:GetLifecycleExecution': {
    service: imagebuilder,
    command: () => new GetLifecycleExecutionCommand({ lifecycleExecutionId: ID }),
    good: `{"lifecycleExecution":{"lifecycleExecutionId":"${ID}"}}`,
  },
}

export const KEYS = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret', sessionToken: 'token' }

/** How an endpoint answers the `nth` request, counted from 1. */
export type Behaviour = (response: ServerResponse, nth: number, good: string) => void

const sockets = new Map<number | undefined, Socket>()

/** Resets the connection of a response, below TLS where there is any. */
export const reset = ({ socket }: ServerResponse): void => void sockets.get(socket?.remotePort)?.resetAndDestroy()

export interface Scenario {
  behaviour: Behaviour
  /** How many calls are made, one after the other [1]. */
  calls?: number
  awsCallTimeoutMs?: number
  location?: Partial<LocationConfig>
  /** Ends the calls. */
  abort?: AbortController
  /** Makes the endpoint speak TLS. */
  certificate?: Certificate
}

type Seen = { method?: string; url?: string; headers: IncomingHttpHeaders; body: string }

/** The result of a scenario, as the callers, the observers of attempts and the endpoint saw it. */
export interface Told {
  outcomes: object[]
  events: string[]
  requests: Seen[]
}

/** Plays a scenario with the SDK's middleware stack and without it. */
export async function bothWays(call: string, scenario: () => Scenario): Promise<{ sdk: Told; direct: Told }> {
  return { sdk: await play('sdk', call, scenario()), direct: await play('direct', call, scenario()) }
}

/** Plays a scenario with the SDK's middleware stack, or without it. */
export async function play(awsCall: 'sdk' | 'direct', name: string, scenario: Scenario): Promise<Told> {
  const { service, command, good } = CALLS[name] ?? raise(name)
  const requests: Seen[] = []
  const listener: RequestListener = async (incoming, response) => {
    const { method, url, headers } = incoming
    const seen = { method, url, headers, body: '' }
    requests.push(seen)
    response.on('error', () => undefined).setHeader('date', new Date(Date.now()).toUTCString())
    seen.body = await text(incoming).catch(() => '')
    scenario.behaviour(response, requests.length, good)
  }
  const server = scenario.certificate ? createTlsServer(scenario.certificate, listener) : createServer(listener)
  server.on('connection', (socket: Socket) => void sockets.set(socket.remotePort, socket))
  server.on('clientError', (_, socket) => socket.destroy())
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  const endpoint = `${scenario.certificate ? 'https' : 'http'}://127.0.0.1:${port}`
  const events: string[] = []
  const location = { name: 'here', region: 'us-east-1', endpoint, credentials: KEYS, ...scenario.location }
  const { awsCallTimeoutMs = 5_000 } = scenario
  const clients = createClients(new Locations([location], false), () => listeningTo(events), {
    awsCallTimeoutMs,
    awsCall,
  })
  const client = clients.at(service, 'here') as unknown as Client
  const outcomes: object[] = []
  for (let call = 0; call < (scenario.calls ?? 1); call++)
    outcomes.push(
      await client
        .send(command(), { abortSignal: scenario.abort?.signal })
        .then(Object, (error) => withoutParserCodes(described(error))),
    )
  clients.destroy()
  server.closeAllConnections()
  await new Promise((closed) => server.close(closed))
  return { outcomes, events, requests: await Promise.all(requests.map((request) => comparable(request, port))) }
}

interface Client {
  send(command: object, options: object): Promise<object>
}

const raise = (name: string): never => {
  throw new Error(`no call ${name}`)
}

/** A limit that never waits, and tells what it hears. */
const listeningTo = (events: string[]) =>
  ({
    rate: {
      acquire: async (_: AbortSignal, isRetry: boolean) => void events.push(isRetry ? 'retry' : 'attempt'),
      onSuccess: () => void events.push('success'),
      onThrottle: () => void events.push('throttle'),
    },
    breaker: { onSilence: () => void events.push('silence') },
  }) as unknown as Limit

/** The parts of an error that do not depend on how the call was sent. */
function described(thrown: unknown): object {
  const error = thrown as SdkError
  const { code, message, aws, retryAfterMs } = toGatewayError(thrown, {
    ...{ service: 'x', operation: 'Y', location: 'here' },
  })
  return {
    ...{ name: error.name, code: error.code, fault: error.$fault, metadata: error.$metadata },
    ...(error.$fault && { ...error, message: error.message }),
    gateway: { code, message, aws, retryAfterMs },
  }
}

/** Which of the parser's codes it was is lost without the stack. */
const withoutParserCodes = (outcome: object): object =>
  JSON.parse(JSON.stringify(outcome).replace(/HPE_(?!HEADER_OVERFLOW|UNEXPECTED_CONTENT_LENGTH)\w+/g, 'HPE_ANY'))

// Created for each call.
const INVOCATION = 'amz-sdk-invocation-id'

/** A request without what is random: the signature is replaced by whether it is what the SDK's signer makes. */
async function comparable(request: Seen, port: number): Promise<Seen> {
  const { authorization = '', ...headers } = request.headers as Record<string, string>
  const [, names = ''] = /SignedHeaders=([^,]+)/.exec(authorization) ?? []
  const signer = new SignatureV4({
    credentials: credentialsIn(authorization, headers),
    ...{ region: 'us-east-1', service: /\/([a-z]+)\/aws4_request/.exec(authorization)?.[1] ?? '', sha256: Sha256 },
  })
  const url = new URL(request.url ?? '', 'http://any')
  const signed = await signer.sign(
    {
      ...{ method: request.method ?? '', path: url.pathname, protocol: 'http:', hostname: 'any', body: request.body },
      query: Object.fromEntries(url.searchParams),
      headers: Object.fromEntries(names.split(';').map((name) => [name, headers[name] ?? ''])),
    },
    { signingDate: dateOf(headers['x-amz-date'] ?? '') },
  )
  const isSigned = signed.headers.authorization === authorization
  return {
    ...request,
    headers: {
      ...headers,
      authorization: `${isSigned ? 'signed' : 'not signed'}: ${authorization.replace(/Signature=.*/, '')}`,
      host: headers.host?.replace(String(port), 'PORT'),
      [INVOCATION]: String(headers[INVOCATION]?.length),
    },
  }
}

const credentialsIn = (authorization: string, headers: Record<string, string>) => ({
  accessKeyId: /Credential=([^/]+)/.exec(authorization)?.[1] ?? '',
  secretAccessKey: KEYS.secretAccessKey,
  sessionToken: headers['x-amz-security-token'],
})

const dateOf = (text: string) => new Date(text.replace(/(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z/, '$1-$2-$3T$4:$5:$6Z'))
