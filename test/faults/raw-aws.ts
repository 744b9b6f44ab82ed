import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

/** A request as it arrived. */
export interface RawRequest {
  url: string
  headers: IncomingHttpHeaders
  body: string
  /** As it was signed for. */
  region: string
}

/** An endpoint that sends the given responses byte for byte and records its requests. */
export async function startRawAws(answer: (request: RawRequest, response: ServerResponse) => void) {
  const requests: RawRequest[] = []
  const server = createServer(async (incoming, response) => {
    const { url = '', headers } = incoming
    const [, region = ''] = /Credential=[^/]+\/\d+\/([^/]+)\//.exec(headers.authorization ?? '') ?? []
    const request = { url, headers, region, body: await text(incoming) }
    requests.push(request)
    answer(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    stop: () => {
      server.closeAllConnections()
      return new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}
