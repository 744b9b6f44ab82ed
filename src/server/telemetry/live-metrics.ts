import type { LiveEngine } from '../../live/engine.ts'
import type { Metrics } from './metrics.ts'

/** Exports what is watched. */
export function watchLive(metrics: Metrics, live: LiveEngine): void {
  const each = (member: 'watchers' | 'updates' | 'bytes' | 'conflated') => () =>
    live.state.fields.map((field) => [{ subscription: field.field }, field[member]] as const)
  const labels = ['subscription'] as const
  metrics.gauge('live_watchers', 'Open subscriptions', labels, each('watchers'))
  metrics.counter('live_updates_total', 'Updates that were sent', labels, each('updates'))
  metrics.counter('live_bytes_total', 'Bytes of these updates', labels, each('bytes'))
  metrics.counter('live_conflated_total', 'Updates not sent because newer ones came', labels, each('conflated'))
  metrics.gauge('live_tickers', 'Timers that read AWS again', [], () => [[{}, live.state.tickers]])
  metrics.gauge('live_state_age_seconds', 'Age of the oldest state that is watched', [], () => [
    [{}, live.state.oldestMs / 1000],
  ])
}
