import { connect } from 'node:net'
import { until } from '../support/until.ts'

/** A client that reads the bytes of a stream only while it wants to. */
export async function rawReader(url: string, query: string, variables: object, accept = 'text/event-stream') {
  const body = JSON.stringify({ query, variables })
  const socket = connect(Number(new URL(url).port), '127.0.0.1')
  let text = ''
  socket.on('data', (part) => {
    text += part
  })
  socket.on('error', () => {}) // the gateway may reset it
  const head = ['POST /graphql HTTP/1.1', 'host: 127.0.0.1', `accept: ${accept}`]
  const about = ['content-type: application/json', `content-length: ${Buffer.byteLength(body)}`]
  socket.write(`${[...head, ...about].join('\r\n')}\r\n\r\n${body}`)
  await until(() => text.includes('"data"'))
  return { socket, text: () => text }
}
