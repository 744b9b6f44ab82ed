import type { MetadataBearer, MiddlewareStack, SerializeMiddleware } from '@smithy/types'

/**
 * Removes trailing slashes from the endpoint's path, wherever the endpoint is configured: the SDK appends the path of a
 * REST operation, which begins with a slash.
 */
export function trimEndpointPath(stack: MiddlewareStack<object, MetadataBearer>): void {
  const trim: SerializeMiddleware<object, MetadataBearer> = (next, context) => (args) => {
    const { endpointV2: endpoint } = context
    if (endpoint && endpoint.url.pathname.length > 1 && endpoint.url.pathname.endsWith('/')) {
      const url = new URL(endpoint.url)
      url.pathname = url.pathname.replace(/\/+$/, '')
      context.endpointV2 = { ...endpoint, url }
    }
    return next(args)
  }
  stack.addRelativeTo(trim, {
    relation: 'after',
    toMiddleware: 'endpointV2Middleware',
    name: 'trimEndpointPathMiddleware',
  })
}
