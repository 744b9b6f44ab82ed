import type { Logger } from 'pino'
import type { GatewayError } from '../../errors.ts'
import type { LiveEngine } from '../../live/engine.ts'
import type { Push } from '../../live/push/push.ts'
import { scrubbed } from '../../redact.ts'
import type { Metrics } from './metrics.ts'

/** Exports what is watched. */
export function watchLive(metrics: Metrics, live: LiveEngine): void {
  const state = metrics.oncePerScrape(() => live.state)
  const each = (member: 'watchers' | 'updates' | 'bytes' | 'conflated') => () =>
    state().fields.map((field) => [{ subscription: field.field }, field[member]] as const)
  const labels = ['subscription'] as const
  metrics.gauge('live_watchers', 'Open subscriptions', labels, each('watchers'))
  metrics.counter('live_updates_total', 'Updates that were sent', labels, each('updates'))
  metrics.counter('live_bytes_total', 'Bytes of these updates', labels, each('bytes'))
  metrics.counter('live_conflated_total', 'Updates not sent because newer ones came', labels, each('conflated'))
  metrics.gauge('live_tickers', 'Timers that read AWS again', [], () => [[{}, state().tickers]])
  metrics.gauge('live_state_age_seconds', 'Age of the oldest state that is watched', [], () => [
    [{}, state().oldestMs / 1000],
  ])
}

/** Exports what became of the events. */
export function watchPush(metrics: Metrics, push: Push): void {
  metrics.counter('live_events_total', 'Events that were received', ['outcome'], () =>
    [...push.counts].map(([outcome, count]) => [{ outcome }, count] as const),
  )
  metrics.counter('live_event_failures_total', 'Reads of the queues of events that failed', [], () => [
    [{}, push.failedPolls],
  ])
}

/** Logs when a queue can no longer be read, why, and when it can be read again. */
export const logQueue =
  (log: Logger) =>
  (queue: string, failure: GatewayError | undefined): void => {
    if (!failure) {
      log.info({ queue }, 'events arrive again')
      return
    }
    const { errorName, operation } = failure.aws ?? {}
    const reason = scrubbed(failure.cause instanceof Error ? failure.cause.message : failure.message)
    log.warn({ queue, code: failure.code, operation, errorName, reason }, 'events cannot be read')
  }
