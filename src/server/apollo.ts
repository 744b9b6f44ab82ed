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
import { caching } from './caching.ts'
import { costLimit } from './cost.ts'
import { countLimits } from './counts.ts'
import { automaticDocuments, documents } from './documents.ts'
import { entityBound, MOST_ENTITIES } from './entityBound.ts'
import { errorFormatter } from './errors.ts'
import { compiledExecution } from './executor.ts'
import { introspectionOn, noIntrospection } from './introspection.ts'
import { depthLimit, MOST_TOKENS } from './limits.ts'
import type { Metrics } from './metrics.ts'
import { statusByMediaType } from './negotiation.ts'
import { pageArguments } from './pageArguments.ts'
import { operationLog, receipt } from './plugins.ts'

/** Apollo Server over the schema; started, so that a schema it cannot serve fails here. */
export async function createApollo(
  schema: GraphQLSchema,
  config: Config,
  metrics: Metrics,
  spans: ApolloServerPlugin<Context>[],
  log: Logger,
): Promise<ApolloServer<Context>> {
  const apollo = new ApolloServer<Context>({
    gateway: compiledExecution(schema),
    introspection: true, // noIntrospection below
    hideSchemaDetailsFromClientErrors: !introspectionOn(config),
    parseOptions: { maxTokens: MOST_TOKENS },
    validationRules: [depthLimit, countLimits(config)],
    persistedQueries: { cache: automaticDocuments() },
    includeStacktraceInErrorResponses: false,
    formatError: errorFormatter(log),
    logger: log,
    // Cache control walks every field of every answer, and nothing here declares cache hints.
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(), // a page of Apollo's, with scripts from elsewhere
      ApolloServerPluginUsageReportingDisabled(),
      documents(config, log), // first: what it refuses is logged, too
      ...(introspectionOn(config) ? [] : [noIntrospection]),
      pageArguments,
      entityBound(MOST_ENTITIES),
      costLimit(config.maxCost),
      ...spans,
      operationLog(log, metrics),
      receipt(config.receipt),
      statusByMediaType,
      caching, // last: it looks at the whole answer
    ],
    stopOnTerminationSignals: false, // cli.ts does
  })
  await apollo.start()
  return apollo
}
