import type { OpenMemory } from '../../aws/shared/redis/open.ts'
import type { Metrics } from './metrics.ts'

/** Exports what processes share through Redis, and whether they do. */
export function watchMemory(metrics: Metrics, { memory, channels, pace, reads, writes, messages }: OpenMemory): void {
  const guards = Object.entries({ reads, writes, messages })
  const of = (name: 'hit' | 'miss' | 'unreadable') => [{ outcome: name }, memory.counts[name]] as const
  metrics.counter('shared_reads_total', 'Answers looked for in Redis', ['outcome'], () => [
    of('hit'),
    of('miss'),
    of('unreadable'),
  ])
  metrics.counter('shared_waits_total', 'Answers that another process was reading', ['outcome'], () => [
    [{ outcome: 'arrived' }, memory.counts.awaited],
    [{ outcome: 'missing' }, memory.counts.missing],
  ])
  metrics.counter('shared_stored_total', 'Answers stored in Redis', [], () => [[{}, memory.counts.stored]])
  metrics.counter('shared_oversized_total', 'Answers that are too large for Redis', [], () => [
    [{}, memory.counts.oversized],
  ])
  metrics.counter(
    'shared_failures_total',
    'Commands that Redis refused or did not answer in time, and those not sent meanwhile',
    ['use'],
    () => guards.map(([use, { failures }]) => [{ use }, failures] as const),
  )
  metrics.counter('shared_messages_total', 'Messages about live updates between processes', ['outcome'], () => [
    [{ outcome: 'sent' }, channels.counts.sent],
    [{ outcome: 'received' }, channels.counts.received],
    [{ outcome: 'unreadable' }, channels.counts.unreadable],
  ])
  metrics.gauge('shared_in_use', 'Whether Redis is used: 1, or 0 after failures', ['use'], () => [
    [{ use: 'reads' }, reads.isOpen ? 0 : 1],
    [{ use: 'writes' }, writes.isOpen ? 0 : 1],
    [{ use: 'messages' }, channels.isUsed ? 1 : 0],
  ])
  if (!pace) return
  metrics.gauge('shared_gateways', 'Gateways among which the pace of AWS calls is divided', [], () => [
    [{}, pace.gateways],
  ])
  metrics.counter('shared_throttles_total', 'Messages about throttles between gateways', ['direction'], () => [
    [{ direction: 'sent' }, pace.counts.sent],
    [{ direction: 'received' }, pace.counts.received],
  ])
}

/** Exports what became of the documents that clients registered at other gateways. */
export function watchDocuments(metrics: Metrics, counts: Readonly<Record<'hit' | 'miss' | 'invalid', number>>): void {
  metrics.counter('shared_documents_total', 'Registered documents looked for in Redis', ['outcome'], () =>
    (['hit', 'miss', 'invalid'] as const).map((outcome) => [{ outcome }, counts[outcome]] as const),
  )
}
