import { RemoteGraphQLDataSource } from '@apollo/gateway'
import { GraphQLError } from 'graphql'

/**
 * Keeps message, code and `retryable` of what deploygraph refuses with 401, 403, 408, 413, 415, 429 and 503. The data
 * source of @apollo/gateway makes "503: Service Unavailable" of it, and shows the subgraph's URL.
 */
export class DeploygraphDataSource extends RemoteGraphQLDataSource {
  async errorFromResponse(response) {
    const body = await this.parseBody(response).catch(() => undefined) // a proxy may say JSON and send something else
    const [error] = body?.errors ?? []
    return error
      ? new GraphQLError(error.message, { extensions: error.extensions })
      : new GraphQLError(`The subgraph answered ${response.status}.`, { extensions: { code: 'SUBGRAPH_HTTP_ERROR' } })
  }
}
