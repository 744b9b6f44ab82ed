import type { GraphQLRequestContext, GraphQLRequestListener } from '@apollo/server'
import type { Context } from '../context.ts'

// Members that only Apollo Server's own pipeline provides.
type OnlyInApollo = 'logger' | 'cache' | 'metrics' | 'overallCachePolicy' | 'requestIsBatched'

type Called =
  | 'didResolveSource'
  | 'didResolveOperation'
  | 'responseForOperation'
  | 'didEncounterErrors'
  | 'willSendResponse'

type Hook<Name extends Called> = NonNullable<GraphQLRequestListener<Context>[Name]>

/** The parameter of a hook: its request. */
export type HookContext<Name extends Called> = Omit<Parameters<Hook<Name>>[0], OnlyInApollo>

/** The hooks for one request. */
export type RequestHooks = { [Name in Called]?: (context: HookContext<Name>) => ReturnType<Hook<Name>> }

/**
 * A plugin of Apollo Server that uses only hooks which known-operation.ts calls too, and only what it passes. Everything
 * that watches or refuses requests is one, so that the two paths cannot differ in the hooks that they call.
 */
export interface Hooks {
  requestDidStart(context: Omit<GraphQLRequestContext<Context>, OnlyInApollo>): Promise<RequestHooks | undefined>
}
