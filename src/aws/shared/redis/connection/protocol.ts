import { isIP, connect as openSocket, type Socket } from 'node:net'
import { connect as openTls } from 'node:tls'
import { nodesOf, type RedisSettings } from './client.ts'
import { RedisRefusal, refusalIn } from './refusal.ts'

const MAX_WAIT_MS = 1_000

// Redis reads the greeting of TLS as an incomplete command and says nothing, and it closes a connection with TLS on which a
// command arrives. Neither can be distinguished from a server that is slow or absent, except by speaking to it the other way.

/**
 * Rejects with a RedisRefusal if a server at REDIS_URL speaks TLS where the URL says it does not, or the other way round, or if
 * the certificate of none is accepted: ioredis does not report why it cannot connect to Sentinels or the nodes of a Cluster.
 */
export async function checkProtocol(settings: RedisSettings): Promise<void> {
  const { nodes, isSecure } = nodesOf(settings)
  const [speaksOther, handshakes] = await Promise.all([
    Promise.all(nodes.map(isSecure ? speaksRedis : speaksTls)),
    Promise.all(isSecure ? nodes.map(handshake) : []),
  ])
  if (speaksOther.includes(true)) {
    if (isSecure) throw new RedisRefusal('the server speaks no TLS: use redis://, or turn on its TLS')
    throw new RedisRefusal('the server speaks TLS only: use rediss://')
  }
  const refusal = handshakes.find((one) => one instanceof RedisRefusal)
  if (refusal && !handshakes.includes('accepted')) throw refusal
}

interface Node {
  host: string
  port: number
}

/** Whether a server answers PING without TLS. https://redis.io/docs/latest/develop/reference/protocol-spec/ */
const speaksRedis = ({ host, port }: Node): Promise<boolean> => {
  const socket = openSocket({ host, port })
  socket.once('connect', () => socket.write('PING\r\n'))
  return within(socket, false, (settle) =>
    socket.once('data', (bytes: Buffer) => settle(/^[+-]/.test(bytes.toString('latin1')))),
  )
}

/** Whether a server answers the greeting of TLS, be it with an alert. No credential is sent, so any certificate will do. */
const speaksTls = ({ host, port }: Node): Promise<boolean> => {
  const socket = openTls({ host, port, rejectUnauthorized: false, ...serverName(host) })
  return within(socket, false, (settle) => {
    socket.once('secureConnect', () => settle(true))
    socket.once('error', ({ code = '' }: NodeJS.ErrnoException) => settle(code.includes('_ALERT_')))
  })
}

/** Whether a server's certificate is accepted, or why not; undefined if it does not answer. */
const handshake = ({ host, port }: Node): Promise<'accepted' | RedisRefusal | undefined> => {
  const socket = openTls({ host, port, ...serverName(host) })
  return within<'accepted' | RedisRefusal | undefined>(socket, undefined, (settle) => {
    socket.once('secureConnect', () => settle('accepted'))
    socket.once('error', (error) => settle(refusalIn([error])))
  })
}

const serverName = (host: string) => (isIP(host) === 0 ? { servername: host } : {})

/** The finding of `listen` about a server on a connection; `fallback` if there is none before it closes, or in time. */
function within<T>(socket: Socket, fallback: T, listen: (settle: (found: T) => void) => void): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  return new Promise<T>((resolve) => {
    listen(resolve)
    socket.on('error', () => undefined).once('close', () => resolve(fallback))
    timer = setTimeout(resolve, MAX_WAIT_MS, fallback)
  }).finally(() => {
    clearTimeout(timer)
    socket.destroy()
  })
}
