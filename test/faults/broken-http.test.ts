import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { useGateways } from '../support/gateway.ts'

const GOOD = JSON.stringify({ deploymentsInfo: [{ deploymentId: 'd-RAW000000', status: 'Succeeded' }] })
const HEAD = 'HTTP/1.1 200 OK\r\ncontent-type: application/x-amz-json-1.1\r\n'

let sockets = 0
let attempts = 0
let answer: (socket: Socket, attempt: number) => void
let server: Server
const { start, gateway } = useGateways()

const intact = (socket: Socket) =>
  socket.end(`${HEAD}content-length: ${GOOD.length}\r\nconnection: close\r\n\r\n${GOOD}`)

beforeEach(async () => {
  sockets = attempts = 0
  server = createServer((socket) => {
    sockets++
    socket.on('error', () => undefined).once('data', () => answer(socket, ++attempts))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  await start({ locations: [{ name: 'raw', region: 'us-east-1', endpoint }] })
})
afterEach(async () => {
  await new Promise((resolve) => server.close(resolve))
})

const ask = () => gateway.query('{ codeDeployDeployment(deploymentId: "d-RAW000000", location: "raw") { status } }')

const BROKEN: Record<string, string> = {
  'has no status line': 'hello\r\n\r\n',
  'is another protocol': '\x15\x03\x03\x00\x02\x02\x28',
  'has a status that is not a number': 'HTTP/1.1 OK\r\n\r\n',
  'has a header without a colon': 'HTTP/1.1 200 OK\r\nnonsense\r\n\r\n',
  'has a length that is not a number': `${HEAD}content-length: many\r\n\r\n${GOOD}`,
  'has two lengths': `${HEAD}content-length: ${GOOD.length}\r\ncontent-length: 7\r\n\r\n${GOOD}`,
  'has a chunk without a length': `${HEAD}transfer-encoding: chunked\r\n\r\nzz\r\n${GOOD}\r\n0\r\n\r\n`,
  'has headers of a megabyte': `${HEAD}x: ${'x'.repeat(1_000_000)}\r\n\r\n`,
  'ends within its headers': HEAD,
  'ends within its body': `${HEAD}content-length: ${GOOD.length}\r\n\r\n${GOOD.slice(5)}`,
}

test.each(Object.entries(BROKEN))('the gateway retries a call whose HTTP response %s', async (_, broken) => {
  answer = (socket, attempt) => (attempt === 3 ? intact(socket) : socket.end(broken))
  const { data, errors } = await ask()
  expect(errors).toBeUndefined()
  expect(data).toEqual({ codeDeployDeployment: { status: 'SUCCEEDED' } })
  expect(attempts).toBe(3)
})

// Of these the status has been read.
const BEGUN = new Set(['has a chunk without a length', 'ends within its body'])

test.each(Object.entries(BROKEN))(
  'a field fails with AWS_UNAVAILABLE when the HTTP response %s three times',
  async (how, broken) => {
    answer = (socket) => socket.end(broken)
    const { data, errors } = await ask()
    expect(data).toEqual({ codeDeployDeployment: null })
    expect(errors).toMatchObject([{ extensions: { code: 'AWS_UNAVAILABLE', retryable: true } }])
    expect(errors?.[0]?.message).toMatch(
      BEGUN.has(how)
        ? /^codedeploy in raw answered BatchGetDeployments with an answer that cannot be read \(HTTP 200\)\.$/
        : /^codedeploy in raw could not be reached \(\w+\)\.$/,
    )
    expect(attempts).toBe(3)
  },
)

const MANY = 60_000_000
const STEP = 1_000_000
/** Sends spaces, which JSON may begin with, until all are sent or the reader is gone. */
const flood = (socket: Socket, head: string, piece: string, sent: { bytes: number }) => {
  const more = () => {
    while (sent.bytes < MANY && !socket.destroyed) {
      sent.bytes += STEP
      if (!socket.write(piece)) return void socket.once('drain', more)
    }
    socket.end()
  }
  socket.write(head, more)
}
const SPACES = ' '.repeat(STEP)

test.each([
  ['declares its length', `${HEAD}content-length: ${MANY}\r\n\r\n`, SPACES],
  ['is chunked', `${HEAD}transfer-encoding: chunked\r\n\r\n`, `${STEP.toString(16)}\r\n${SPACES}\r\n`],
  ['ends with its connection', `${HEAD}connection: close\r\n\r\n`, SPACES],
  ['is an error', `HTTP/1.1 400 Bad Request\r\ncontent-length: ${MANY}\r\n\r\n`, SPACES],
])('the gateway stops reading a 60 MB response that %s, reports AWS_UNAVAILABLE and does not retry', async (...row) => {
  const [, head, piece] = row
  const sent = { bytes: 0 }
  answer = (socket) => flood(socket, head, piece, sent)
  const { data, errors } = await ask()
  expect(data).toEqual({ codeDeployDeployment: null })
  expect(errors).toMatchObject([{ extensions: { code: 'AWS_UNAVAILABLE', aws: { attempts: 1 } } }])
  expect(errors?.[0]?.message).toMatch(/^codedeploy in raw answered BatchGetDeployments with /)
  expect([attempts, sockets]).toEqual([1, 1])

  answer = intact
  expect((await ask()).data).toEqual({ codeDeployDeployment: { status: 'SUCCEEDED' } })
})
