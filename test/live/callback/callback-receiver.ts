import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setImmediate as nextTurn } from 'node:timers/promises'

/** A message of the HTTP callback protocol. */
export interface CallbackMessage {
  kind: string
  action: string
  id: string
  verifier: string
  // biome-ignore lint/suspicious/noExplicitAny: the shape of `payload` is what each test asserts
  payload?: any
  // biome-ignore lint/suspicious/noExplicitAny: the shape of `errors` is what each test asserts
  errors?: any[]
}

/** Answers a message instead of the receiver; undefined: it does so itself. */
type Answer = (message: CallbackMessage, response: ServerResponse) => unknown

const MEMBERS: Record<string, string[]> = {
  check: [],
  next: ['payload'],
  complete: ['errors'],
}
const PROTOCOL = { 'subscription-protocol': 'callback/1.0' }

/**
 * The callback endpoint of a router, which accepts what the documentation of the protocol describes and nothing else.
 * https://www.apollographql.com/docs/graphos/routing/operations/subscriptions/callback-protocol
 */
export async function startReceiver() {
  const verifiers = new Map<string, string>()
  const received: CallbackMessage[] = []
  const violations: string[] = []
  const control: { answer?: Answer } = {}
  let taken = 0

  const receive = async (request: IncomingMessage, response: ServerResponse) => {
    let text = ''
    for await (const chunk of request.setEncoding('utf8')) text += chunk
    const violate = (status: number, why: string) => {
      violations.push(why)
      response.writeHead(status).end(why)
    }
    const { method, headers, url = '' } = request
    if (method !== 'POST') return violate(405, `the method ${method}`)
    if (headers['content-type'] !== 'application/json') return violate(415, `the type ${headers['content-type']}`)
    if (headers['subscription-protocol'] !== 'callback/1.0') return violate(400, 'a message without the protocol')
    if (Number(headers['content-length']) !== Buffer.byteLength(text)) return violate(400, 'a message without length')
    const message = JSON.parse(text) as CallbackMessage
    const { kind, action, id, verifier, ...members } = message
    const allowed = MEMBERS[action]
    if (kind !== 'subscription' || !allowed) return violate(400, `${kind} ${action}`)
    const others = Object.keys(members).filter((name) => !allowed.includes(name))
    if (others.length > 0) return violate(400, `${action} with ${others}`)
    if (url !== `/callback/${id}`) return violate(400, `the id ${id} at ${url}`)
    received.push(message)
    if (control.answer?.(message, response)) return undefined
    const expected = verifiers.get(id)
    if (expected === undefined) return response.writeHead(404).end()
    if (verifier !== expected) return violate(401, 'a wrong verifier')
    if (action === 'check') return response.writeHead(204, PROTOCOL).end()
    if (action === 'next') {
      if (!('data' in Object(message.payload) || 'errors' in Object(message.payload))) return violate(400, 'no payload')
      return response.writeHead(200).end()
    }
    verifiers.delete(id)
    return response.writeHead(202).end()
  }
  const server = createServer((request, response) => void receive(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  return {
    origin,
    url: `${origin}/callback`,
    /** All messages, in order. */
    received,
    /** Why a router would have refused messages. */
    violations,
    control,
    /** A new subscription of the router, as `extensions` say it. */
    expecting: (heartbeatIntervalMs = 0) => {
      const [id, verifier] = [randomUUID(), randomUUID()]
      verifiers.set(id, verifier)
      return { callbackUrl: `${origin}/callback/${id}`, subscriptionId: id, verifier, heartbeatIntervalMs }
    },
    /** The client of the router has left. */
    forget: (id: string) => verifiers.delete(id),
    /** The next message that no test has taken. */
    take: async (): Promise<CallbackMessage> => {
      for (;;) {
        const message = received[taken]
        if (message) {
          taken++
          return message
        }
        await nextTurn()
      }
    },
    stop: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

export type Receiver = Awaited<ReturnType<typeof startReceiver>>
