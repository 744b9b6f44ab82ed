import { ApolloServer, type ApolloServerPlugin } from '@apollo/server'
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled'
import type { GraphQLSchema } from 'graphql'
import type { Logger } from 'pino'
import type { Config } from '../config.ts'
import type { Context } from '../context.ts'
import { compiledExecution } from './execution/executor.ts'
import { errorFormatter } from './format-error.ts'
import { caching } from './http/caching.ts'
import { statusByMediaType } from './http/media-type.ts'
import { comparisonLimit } from './limits/comparisons.ts'
import { costLimit } from './limits/cost.ts'
import { countLimits } from './limits/counts.ts'
import { depthLimit, MAX_TOKENS } from './limits/depth.ts'
import { documentLimits } from './limits/document.ts'
import { entityBound, MAX_ENTITIES } from './limits/entities.ts'
import { noIntrospection } from './limits/introspection.ts'
import { nameLimit } from './limits/names.ts'
import { checkOperations } from './limits/operation.ts'
import { pageArguments } from './limits/page-arguments.ts'
import { subscriptions } from './live/subscriptions.ts'
import { automaticDocuments, documents } from './persisted-documents.ts'
import type { Metrics } from './telemetry/metrics.ts'
import { operationLog, receipt } from './telemetry/operation-log.ts'

// Of one document that are told, with one more that says that these are not all. Each takes as long as some hundred tokens.
const MAX_MISTAKES = 20

/** What the services and the configuration add. */
export interface Instruments {
  spans: ApolloServerPlugin<Context>[]
  /** Types whose references share AWS calls. */
  batchedTypes: ReadonlySet<string>
}

/** Apollo Server for the schema; it is started here, so that an invalid schema fails at this point. */
export async function createApollo(
  schema: GraphQLSchema,
  config: Config,
  metrics: Metrics,
  { spans, batchedTypes }: Instruments,
  log: Logger,
): Promise<ApolloServer<Context>> {
  const cost = costLimit(config, batchedTypes)
  const apollo = new ApolloServer<Context>({
    gateway: compiledExecution(schema),
    introspection: true, // noIntrospection below
    hideSchemaDetailsFromClientErrors: !config.introspection,
    parseOptions: { maxTokens: MAX_TOKENS },
    validationOptions: { maxErrors: MAX_MISTAKES },
    validationRules: [documentLimits([depthLimit, countLimits(config), nameLimit, comparisonLimit])],
    persistedQueries: { cache: automaticDocuments() },
    includeStacktraceInErrorResponses: false,
    csrfPrevention: false, // http/cross-site.ts
    formatError: errorFormatter(log),
    logger: log,
    // Cache control walks every field of every answer, and nothing here declares cache hints.
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(), // Apollo's page loads scripts from other origins
      ApolloServerPluginUsageReportingDisabled(),
      documents(config, log), // first: documents that it refuses are logged too
      checkOperations(
        [...(config.introspection ? [] : [noIntrospection]), pageArguments, entityBound(MAX_ENTITIES), cost.check],
        !config.introspection,
      ),
      cost.plugin,
      subscriptions, // after the costs, which may be all that is asked for
      ...spans,
      operationLog(log, metrics),
      receipt(config.receipt),
      statusByMediaType,
      caching, // last: it inspects the complete answer
    ],
    stopOnTerminationSignals: false, // cli.ts does
  })
  await apollo.start()
  return apollo
}
