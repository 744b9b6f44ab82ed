import { once } from 'node:events'
import { WebSocket } from 'ws'

const PROTOCOL = 'graphql-transport-ws'

// biome-ignore lint/suspicious/noExplicitAny: the shape of a message is what each test asserts
export type Message = any

/** A socket that a test writes to itself. */
export interface RawSocket {
  socket: WebSocket
  send: (message: unknown) => void
  /** The next message of the gateway; undefined when the socket is closed. */
  next: () => Promise<Message | undefined>
  /** How it was closed. */
  closed: Promise<{ code: number; reason: string }>
}

/** Opens a socket; rejects with the answer's status if it is refused. */
export async function openSocket(
  url: string,
  { headers = {}, protocols = [PROTOCOL] }: { headers?: Record<string, string>; protocols?: string[] } = {},
): Promise<RawSocket> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, protocols, { headers })
  const messages: Message[] = []
  let wake = () => {}
  socket.on('message', (data) => {
    messages.push(JSON.parse(String(data)))
    wake()
  })
  const closed = once(socket, 'close').then(([code, reason]) => ({ code: Number(code), reason: String(reason) }))
  closed.finally(() => wake()).catch(() => {})
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve)
    socket.once('unexpected-response', (_, response) => {
      response.resume()
      reject(Object.assign(new Error(`HTTP ${response.statusCode}`), { status: response.statusCode }))
    })
    socket.on('error', reject)
  })
  return {
    socket,
    send: (message) => socket.send(typeof message === 'string' ? message : JSON.stringify(message)),
    next: async () => {
      while (messages.length === 0 && socket.readyState !== WebSocket.CLOSED)
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      return messages.shift()
    },
    closed,
  }
}

/** The same, initialised with parameters. */
export async function initialisedSocket(
  url: string,
  payload?: object,
  options?: Parameters<typeof openSocket>[1],
): Promise<RawSocket> {
  const opened = await openSocket(url, options)
  opened.send({ type: 'connection_init', payload })
  const ack = await opened.next()
  if (ack?.type !== 'connection_ack') throw new Error(`Expected an acknowledgement, got ${JSON.stringify(ack)}.`)
  return opened
}
