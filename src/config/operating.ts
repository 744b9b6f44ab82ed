import { amount, count, setting } from './setting.ts'

/** How the gateway is watched and stopped: docs/operations.md. */
export const operating = {
  metricsPort: setting(
    'METRICS_PORT',
    undefined,
    count(undefined, 0, 65_535),
    'the port that serves `/metrics`, on the same address; 0 for any. Unset: the port of GraphQL if the address is loopback, otherwise none',
  ),
  shutdownDelaySeconds: setting(
    'SHUTDOWN_DELAY_SECONDS',
    5,
    amount('seconds', 0, 300),
    'for how long requests are still taken after SIGTERM, while `/readyz` answers 503; 0 to 300',
  ),
}
