import { isIP, connect as openSocket, type Socket } from 'node:net'
import { connect as openTls } from 'node:tls'
import { nodesOf, type RedisSettings } from './client.ts'
import { RedisRefusal, refusalIn } from './refusal.ts'

const MAX_WAIT_MS = 1_000

// Redis reads the greeting of TLS as an incomplete command and says nothing, and it closes a connection with TLS on which a
// command arrives. Neither can be distinguished from a server that is slow or absent, except by speaking to it the other way.

/**
 * Rejects with a RedisRefusal if a server at REDIS_URL speaks TLS where the URL says it does not, or the other way round, or
 * with a certificate that is not accepted: of Sentinels and the nodes of a Cluster, ioredis does not tell the reason.
 */
export async function checkProtocol(settings: RedisSettings): Promise<void> {
  const { nodes, isSecure } = nodesOf(settings)
  const [speaksOther, refusals] = await Promise.all([
    Promise.all(nodes.map(isSecure ? speaksRedis : speaksTls)),
    Promise.all(isSecure ? nodes.map(refusedTls) : []),
  ])
  if (speaksOther.includes(true))
    throw new RedisRefusal(
      isSecure
        ? 'the server speaks no TLS: use redis://, or turn on its TLS'
        : 'the server speaks TLS only: use rediss://',
    )
  const [refusal] = refusals.filter((one) => one !== undefined)
  if (refusal) throw refusal
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

/** Why no connection with TLS can be made to a server that is there. */
const refusedTls = ({ host, port }: Node): Promise<RedisRefusal | undefined> => {
  const socket = openTls({ host, port, ...serverName(host) })
  return within<RedisRefusal | undefined>(socket, undefined, (settle) => {
    socket.once('secureConnect', () => settle(undefined))
    socket.once('error', (error) => settle(refusalIn([error])))
  })
}

const serverName = (host: string) => (isIP(host) === 0 ? { servername: host } : {})

/** The finding of `listen` about a server on a connection; `otherwise` if there is none before it closes, or in time. */
function within<T>(socket: Socket, otherwise: T, listen: (settle: (found: T) => void) => void): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  return new Promise<T>((resolve) => {
    listen(resolve)
    socket.on('error', () => undefined).once('close', () => resolve(otherwise))
    timer = setTimeout(resolve, MAX_WAIT_MS, otherwise)
  }).finally(() => {
    clearTimeout(timer)
    socket.destroy()
  })
}
