import type { ApolloServer } from '@apollo/server'
import type { Logger } from 'pino'
import type { Config } from '../../config.ts'
import type { Context } from '../../context.ts'
import type { LiveEngine } from '../../live/engine.ts'
import type { LiveStream } from '../../live/live-stream.ts'
import { singleFrame } from '../../live/single-frame.ts'
import { errorFormatter } from '../format-error.ts'
import type { ContextFor } from '../http/graphql-handler.ts'
import type { OperationCaller, RunOperation } from './operations.ts'
import { type Prepared, subscriptionOf } from './subscriptions.ts'
import { frameSource, rootFieldOf } from './updates.ts'

/** Runs queries in Apollo Server, and the subscriptions that it has found valid over what is watched. */
export function operationRunner(
  apollo: ApolloServer<Context>,
  contextFor: ContextFor,
  live: LiveEngine,
  config: Pick<Config, 'receipt'>,
  log: Logger,
): RunOperation {
  const format = errorFormatter(log)
  const open = async (prepared: Prepared, context: Context, caller: OperationCaller, receipt: boolean) => {
    const { identity, timeoutMs, lastEventId } = caller
    const signal = () => AbortSignal.timeout(timeoutMs)
    const frames = frameSource(prepared, identity, {
      ...{ format, receipt },
      contextFor: () => contextFor({ signal, timeoutMs, identity }),
    })
    try {
      const { field, args } = rootFieldOf(prepared)
      if (field === undefined) return singleFrame(await frames.render({}, []))
      return await live.subscribe({ field, args, locations: context.locations, frames, lastEventId })
    } catch (error) {
      return singleFrame(await frames.render(error as Error, []))
    }
  }
  return async (request, caller) => {
    let context: Context | undefined
    const { body, ...head } = await apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: request,
      context: async () => {
        context = contextFor(caller)
        return context
      },
    })
    if (body.kind !== 'complete') throw new Error('Incremental delivery is not supported.')
    const [own, prepared] = [context, context && subscriptionOf(context)]
    if (!own || !prepared) return { kind: 'answer', answer: { ...head, body } }
    const receipt = config.receipt || request.headers.get('x-aws-receipt') === '1'
    return { kind: 'subscription', open: (): Promise<LiveStream> => open(prepared, own, caller, receipt) }
  }
}
