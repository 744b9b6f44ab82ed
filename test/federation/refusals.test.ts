import { readFileSync } from 'node:fs'
import { createServer, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Answer, type Options, useGateways } from '../support/gateway.ts'
import { company, DEMO_LOCATIONS } from './company.ts'
import { GATEWAYS, startSupergraph } from './gateways.ts'

const DEPLOYMENT = '{ codeDeployDeployment(deploymentId: "d-000000001") { status } }'
const LARGE = `{ ${Array.from({ length: 25 }, (_, index) => `${'x'.repeat(100)}${index}: codeDeployDeployment(deploymentId: "d-00000000${index % 10}") { deploymentId }`).join(' ')} }`

/** Requests that deploygraph refuses as a whole: the settings, the query, and the queries before it. */
const REFUSALS: Record<
  string,
  { options?: Options; query: string; before?: string; code: string; retryable: boolean }
> = {
  'a page that is too large': {
    query: '{ codeDeployDeployments(first: 5000) { nodes { status } } }',
    code: 'BAD_USER_INPUT',
    retryable: false,
  },
  'an operation that is too expensive': {
    options: { maxCost: 10 },
    query: DEPLOYMENT,
    code: 'OPERATION_TOO_EXPENSIVE',
    retryable: false,
  },
  'an operation that is too large': {
    options: { maxAliases: 10 },
    query: LARGE,
    code: 'DOCUMENT_TOO_LARGE',
    retryable: false,
  },
  'a body that is too large': { options: { bodyBytes: 1000 }, query: LARGE, code: 'BAD_REQUEST', retryable: false },
  'a caller who asks too often': {
    options: { ratePerSecond: 0.001, rateBurst: 1 },
    before: DEPLOYMENT,
    query: DEPLOYMENT,
    code: 'RATE_LIMITED',
    retryable: true,
  },
  'a request to a gateway that is overloaded': {
    options: { maxConcurrentRequests: 0 },
    query: DEPLOYMENT,
    code: 'OVERLOADED',
    retryable: true,
  },
  'a document that is not trusted': {
    options: { trustedDocuments: 'enforce' },
    query: DEPLOYMENT,
    code: 'DOCUMENT_NOT_TRUSTED',
    retryable: false,
  },
}

/** Passes requests on to what `target` is at the time, so that one router, slow to start, does for many gateways. */
async function startRelay() {
  const relay = { url: '', target: '', stop: () => server.close() }
  const server = createServer((incoming, outgoing) => {
    if (!relay.target) return void outgoing.destroy()
    const { method, headers, url = '' } = incoming
    const sent = request(relay.target + url, { method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 500, answer.headers)
      answer.pipe(outgoing)
    })
    sent.on('error', () => outgoing.destroy())
    incoming.pipe(sent)
  })
  relay.url = await listening(server)
  return relay
}

async function listening(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

describe.each(Object.keys(GATEWAYS) as (keyof typeof GATEWAYS)[])('through %s', (name) => {
  const { start } = useGateways({ world: company('eu-west-1'), locations: DEMO_LOCATIONS })
  let relay: Awaited<ReturnType<typeof startRelay>>
  let supergraph: Awaited<ReturnType<typeof startSupergraph>>
  beforeAll(async () => {
    relay = await startRelay()
    supergraph = await startSupergraph(name, relay.url, [])
  })
  afterAll(async () => {
    await supergraph.stop()
    relay.stop()
  })

  test.each(Object.entries(REFUSALS))(
    'passes on the code, message and retryability of deploygraph for %s',
    async (_, { options = {}, query, before, code, retryable }) => {
      const deploygraph = await start(options)
      relay.target = deploygraph.url
      if (before) expect((await supergraph.query(before)).errors).toBeUndefined()
      const through = await supergraph.query(query)
      const direct = await deploygraph.query(query)
      // A router writes its own document, which has another hash; Hive Gateway repeats an error for each field of Query.
      const messagesOf = ({ errors }: Answer) =>
        new Set(
          errors?.map(({ message, extensions }) =>
            [message.replace(/[0-9a-f]{64}/, '<hash>'), extensions.code, extensions.retryable].join(' '),
          ),
        )
      expect(messagesOf(through)).toEqual(messagesOf(direct))
      expect(through.errors?.[0]?.extensions).toMatchObject({ code, retryable })
      expect(JSON.stringify(through)).not.toContain(relay.url)
    },
  )

  if (name === '@apollo/gateway')
    test.each([
      ['text/html', '<h1>Bad gateway</h1>'],
      ['application/json', '<h1>Bad gateway</h1>'],
      ['application/json', '{"message":"Bad gateway"}'],
    ])('reports only the status of a proxy that answers 502 with %s (%s)', async (type, body) => {
      const proxy = createServer((_, response) => response.writeHead(502, { 'content-type': type }).end(body))
      relay.target = await listening(proxy)
      const { errors } = await supergraph.query(DEPLOYMENT)
      proxy.close()
      expect(errors).toMatchObject([
        { message: 'The subgraph answered 502.', extensions: { code: 'SUBGRAPH_HTTP_ERROR' } },
      ])
      expect(JSON.stringify(errors)).not.toContain(relay.url)
    })
})

test('docs/federation.md shows the data source of the example', () => {
  const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')
  const source = read('examples/supergraph/data-source.mjs')
  expect(read('docs/federation.md')).toContain(source.slice(source.indexOf('export class')))
})
