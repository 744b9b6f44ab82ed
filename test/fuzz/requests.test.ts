import { connect } from 'node:net'
import { randomNumbers } from '../server/execution/random-documents.ts'
import { each, type Fuzzed, startFuzzed } from './fuzzed.ts'

const COUNT = 10_000
let gateway: Fuzzed
beforeAll(async () => {
  gateway = await startFuzzed()
}, 600_000)

const QUERY = '{"query":"{ codeDeployDeployment(deploymentId: \\"d-FLEET0001\\") { status } }"}'
const lines = (...all: string[]) => `${all.join('\r\n')}\r\n\r\n`
const SEEDS = [
  `${lines('POST /graphql HTTP/1.1', 'host: localhost', 'content-type: application/json', `content-length: ${QUERY.length}`)}${QUERY}`,
  `${lines('POST /graphql HTTP/1.1', 'host: localhost', 'content-type: application/json', 'transfer-encoding: chunked')}${QUERY.length.toString(16)}\r\n${QUERY}\r\n0\r\n\r\n`,
  lines('GET /graphql?query=%7B__typename%7D HTTP/1.1', 'host: localhost', 'apollo-require-preflight: 1'),
  lines('GET /livez HTTP/1.1', 'host: localhost', 'accept-encoding: br', 'if-none-match: *'),
  lines('GET /readyz HTTP/1.1', 'host: localhost'),
  lines('OPTIONS /graphql HTTP/1.1', 'host: localhost', 'origin: http://a.example'),
]
const HEADERS = [
  ...['host', 'content-type', 'content-length', 'transfer-encoding', 'accept', 'accept-encoding', 'connection'],
  ...['expect', 'upgrade', 'x-request-id', 'traceparent', 'x-aws-receipt', 'if-none-match', 'origin', 'range'],
]
const VALUES = [
  ...[
    '',
    '0',
    '-1',
    '1e9',
    '2000000',
    '99999999999999999999',
    'chunked',
    'gzip, chunked',
    'identity',
    '*/*',
    'a/b;q=x',
    'close',
  ],
  ...[
    'application/json',
    'application/json; charset=utf-16',
    'text/plain',
    '100-continue',
    'websocket',
    'W/"x"',
    '\u0000',
  ],
]
const METHODS = ['GET', 'POST', 'PUT', 'DELETE', 'HEAD', 'TRACE', 'CONNECT', 'PRI', 'QUERY', 'get', 'G E T', '']
const PATHS = [
  ...['/graphql?', '/graphql/', '//graphql', '/graphql?query=%', '/graphql?variables=[', '/../etc/passwd', '/%00'],
  ...[
    'http://elsewhere/graphql',
    '/graphql?extensions={"persistedQuery":1}',
    '/metrics',
    `/${'a'.repeat(20_000)}`,
    '/\u00ff',
  ],
]

/** A request with some things wrong; always the same for the same number. */
function mutated(index: number): Buffer {
  const random = randomNumbers(index)
  const below = (most: number) => Math.floor(random() * most)
  const oneOf = <T>(all: readonly T[]): T => all[below(all.length)] as T
  const header = () => `${oneOf(HEADERS)}: ${oneOf(VALUES)}\r\n`
  const mutations: ((text: string) => string)[] = [
    (text) => text.replace(/^\S*/, oneOf(METHODS)),
    (text) => text.replace(/(?<=^\S* )\S*/, oneOf(PATHS)),
    (text) => text.replace(/HTTP\/1.1/, oneOf(['HTTP/1.0', 'HTTP/2.0', 'HTTP/9', 'http/1.1', ''])),
    (text) => text.replace('\r\n', `\r\n${header()}`),
    (text) => text.replace(/content-length: \d+/, `content-length: ${oneOf(VALUES)}`),
    (text) => text.replace(/\r\n\r\n[\da-f]+\r\n/, `\r\n\r\n${oneOf(['0', 'fffffffff', 'zz', '-1', '1', ''])}\r\n`),
    (text) => text.slice(0, below(text.length)),
    (text) => text + oneOf(SEEDS),
    (text) => text.repeat(1 + below(10)),
    (text) => text.replaceAll('\r\n', oneOf(['\n', '\r', '\r\n\r\n'])),
    (text) => text.replace('\r\n', `\r\nx: ${'y'.repeat(oneOf([100, 16_000, 100_000]))}\r\n`),
    (text) =>
      text.replace(QUERY, () => oneOf(['[]', 'null', '""', `[${QUERY}]`, '['.repeat(QUERY.length), '{"query":1}'])),
    (text) => {
      const at = below(text.length)
      return text.slice(0, at) + String.fromCharCode(below(256)) + text.slice(at + below(3))
    },
  ]
  let text = oneOf(SEEDS)
  for (let times = 1 + below(3); times > 0; times--) text = oneOf(mutations)(text)
  return Buffer.from(text, 'latin1')
}

/** Sends something and nothing more, and answers what comes back until the other side closes. */
async function answerTo(bytes: Buffer): Promise<string> {
  const socket = connect(Number(new URL(gateway.url).port), '127.0.0.1')
  let answer = ''
  socket.setEncoding('latin1').on('data', (part) => {
    answer += part
  })
  socket.on('error', () => undefined) // it may be closed while it is written to
  socket.end(bytes)
  await new Promise((resolve) => socket.once('close', resolve))
  return answer
}

test(`${COUNT} requests that are not quite HTTP are answered or refused, and leave nothing behind`, async () => {
  const statuses: Record<string, number> = {}
  const failures: unknown[] = []
  const send = async (index: number) => {
    const bytes = mutated(index)
    const answer = await answerTo(bytes)
    const received = [...answer.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => String(status))
    for (const status of received) statuses[status] = (statuses[status] ?? 0) + 1
    if (received.some((status) => status >= '500')) failures.push([bytes.toString('latin1').slice(0, 2_000), answer])
  }
  await each(COUNT / 2, 32, send)
  const before = await gateway.heap()
  await each(COUNT / 2, 32, (index) => send(COUNT / 2 + index))
  expect(failures.slice(0, 3)).toEqual([])
  expect(gateway.complaints()).toEqual([])
  expect(Object.keys(statuses)).toEqual(
    expect.arrayContaining(['200', '400', '404', '405', '413', '415', '421', '431']),
  )
  expect((await gateway.heap()) / before).toBeLessThan(1.5)
  expect(await gateway.end()).toBe(0)
}, 600_000)
