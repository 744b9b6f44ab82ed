import { z } from 'zod'
import { amount, count, oneOf, setting } from './setting.ts'

const httpUrl = z.url({ protocol: /^https?$/, error: 'an http or https URL' })

// OpenTelemetry takes every other text for false: https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/#boolean
const trueOnly = z.preprocess(
  (value) => (typeof value === 'string' ? value.toLowerCase() === 'true' : value),
  z.boolean('true or false'),
)

/** How the gateway is watched and stopped: docs/operations.md. */
export const telemetry = {
  metricsPort: setting(
    'METRICS_PORT',
    undefined,
    count(undefined, 0, 65_535),
    'the port that serves `/metrics`, on the same address; 0 for any. Unset: the port of GraphQL if that is on loopback and `authMode` is none, otherwise nowhere',
  ),
  otlpEndpoint: setting(
    'OTEL_EXPORTER_OTLP_ENDPOINT',
    undefined,
    httpUrl,
    'the URL of an OpenTelemetry collector (OTLP over HTTP); traces are sent to `/v1/traces` below it',
  ),
  otlpTracesEndpoint: setting(
    'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT',
    undefined,
    httpUrl,
    'the complete URL for traces, used instead',
  ),
  otelTracesExporter: setting(
    'OTEL_TRACES_EXPORTER',
    'otlp',
    oneOf(['otlp', 'none']),
    'none: no traces are sent, even if an endpoint is configured',
  ),
  otelSdkDisabled: setting(
    'OTEL_SDK_DISABLED',
    false,
    trueOnly,
    'true: the same; in the variable everything but true means false, as OpenTelemetry has it',
  ),
  shutdownDelaySeconds: setting(
    'SHUTDOWN_DELAY_SECONDS',
    5,
    amount('seconds', 0, 300),
    'how long requests are still accepted after SIGTERM, while `/readyz` answers 503; 0 to 300',
  ),
}
