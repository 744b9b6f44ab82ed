import { readFileSync } from 'node:fs'
import {
  DiagLogLevel,
  diag,
  type Context as Parent,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { defaultResource, detectResources, envDetector, resourceFromAttributes } from '@opentelemetry/resources'
import { BasicTracerProvider, BatchSpanProcessor } from '@opentelemetry/sdk-trace-base'
import type { Logger } from 'pino'
import type { Sent } from '../../aws/calls/call.ts'
import type { Receipt } from '../../aws/receipt.ts'
import type { LocationConfig } from '../../config.ts'
import type { Hooks } from '../hooks.ts'
import { traceOf } from '../http/request-id.ts'

// The same path from src/ and from dist/.
const VERSION: string = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')).version

/** The spans of a gateway: one for each operation, with a child for each of its AWS calls. */
export interface Tracing {
  plugin: Hooks
  sent: (sent: Sent) => void
  /** Sends the remaining spans. */
  stop: () => Promise<void>
}

/**
 * Sends spans to `url` as OTLP in JSON. `serviceIds` are the service ids of AWS's model, by IAM prefix. Headers,
 * sampler and resource follow OpenTelemetry's own variables.
 * https://opentelemetry.io/docs/specs/semconv/graphql/graphql-spans/
 * https://opentelemetry.io/docs/specs/semconv/cloud-providers/aws-sdk/
 */
export function startTracing(
  url: string,
  locations: readonly LocationConfig[],
  serviceIds: ReadonlyMap<string, string>,
  log: Logger,
): Tracing {
  const warn = (reason: string) => log.warn({ reason }, 'traces are lost')
  diag.setLogger({ error: warn, warn: ignore, info: ignore, debug: ignore, verbose: ignore }, DiagLogLevel.ERROR)
  const provider = new BasicTracerProvider({
    // Later values override earlier ones: telemetry.sdk.*, the gateway's own, OTEL_SERVICE_NAME and
    // OTEL_RESOURCE_ATTRIBUTES.
    resource: defaultResource()
      .merge(resourceFromAttributes({ 'service.name': 'deploygraph', 'service.version': VERSION }))
      .merge(detectResources({ detectors: [envDetector] })),
    spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter({ url }))],
  })
  const tracer = provider.getTracer('deploygraph')
  const spans = new WeakMap<Receipt, Parent>()
  const places = new Map(
    locations.map(({ name, region, accountId }) => [
      name,
      { 'cloud.region': region, ...(accountId && { 'cloud.account.id': accountId }) },
    ]),
  )
  return {
    plugin: {
      requestDidStart: async ({ request: { http }, contextValue }) => {
        const span = tracer.startSpan(
          'GraphQL Operation',
          { kind: SpanKind.SERVER },
          parentOf(http?.headers.get('traceparent')),
        )
        const { traceId, spanId, traceFlags } = span.spanContext()
        spans.set(contextValue.receipt, trace.setSpan(ROOT_CONTEXT, span))
        http?.headers.set('traceparent', `00-${traceId}-${spanId}-0${traceFlags}`) // read by the log
        return {
          willSendResponse: async ({ operationName, operation, response: { body } }) => {
            const { errors, data } = body.kind === 'single' ? body.singleResult : {}
            const name = operationName ?? operation?.name?.value
            if (operation)
              span.updateName(operation.operation).setAttribute('graphql.operation.type', operation.operation)
            if (name) span.setAttribute('graphql.operation.name', name)
            // error.type is for failed operations; what a partial answer lacks is recorded in the spans of its calls.
            if (errors && data == null)
              span
                .setAttribute('error.type', String(errors[0]?.extensions?.code))
                .setStatus({ code: SpanStatusCode.ERROR })
            span.end()
          },
        }
      },
    },
    sent: ({ service, operation, location, receipt, startedAt, outcome, errorName, requestId, attempts = 1 }) => {
      const id = serviceIds.get(service) ?? service // rpc.service as the SDKs have it
      const span = tracer.startSpan(
        `${id}.${operation}`,
        {
          kind: SpanKind.CLIENT,
          startTime: startedAt,
          attributes: {
            'rpc.system': 'aws-api',
            'rpc.service': id,
            'rpc.method': operation,
            ...places.get(location),
            ...(requestId && { 'aws.request_id': requestId }),
            ...(attempts > 1 && { 'http.request.resend_count': attempts - 1 }),
          },
        },
        spans.get(receipt),
      )
      if (outcome !== 'ok')
        span.setAttribute('error.type', errorName ?? outcome).setStatus({ code: SpanStatusCode.ERROR })
      span.end()
    },
    stop: () => provider.shutdown().catch(({ message }: Error) => warn(message)),
  }
}

const ignore = () => undefined

function parentOf(traceparent: string | undefined): Parent {
  const remote = traceOf(traceparent)
  return remote ? trace.setSpanContext(ROOT_CONTEXT, { ...remote, isRemote: true }) : ROOT_CONTEXT
}
