import type { EndpointV2, MetadataBearer, MiddlewareStack, SerializeMiddleware } from '@smithy/types'

/**
 * An endpoint without the slashes at the end of its path, wherever it is configured: the SDK puts the path of a REST
 * operation, which begins with one, behind it.
 */
export function trimmed(endpoint: EndpointV2): EndpointV2 {
  if (endpoint.url.pathname.length <= 1 || !endpoint.url.pathname.endsWith('/')) return endpoint
  const url = new URL(endpoint.url)
  url.pathname = url.pathname.replace(/\/+$/, '')
  return { ...endpoint, url }
}

/** Makes a client's calls go to the trimmed endpoint. */
export function trimEndpointPath(stack: MiddlewareStack<object, MetadataBearer>): void {
  const trim: SerializeMiddleware<object, MetadataBearer> = (next, context) => (args) => {
    if (context.endpointV2) context.endpointV2 = trimmed(context.endpointV2)
    return next(args)
  }
  stack.addRelativeTo(trim, {
    relation: 'after',
    toMiddleware: 'endpointV2Middleware',
    name: 'trimEndpointPathMiddleware',
  })
}
