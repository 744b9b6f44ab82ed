import { isIP, connect as openSocket, type Socket } from 'node:net'
import { connect as openTls } from 'node:tls'
import { nodesOf, type RedisSettings } from './client.ts'
import { RedisRefusal } from './refusal.ts'

const MAX_WAIT_MS = 1_000

// Redis reads the greeting of TLS as an incomplete command and says nothing, and it closes a connection with TLS on which a
// command arrives. Neither can be distinguished from a server that is slow or absent, except by speaking to it the other way.

/** Rejects with a RedisRefusal if a server at REDIS_URL speaks TLS where the URL says it does not, or the other way round. */
export async function checkProtocol(settings: RedisSettings): Promise<void> {
  const { nodes, isSecure } = nodesOf(settings)
  const speaksOther = await Promise.all(nodes.map(isSecure ? speaksRedis : speaksTls))
  if (!speaksOther.includes(true)) return
  if (isSecure) throw new RedisRefusal('the server speaks no TLS: use redis://, or turn on its TLS')
  throw new RedisRefusal('the server speaks TLS only: use rediss://')
}

interface Node {
  host: string
  port: number
}

/** Whether a server answers PING without TLS. https://redis.io/docs/latest/develop/reference/protocol-spec/ */
const speaksRedis = ({ host, port }: Node): Promise<boolean> => {
  const socket = openSocket({ host, port })
  socket.once('connect', () => socket.write('PING\r\n'))
  return within(socket, (settle) =>
    socket.once('data', (bytes: Buffer) => settle(/^[+-]/.test(bytes.toString('latin1')))),
  )
}

/** Whether a server answers the greeting of TLS, be it with an alert. No credential is sent, so any certificate will do. */
const speaksTls = ({ host, port }: Node): Promise<boolean> => {
  const socket = openTls({ host, port, rejectUnauthorized: false, ...(isIP(host) === 0 && { servername: host }) })
  return within(socket, (settle) => {
    socket.once('secureConnect', () => settle(true))
    socket.once('error', ({ code = '' }: NodeJS.ErrnoException) => settle(code.includes('_ALERT_')))
  })
}

/** The answer that `listen` finds out about a server on a connection; false if it finds none before it closes, or in time. */
function within(socket: Socket, listen: (settle: (isSo: boolean) => void) => void): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  return new Promise<boolean>((resolve) => {
    listen(resolve)
    socket.on('error', () => undefined).once('close', () => resolve(false))
    timer = setTimeout(resolve, MAX_WAIT_MS, false)
  }).finally(() => {
    clearTimeout(timer)
    socket.destroy()
  })
}
