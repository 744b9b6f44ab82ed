import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'
import { fleetWorld } from '../../../src/emulator/worlds/fleet/fleet-world.ts'
import { initialisedSocket } from '../../live/websocket/socket-client.ts'
import { loadConfig } from '../../support/config.ts'
import { ONE_LOCATION, type Options, startGateway } from '../../support/gateway.ts'

interface Span {
  traceId: string
  spanId: string
  parentSpanId?: string
  name: string
  kind: number
  status: { code?: number }
  startTimeUnixNano: string
  endTimeUnixNano: string
  attributes: { key: string; value: { stringValue?: string; intValue?: number } }[]
}
interface Exported {
  resourceSpans: { resource: Pick<Span, 'attributes'>; scopeSpans: { spans: Span[] }[] }[]
}

/** A collector that takes OTLP in JSON, and what it was sent. */
async function startCollector() {
  const received: { path?: string; body: Exported }[] = []
  const server = createServer(async (request, response) => {
    received.push({ path: request.url, body: (await json(request)) as Exported })
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    spans: () =>
      received.flatMap(({ body }) => body.resourceSpans.flatMap((one) => one.scopeSpans.flatMap((of) => of.spans))),
    stop: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

let collector: Awaited<ReturnType<typeof startCollector>>
beforeEach(async () => {
  collector = await startCollector()
})
afterEach(() => collector.stop())

/** Runs a query, stops the gateway, and answers what the collector has got by then. */
async function traced(query: string, variables: object, headers: Record<string, string>, options: Options = {}) {
  const lines: Record<string, unknown>[] = []
  const gateway = await startGateway({
    world: fleetWorld({ targets: 30, events: 1 }),
    locations: ONE_LOCATION,
    otlpEndpoint: collector.url,
    log: (line) => void lines.push(JSON.parse(line)),
    ...options,
  })
  await gateway.query(query, variables, headers)
  await gateway.stop()
  const [operation] = collector.spans().filter(({ kind }) => kind === 2)
  const calls = collector.spans().filter(({ kind }) => kind === 3)
  return { operation, calls, lines }
}

const attributesOf = (span: Pick<Span, 'attributes'> | undefined) =>
  Object.fromEntries((span?.attributes ?? []).map(({ key, value }) => [key, value.stringValue ?? value.intValue]))

const QUERY = `query Fleet($id: ID!) { codeDeployDeployment(deploymentId: $id) { targets(first: 30) { nodes { __typename } } } }`
const TRACEPARENT = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'

test('the operations of a WebSocket are traces of their own', async () => {
  const gateway = await startGateway({ locations: ONE_LOCATION, otlpEndpoint: collector.url })
  const { send, next, closed } = await initialisedSocket(gateway.url)
  for (const id of ['1', '2']) {
    send({ id, type: 'subscribe', payload: { query: '{ locations { name } }' } })
    expect([(await next()).type, (await next()).type]).toEqual(['next', 'complete'])
  }
  await Promise.all([gateway.stop(), closed])
  const operations = collector.spans().filter(({ kind }) => kind === 2)
  expect(operations.map(({ parentSpanId }) => parentSpanId)).toEqual([undefined, undefined])
  expect(new Set(operations.map(({ traceId }) => traceId)).size).toBe(2)
})

test('an operation continues the trace of its request, with its AWS calls as children', async () => {
  const { operation, calls, lines } = await traced(QUERY, { id: 'd-FLEET0001' }, { traceparent: TRACEPARENT })
  expect(operation).toMatchObject({
    name: 'query',
    traceId: '0af7651916cd43dd8448eb211c80319c',
    parentSpanId: 'b7ad6b7169203331',
  })
  expect(attributesOf(operation)).toEqual({ 'graphql.operation.type': 'query', 'graphql.operation.name': 'Fleet' })
  expect(calls.map(({ name }) => name).sort()).toEqual([
    'CodeDeploy.BatchGetDeploymentTargets',
    'CodeDeploy.BatchGetDeploymentTargets',
    'CodeDeploy.BatchGetDeployments',
    'CodeDeploy.ListDeploymentTargets',
  ])
  for (const call of calls) {
    expect(call).toMatchObject({ traceId: operation?.traceId, parentSpanId: operation?.spanId })
    expect(attributesOf(call)).toEqual({
      'rpc.system': 'aws-api',
      'rpc.service': 'CodeDeploy',
      'rpc.method': call.name.split('.')[1],
      'cloud.region': 'us-east-1',
      'cloud.account.id': '111122223333',
      'aws.request_id': expect.any(String),
    })
    expect(BigInt(call.startTimeUnixNano)).toBeGreaterThanOrEqual(BigInt(operation?.startTimeUnixNano ?? 0))
    expect(BigInt(call.endTimeUnixNano)).toBeLessThanOrEqual(BigInt(operation?.endTimeUnixNano ?? 0))
  }
  expect(lines).toContainEqual(expect.objectContaining({ msg: 'operation', traceId: operation?.traceId }))
  const [{ path, body } = { body: { resourceSpans: [] } }] = collector.received
  expect([path, attributesOf(body.resourceSpans[0]?.resource)]).toEqual([
    '/v1/traces',
    {
      'service.name': 'deploygraph',
      'service.version': expect.stringMatching(/^\d+\.\d+\.\d+/),
      'telemetry.sdk.language': 'nodejs',
      'telemetry.sdk.name': 'opentelemetry',
      'telemetry.sdk.version': expect.stringMatching(/^\d+\.\d+\.\d+/),
    },
  ])
})

test('a trace contains no variables, no document and no AWS data', async () => {
  await traced(`${QUERY} # hunter2`, { id: 'd-FLEET0001', password: 'hunter2' }, { authorization: 'hunter2' })
  const sent = JSON.stringify(collector.received)
  for (const word of ['d-FLEET0001', 'hunter2', 'i-0000', 'targets(']) expect(sent).not.toContain(word)
})

test('a failed call is a span with its error name and its number of attempts', async () => {
  const faults = [{ operation: 'BatchGetDeployments', error: { name: 'ThrottlingException' } }]
  const { calls } = await traced(QUERY, { id: 'd-FLEET0001' }, {}, { faults })
  expect(calls).toHaveLength(1)
  expect(calls[0]?.status.code).toBe(2)
  expect(attributesOf(calls[0])).toMatchObject({ 'error.type': 'ThrottlingException', 'http.request.resend_count': 2 })
})

test.each([
  ['without data is an error by the code of its first error', '{ nope }', 2, 'GRAPHQL_VALIDATION_FAILED'],
  [
    'that lacks a part is neither an error nor has the type of one',
    '{ locations { name } codeDeployDeployment(deploymentId: "d-FLEET0001") { status } }',
    undefined,
    undefined,
  ],
  ['that is whole has no error', '{ locations { name } }', undefined, undefined],
])('a response %s', async (_, query, code, type) => {
  const faults = [{ operation: 'BatchGetDeployments', error: { name: 'AccessDeniedException' } }]
  const { operation } = await traced(query, {}, {}, { faults })
  expect(operation?.status.code || undefined).toBe(code)
  expect(attributesOf(operation)['error.type']).toBe(type)
})

test.each([{ otelSdkDisabled: true }, { otelTracesExporter: 'none' as const }])(
  'the gateway works and sends no traces with %j',
  async (options) => {
    const { lines } = await traced(QUERY, { id: 'd-FLEET0001' }, {}, options)
    expect(collector.received).toEqual([])
    expect(lines).not.toContainEqual(expect.objectContaining({ msg: 'traces are lost' }))
  },
)

test.each([
  ['true', true],
  ['TRUE', true],
  ['false', false],
  ['1', false],
  ['', false],
])('OTEL_SDK_DISABLED=%s means %s, as in OpenTelemetry', async (value, expected) => {
  const { otelSdkDisabled } = await loadConfig({ env: { AWS_REGION: 'eu-west-1', OTEL_SDK_DISABLED: value } })
  expect(otelSdkDisabled).toBe(expected)
})

test('OTEL_TRACES_EXPORTER is none or otlp, and otlp by default', async () => {
  const read = (value: string) => loadConfig({ env: { AWS_REGION: 'eu-west-1', OTEL_TRACES_EXPORTER: value } })
  expect([(await read('none')).otelTracesExporter, (await read('')).otelTracesExporter]).toEqual(['none', 'otlp'])
  await expect(read('zipkin')).rejects.toThrow('OTEL_TRACES_EXPORTER: expected one of otlp, none, found "zipkin"')
})

test('the gateway does not export a trace that is not sampled upstream', async () => {
  await traced(QUERY, { id: 'd-FLEET0001' }, { traceparent: TRACEPARENT.replace(/01$/, '00') })
  expect(collector.spans()).toEqual([])
})

test('the gateway answers without a collector and logs that traces are lost', async () => {
  collector.stop()
  const { lines } = await traced(QUERY, { id: 'd-FLEET0001' }, {})
  expect(lines).toContainEqual(expect.objectContaining({ msg: 'traces are lost' }))
}, 600_000)

test('OTEL_EXPORTER_OTLP_TRACES_ENDPOINT takes precedence over OTEL_EXPORTER_OTLP_ENDPOINT', async () => {
  await traced(
    QUERY,
    { id: 'd-FLEET0001' },
    {},
    { otlpEndpoint: 'http://127.0.0.1:9', otlpTracesEndpoint: `${collector.url}/mine` },
  )
  expect(collector.received.map(({ path }) => path)).toEqual(['/mine'])
})
