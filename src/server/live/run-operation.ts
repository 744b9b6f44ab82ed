import { GraphQLError } from 'graphql'
import type { Logger } from 'pino'
import type { Identity } from '../../auth/identity.ts'
import type { Config } from '../../config.ts'
import type { Context } from '../../context.ts'
import { GatewayError } from '../../errors.ts'
import type { LiveEngine, LiveRequest } from '../../live/engine.ts'
import type { FrameSource } from '../../live/frames.ts'
import type { LiveStream, StreamEnd } from '../../live/live-stream.ts'
import type { PulledStream, StreamCounts } from '../../live/pulled-stream.ts'
import { singleFrame } from '../../live/single-frame.ts'
import type { GraphQLServer } from '../apollo.ts'
import { errorFormatter } from '../format-error.ts'
import type { ContextFor } from '../http/graphql-handler.ts'
import { Admission, overloadedResult, refused } from './admission.ts'
import type { OperationCaller, RunOperation } from './operations.ts'
import { type Prepared, subscriptionOf } from './subscriptions.ts'
import { frameSource, rootFieldOf } from './updates.ts'

/** Runs queries in Apollo Server, and the subscriptions that it found valid over the watched state. */
export function operationRunner(
  graphql: GraphQLServer,
  contextFor: ContextFor,
  live: LiveEngine,
  config: Config,
  log: Logger,
  clock: () => number,
): RunOperation {
  const format = errorFormatter(log)
  const admission = new Admission(config)
  const lines = log.child({}, { redact: [] })
  const open = async ({ prepared, context, caller, frames }: Accepted, left: AbortSignal): Promise<LiveStream> => {
    const { identity, lastEventId } = caller
    const about = aboutOf(prepared, caller)
    const objection = admission.objection(identity?.subject) // others may have begun since it was prepared
    if (objection !== undefined) {
      lines.info({ ...about, code: 'OVERLOADED' }, REFUSED)
      return singleFrame(overloadedResult(objection), true)
    }
    const release = admission.acquire(identity?.subject)
    left.addEventListener('abort', release)
    if (left.aborted) release()
    const startedAt = performance.now()
    const ended = (end: StreamEnd | undefined, counts?: StreamCounts) => {
      lines.info({ ...about, ms: Math.round(performance.now() - startedAt), end, ...counts }, 'subscription ended')
    }
    const onEnd = ({ end, counts, idle }: PulledStream) => {
      void idle.then(release) // others could have as much made for them, one after the other
      ended(end, counts)
    }
    try {
      const { field, args } = rootFieldOf(prepared)
      const { locations } = context
      const deadline = deadlineOf(identity, clock() + config.subscriptionMaxSeconds * 1000)
      const stream = await live.subscribe({ field, args, locations, frames, lastEventId, deadline, left, onEnd })
      left.removeEventListener('abort', release)
      lines.info(about, 'subscription began')
      return stream
    } catch (error) {
      release()
      if (left.aborted) {
        ended('left')
        return leftStream()
      }
      lines.info({ ...about, code: codeOf(error) }, REFUSED)
      return singleFrame(await frames.render(error as Error, []), true)
    }
  }
  return async (request, caller) => {
    let context: Context | undefined
    const { body, ...head } = await graphql.executeHTTPGraphQLRequest({
      httpGraphQLRequest: request,
      context: async () => {
        context = contextFor(caller)
        return context
      },
    })
    if (body.kind !== 'complete') throw new Error('Incremental delivery is not supported.')
    const [own, prepared] = [context, context && subscriptionOf(context)]
    if (!own || !prepared) return { kind: 'answer', answer: { body, ...head } }
    const objection = admission.objection(caller.identity?.subject)
    if (objection !== undefined) {
      lines.info({ ...aboutOf(prepared, caller), code: 'OVERLOADED' }, REFUSED)
      return refused(objection)
    }
    const receipt = config.receipt || request.headers.get('x-aws-receipt') === '1'
    const { identity } = caller
    const timeoutMs = config.requestTimeoutMs // not the caller's own, because others are sent the same updates
    const frames = frameSource(prepared, identity, {
      ...{ format, receipt, timeoutMs, partFields: live.partFields },
      contextFor: (signal) => contextFor({ signal, timeoutMs, identity }),
    })
    return { kind: 'subscription', open: (left) => open({ prepared, context: own, caller, frames }, left) }
  }
}

/** A subscription that has passed every limit. */
interface Accepted {
  prepared: Prepared
  context: Context
  caller: OperationCaller
  frames: FrameSource
}

const REFUSED = 'subscription refused'

/** The stream of a client that has left before it began. */
function leftStream(): LiveStream {
  const stream = singleFrame(Buffer.alloc(0))
  stream.return()
  return stream
}

/** The members of each log line about a subscription. */
const aboutOf = ({ request: { operation } }: Prepared, { requestId, identity }: OperationCaller) => ({
  requestId,
  ...(identity && { subject: identity.subject }),
  subscription: operation.node.name?.value ?? null,
})

function codeOf(error: unknown): unknown {
  if (error instanceof GatewayError) return error.code
  return error instanceof GraphQLError ? error.extensions.code : undefined
}

/** When a stream ends at the latest: at its maximum age, or when the credential expires. */
function deadlineOf(identity: Identity | undefined, agedAt: number): LiveRequest['deadline'] {
  const { expiresAt = Number.POSITIVE_INFINITY } = identity ?? {}
  return expiresAt < agedAt ? { at: expiresAt, end: 'expired' } : { at: agedAt, end: 'aged' }
}
