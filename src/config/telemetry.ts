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
    'where a collector of OpenTelemetry takes OTLP over HTTP: traces go to `/v1/traces` there',
  ),
  otlpTracesEndpoint: setting(
    'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT',
    undefined,
    httpUrl,
    'the whole URL that traces go to, instead',
  ),
  otelTracesExporter: setting(
    'OTEL_TRACES_EXPORTER',
    'otlp',
    oneOf(['otlp', 'none']),
    'none: no traces are sent, whatever endpoint is configured',
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
    'for how long requests are still taken after SIGTERM, while `/readyz` answers 503; 0 to 300',
  ),
}
