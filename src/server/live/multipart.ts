import type { StreamFormat } from './stream-format.ts'

const BOUNDARY = '\r\n--graphql'
const PART = '\r\ncontent-type: application/json\r\n\r\n'

/**
 * Apollo's protocol for subscriptions over HTTP. Each part ends with the boundary of the next, because clients read a part
 * when they have seen its end. https://www.apollographql.com/docs/graphos/routing/operations/subscriptions/multipart-protocol
 */
export const multipart: StreamFormat = {
  contentType: 'multipart/mixed;boundary="graphql";subscriptionSpec="1.0"',
  head: Buffer.from(BOUNDARY),
  frame: ({ json }) => Buffer.concat([Buffer.from(`${PART}{"payload":`), json, Buffer.from(`}${BOUNDARY}`)]),
  heartbeat: Buffer.from(`${PART}{}${BOUNDARY}`),
  complete: Buffer.from('--\r\n'),
}
