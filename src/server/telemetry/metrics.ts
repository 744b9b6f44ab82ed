import { type FastifyInstance, type FastifyReply, type FastifyRequest, fastify } from 'fastify'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Sent } from '../../aws/calls/call.ts'
import type { Limit } from '../../aws/calls/queue.ts'
import type { Cost } from '../../aws/receipt.ts'
import { ARRIVAL_TIMEOUTS } from '../http/arrival-timeouts.ts'
import { refuseOtherHosts } from '../http/hosts.ts'
import { isStream } from '../live/send-stream.ts'

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 25]

/** One GraphQL response: the codes of its errors without duplicates, and its cost. */
export interface Answered {
  hasData: boolean
  codes: readonly unknown[]
  cost: Pick<Cost, 'remembered' | 'shared'>
}

type Reading<Label extends string> = () => Iterable<readonly [labels: Record<Label, string>, value: number]>

/** Prometheus metrics of the gateway. Label values come only from the gateway, AWS's model or the configuration. */
export class Metrics {
  readonly #registry = new Registry()
  readonly #registers = [this.#registry]
  #scrapes = 0
  readonly #requests = new Histogram({
    name: 'deploygraph_http_request_duration_seconds',
    help: 'Requests by route and status, measured until the last byte is written',
    labelNames: ['route', 'status'],
    buckets: SECONDS,
    registers: this.#registers,
  })
  readonly #operations = this.#counter('operations_total', 'GraphQL operations that were answered', ['outcome'])
  readonly #errors = this.#counter('errors_total', 'GraphQL answers that contain an error with the code', ['code'])
  readonly #saved = this.#counter('reads_saved_total', 'AWS reads that needed no call', ['service', 'operation', 'by'])
  readonly #retries = this.#counter('aws_retries_total', 'Attempts beyond the first', ['service', 'operation'])
  readonly #calls = this.#counter('aws_calls_total', 'AWS calls, retried ones counted once', [
    ...['service', 'operation', 'location', 'outcome'],
  ])
  readonly #durations = new Histogram({
    name: 'deploygraph_aws_call_duration_seconds',
    help: 'AWS calls, including retries, excluding time in the queue',
    labelNames: ['service', 'operation'],
    buckets: SECONDS,
    registers: this.#registers,
  })

  /** Counts an answered request; fastify does not report those whose client has disconnected. */
  readonly responded = (request: FastifyRequest, reply: FastifyReply, next: () => void): void => {
    // A stream lasts as long as its client likes.
    const labels = { route: request.routeOptions.url ?? 'none', status: reply.statusCode }
    if (!isStream(reply)) this.#requests.observe(labels, reply.elapsedTime / 1000)
    next()
  }

  answered({ hasData, codes, cost }: Answered): void {
    this.#operations.inc({ outcome: codes.length === 0 ? 'ok' : hasData ? 'partial' : 'failed' })
    for (const code of codes) this.#errors.inc({ code: String(code) })
    for (const by of ['remembered', 'shared'] as const)
      for (const action in cost[by]) {
        const [service = '', operation = ''] = action.split(':')
        this.#saved.inc({ service, operation, by }, cost[by][action])
      }
  }

  sent({ service, operation, location, outcome, attempts = 1, startedAt }: Sent): void {
    this.#calls.inc({ service, operation, location, outcome })
    this.#durations.observe({ service, operation }, (performance.now() - startedAt) / 1000)
    if (attempts > 1) this.#retries.inc({ service, operation }, attempts - 1)
  }

  /**
   * A gauge `deploygraph_<name>` over state that is held elsewhere: `read` runs on each scrape and returns all values.
   */
  gauge<Label extends string>(name: string, help: string, labelNames: readonly Label[], read: Reading<Label>): void {
    new Gauge({
      ...this.#named(name, help, labelNames),
      collect() {
        this.reset()
        for (const [labels, value] of read()) this.set(labels, value)
      },
    })
  }

  /** The same for values that only grow. */
  counter<Label extends string>(name: string, help: string, labelNames: readonly Label[], read: Reading<Label>): void {
    new Counter({
      ...this.#named(name, help, labelNames),
      collect() {
        this.reset()
        for (const [labels, value] of read()) this.inc(labels, value)
      },
    })
  }

  /** A function for the `read` of several metrics, which works out once per scrape what they have in common. */
  oncePerScrape<Value>(work: () => Value): () => Value {
    let last: { scrape: number; value: Value } | undefined
    return () => {
      if (last?.scrape !== this.#scrapes) last = { scrape: this.#scrapes, value: work() }
      return last.value
    }
  }

  /** Serves `/metrics` in the text format of Prometheus. */
  serve(app: FastifyInstance): void {
    app.get('/metrics', async (_, reply) => {
      this.#scrapes++
      const parts = await Promise.all([this.#registry.metrics(), processMetrics().metrics()])
      return reply.header('cache-control', 'no-store').type(this.#registry.contentType).send(parts.join('\n'))
    })
  }

  #counter<Label extends string>(name: string, help: string, labelNames: Label[]): Counter<Label> {
    return new Counter(this.#named(name, help, labelNames))
  }

  #named<Label extends string>(name: string, help: string, labelNames: readonly Label[]) {
    return { name: `deploygraph_${name}`, help, labelNames: [...labelNames], registers: this.#registers }
  }
}

/** Starts a server for `/metrics` alone. `isLocal`: only this machine can reach it. */
export async function listenForMetrics(metrics: Metrics, where: { host: string; port: number }, isLocal: boolean) {
  const app = fastify({ ...ARRIVAL_TIMEOUTS, forceCloseConnections: true, bodyLimit: 1 })
  if (isLocal) refuseOtherHosts(app)
  metrics.serve(app)
  await app.listen(where)
  return app
}

/** Registers the limits of AWS calls as they are created, and exports their state. */
export function watchLimits(metrics: Metrics): (service: string, location: string, limit: Limit) => void {
  const limits: [{ service: string; location: string }, Limit][] = []
  const labels = ['service', 'location'] as const
  metrics.gauge('aws_queue_length', 'AWS calls that are queued or running', [...labels, 'state'], () =>
    limits.flatMap(([of, { queue }]) => [
      [{ ...of, state: 'waiting' }, queue.size] as const,
      [{ ...of, state: 'running' }, queue.pending] as const,
    ]),
  )
  metrics.gauge(
    'aws_breaker_state',
    'State of the circuit breaker: 1 for the current state',
    [...labels, 'state'],
    () =>
      limits.flatMap(([of, { breaker }]) =>
        (['closed', 'half-open', 'open'] as const).map(
          (state) => [{ ...of, state }, breaker.state() === state ? 1 : 0] as const,
        ),
      ),
  )
  metrics.gauge('aws_attempts_per_second', 'Maximum rate of attempts; +Inf if AWS does not throttle', labels, () =>
    limits.map(([of, { rate }]) => [of, rate.perSecond] as const),
  )
  metrics.counter('aws_throttles_total', 'Attempts that AWS throttled, also those whose retry succeeded', labels, () =>
    limits.map(([of, { rate }]) => [of, rate.throttles] as const),
  )
  return (service, location, limit) => limits.push([{ service, location }, limit])
}

let ofProcess: Registry | undefined

/**
 * CPU, memory, garbage collection and event-loop delay. Collected from the first scrape on, since collecting has a
 * cost.
 */
function processMetrics(): Registry {
  if (!ofProcess) {
    ofProcess = new Registry()
    collectDefaultMetrics({ register: ofProcess })
  }
  return ofProcess
}
