import type { TrafficRoutingConfig } from '@aws-sdk/client-codedeploy'

const MINUTE_MS = 60_000

/**
 * How long it takes from the start of AllowTraffic until all traffic has moved, in milliseconds. A canary waits once; a
 * linear configuration once between two steps. Undefined if the configuration sets no times, or AWS leaves them out.
 */
export function shiftMs(config: TrafficRoutingConfig | undefined): number | undefined {
  const { type, timeBasedCanary, timeBasedLinear } = config ?? {}
  if (type === 'TimeBasedCanary') return minutes(timeBasedCanary?.canaryInterval)
  if (type === 'TimeBasedLinear' && timeBasedLinear?.linearPercentage) {
    const steps = Math.ceil(100 / timeBasedLinear.linearPercentage) - 1
    return minutes(timeBasedLinear.linearInterval, steps)
  }
  return undefined
}

const minutes = (count: number | undefined, times = 1) => (count === undefined ? undefined : count * times * MINUTE_MS)
