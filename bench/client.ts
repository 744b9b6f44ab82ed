import { Agent, request } from 'node:http'

// Node's servers close a connection that was idle for five seconds: it must not be taken just then.
const agent = new Agent({ keepAlive: true, timeout: 3_000 })

/** Sends a request over a kept connection: GET, or POST of JSON when there is a body. Rejects unless it is answered 200. */
export function send(url: string, body?: object): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { agent, method: body ? 'POST' : 'GET' }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () => {
        const answer = Buffer.concat(chunks)
        if (response.statusCode === 200) resolve(answer)
        else reject(new Error(`${url} answered ${response.statusCode}: ${answer.subarray(0, 500)}`))
      })
    })
    sent.on('error', reject)
    if (body) sent.setHeader('content-type', 'application/json')
    sent.end(body && JSON.stringify(body))
  })
}
