import { Agent, request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

// Node's servers close a connection that was idle for five seconds: it must not be taken just then.
const agent = new Agent({ keepAlive: true, timeout: 3_000 })

const MAX_ATTEMPTS = 10

/**
 * Sends a request over a kept connection: GET, or POST of JSON when there is a body. A server that is overloaded is asked
 * again a second later, as its clients do. Rejects unless it is answered 200.
 */
export async function send(url: string, body?: object): Promise<Buffer> {
  for (let attempt = 1; ; attempt++) {
    const { status, answer } = await exchange(url, body)
    if (status === 200) return answer
    if (status !== 503 || attempt === MAX_ATTEMPTS)
      throw new Error(`${url} answered ${status}: ${answer.subarray(0, 500)}`)
    await sleep(1_000)
  }
}

/** Sends a request once and resolves with an answer of any status, as its bytes came. */
export function exchange(
  url: string,
  body?: object,
  headers: Record<string, string> = {},
): Promise<{ status: number | undefined; answer: Buffer }> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { agent, method: body ? 'POST' : 'GET', headers }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () => resolve({ status: response.statusCode, answer: Buffer.concat(chunks) }))
    })
    sent.on('error', reject)
    if (body) sent.setHeader('content-type', 'application/json')
    sent.end(body && JSON.stringify(body))
  })
}
