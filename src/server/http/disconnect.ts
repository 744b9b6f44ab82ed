import type { FastifyReply } from 'fastify'

/** Whether the client has disconnected. */
export const hasLeft = ({ request }: FastifyReply): boolean => request.socket.destroyed

/**
 * Calls back once: when the answer is out or its client has left, at once where that has happened. A response that waits for
 * others on its connection is not told of the end of that, so the connection is listened to, too, for no longer than this.
 */
export function whenOver({ raw, request: { socket } }: FastifyReply, callback: () => void): void {
  const over = () => {
    raw.off('close', over)
    socket.off('close', over)
    callback()
  }
  raw.on('close', over)
  socket.setMaxListeners(0).on('close', over) // one or two for each request that waits on it
  if (socket.destroyed || raw.destroyed) over()
}
