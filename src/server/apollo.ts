import { ApolloServer, type HTTPGraphQLRequest, type HTTPGraphQLResponse } from '@apollo/server'
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled'
import type { GraphQLSchema } from 'graphql'
import type { Logger } from 'pino'
import type { OpenMemory } from '../aws/shared/redis/open.ts'
import type { Config } from '../config.ts'
import type { Context } from '../context.ts'
import type { WrittenTypes } from '../graphql/written-fields.ts'
import { stringifyAnswer } from './execution/ahead/written.ts'
import { createCompiler } from './execution/compiler.ts'
import { compiledExecution, createExecutor } from './execution/executor.ts'
import { errorFormatter } from './format-error.ts'
import type { Hooks } from './hooks.ts'
import { caching } from './http/caching.ts'
import { statusByMediaType } from './http/media-type.ts'
import { KnownDocuments } from './known-documents.ts'
import { answerKnown, type Parts } from './known-operation.ts'
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
import { unconditionalSubscription } from './limits/subscription-root.ts'
import { subscriptions } from './live/subscriptions.ts'
import { toolDocuments } from './mcp/catalog.ts'
import { automaticDocuments, documents } from './persisted-documents.ts'
import type { Metrics } from './telemetry/metrics.ts'
import { operationLog, receipt } from './telemetry/operation-log.ts'

// Reported mistakes of one document, plus one entry that says that there are more. Each costs as much as a hundred tokens.
const MAX_MISTAKES = 20

/** The parts that depend on the services and the configuration. */
export interface Instruments {
  /** Everything that several gateways share, if they do. */
  shared?: OpenMemory
  spans: Hooks[]
  /** Types whose references share AWS calls. */
  batchedTypes: ReadonlySet<string>
  /** Types that are written from the bytes of AWS's answers. */
  writtenTypes: WrittenTypes
}

/** The two ways to answer a GraphQL request. */
export interface GraphQLServer {
  executeHTTPGraphQLRequest(asked: {
    httpGraphQLRequest: HTTPGraphQLRequest
    context: () => Promise<Context>
  }): Promise<HTTPGraphQLResponse>
  stop(): Promise<void>
}

/**
 * Apollo Server for the schema, and the shorter path for documents that it has already found valid. It is started here,
 * so that an invalid schema fails at this point.
 */
export async function createApollo(
  schema: GraphQLSchema,
  config: Config,
  metrics: Metrics,
  { shared, spans, batchedTypes, writtenTypes }: Instruments,
  log: Logger,
): Promise<GraphQLServer> {
  const cost = costLimit(config, batchedTypes)
  const known = new KnownDocuments()
  const hooks: Hooks[] = [
    documents(config, log, toolDocuments(schema, config)), // first: documents that it refuses are logged too
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
  ]
  const parts: Parts = {
    ...{ schema, hooks },
    executor: createExecutor(schema, undefined, createCompiler(schema, writtenTypes)),
    formatError: errorFormatter(log),
    stringifyResult: stringifyAnswer,
  }
  const apollo = new ApolloServer<Context>({
    gateway: compiledExecution(schema, parts.executor),
    stringifyResult: parts.stringifyResult,
    introspection: true, // noIntrospection below
    hideSchemaDetailsFromClientErrors: !config.introspection,
    parseOptions: { maxTokens: MAX_TOKENS },
    validationOptions: { maxErrors: MAX_MISTAKES },
    validationRules: [
      documentLimits([depthLimit, countLimits(config), nameLimit, comparisonLimit, unconditionalSubscription]),
    ],
    persistedQueries: { cache: await automaticDocuments(shared, metrics) },
    includeStacktraceInErrorResponses: false,
    csrfPrevention: false, // http/cross-site.ts
    formatError: parts.formatError,
    logger: log,
    // Cache control walks every field of every answer, and nothing here declares cache hints.
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(), // Apollo's page loads scripts from other origins
      ApolloServerPluginUsageReportingDisabled(),
      known.hooks,
      ...hooks,
    ],
    stopOnTerminationSignals: false, // cli.ts does
  })
  await apollo.start()
  return {
    executeHTTPGraphQLRequest: async (asked) => {
      const operation = known.find(asked.httpGraphQLRequest)
      return operation ? answerKnown(parts, operation, await asked.context()) : apollo.executeHTTPGraphQLRequest(asked)
    },
    stop: () => apollo.stop(),
  }
}
