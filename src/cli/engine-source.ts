import { randomUUID } from 'node:crypto'
import { loadConfig } from '../config.ts'
import { startEngine } from '../engine.ts'
import { CONFIGURED_SERVICES, createLogger } from '../gateway.ts'
import { type DocumentRequest, runDocument } from '../server/live/run-document.ts'
import type { Answer, Source } from './source.ts'

// Keeps the process running while it waits for an update: the timers of the engine do not.
const KEEP_RUNNING_MS = 60_000

/** An engine in this process, with the configuration of `serve`. Its caller is the person at the terminal: no scopes. */
export async function engineSource(file: string | undefined): Promise<Source> {
  const config = await loadConfig({ file, services: CONFIGURED_SERVICES })
  const { requestTimeoutMs: timeoutMs } = config
  const log = createLogger({ logLevel: 'silent' }, 2)
  const engine = await startEngine({ ...config, trustedDocuments: 'off', introspection: true, eventsQueueUrl: [] }, log)
  const ask = (request: DocumentRequest) => {
    const signal = () => AbortSignal.timeout(timeoutMs)
    return runDocument(engine.run, request, { identity: undefined, signal, timeoutMs, requestId: randomUUID() })
  }
  return {
    query: async <Data>(query: string, variables = {}) => {
      const outcome = await ask({ query, variables: { ...variables } })
      if (outcome.kind === 'subscription') throw new Error('A subscription was sent as a query.')
      return JSON.parse(outcome.json) as Answer<Data>
    },
    async *subscribe<Data>(query: string, variables: object, signal: AbortSignal) {
      const outcome = await ask({ query, variables: { ...variables } })
      if (outcome.kind === 'answer') return yield JSON.parse(outcome.json) as Answer<Data>
      const stream = await outcome.open(signal)
      const running = setInterval(() => undefined, KEEP_RUNNING_MS)
      const leave = () => stream.return()
      signal.addEventListener('abort', leave)
      if (signal.aborted) leave()
      try {
        for (let frame = await stream.next(); frame; frame = await stream.next())
          yield JSON.parse(frame.json.toString()) as Answer<Data>
      } finally {
        leave()
        signal.removeEventListener('abort', leave)
        clearInterval(running)
      }
    },
    close: async () => {
      await engine.endSubscriptions()
      await engine.close()
    },
  }
}
