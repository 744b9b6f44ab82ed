import type { FastifyReply } from 'fastify'

// What a response that is not over calls back: it listens once for all of it.
const CALLBACKS = Symbol('callbacks')
type Watched = FastifyReply['raw'] & { [CALLBACKS]?: (() => void)[] | undefined }

/** Whether the client has disconnected. */
export const hasLeft = ({ request }: FastifyReply): boolean => request.socket.destroyed

/**
 * Calls back once, when the answer has been sent or the client has disconnected; immediately if that has already
 * happened. A response that is queued behind others on its connection gets no close event, so the connection's own
 * event is used as well, until then.
 */
export function whenOver({ raw, request: { socket } }: FastifyReply, callback: () => void): void {
  const watched: Watched = raw
  if (watched[CALLBACKS]) return void watched[CALLBACKS].push(callback)
  const callbacks = [callback]
  watched[CALLBACKS] = callbacks
  const over = () => {
    raw.off('close', over)
    socket.off('close', over)
    watched[CALLBACKS] = undefined
    for (const each of callbacks) each()
  }
  raw.on('close', over)
  socket.setMaxListeners(0).on('close', over) // one or two for each request queued on it
  if (socket.destroyed || raw.destroyed) over()
}
