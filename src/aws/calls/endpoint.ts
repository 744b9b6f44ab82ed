import type { MetadataBearer, MiddlewareStack, SerializeMiddleware } from '@smithy/types'

/**
 * Takes the slashes from the end of the endpoint's path, wherever the endpoint is configured: the SDK puts the path of a
 * REST operation, which begins with one, behind it.
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
