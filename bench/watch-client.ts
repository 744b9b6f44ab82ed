import { request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { WebSocket } from 'undici'
import type { Question } from './peers.ts'

/** One subscription. */
interface Watcher {
  /** How many updates it has had. */
  updates: number
  failure?: Error
  close: () => void
}

/** Opens a subscription to a server at a URL. */
export type Watch = (url: string, question: Question) => Watcher

const END = Buffer.from('}\n\n')

/** By server-sent events, on a connection of its own. */
export const overEvents: Watch = (url, { query, variables }) => {
  const headers = { accept: 'text/event-stream', 'content-type': 'application/json' }
  const sent = request(`${url}/graphql`, { agent: false, method: 'POST', headers })
  const watcher: Watcher = { updates: 0, close: () => sent.destroy() }
  const fail = (failure: Error) => {
    watcher.failure = failure
  }
  sent.on('error', fail).on('response', (response) => {
    if (response.statusCode !== 200) fail(new Error(`${url} answered ${response.statusCode}`))
    let rest = Buffer.alloc(0)
    response.on('error', fail).on('data', (chunk: Buffer) => {
      const text = Buffer.concat([rest, chunk])
      if (text.includes('{"errors"')) fail(new Error(text.subarray(0, 1000).toString()))
      let from = 0
      for (let at = text.indexOf(END); at >= 0; at = text.indexOf(END, from)) {
        watcher.updates++
        from = at + END.length
      }
      rest = text.subarray(Math.max(from, text.length - END.length))
    })
  })
  sent.end(JSON.stringify({ query, variables }))
  return watcher
}

/** By graphql-transport-ws. */
export const overWebSocket: Watch = (url, { query, variables }) => {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws')
  const watcher: Watcher = { updates: 0, close: () => socket.close() }
  const send = (message: object) => socket.send(JSON.stringify(message))
  socket.addEventListener('open', () => send({ type: 'connection_init' }))
  socket.addEventListener('error', () => {
    watcher.failure = new Error(`no WebSocket at ${url}`)
  })
  socket.addEventListener('message', ({ data }) => {
    const text = String(data)
    if (text.includes('"errors"')) watcher.failure = new Error(text.slice(0, 1000))
    const { type } = JSON.parse(text)
    if (type === 'connection_ack') send({ id: '1', type: 'subscribe', payload: { query, variables } })
    if (type === 'next') watcher.updates++
  })
  return watcher
}

/** Watchers of the same. */
export interface Crowd {
  /** Resolves when each has had so many updates; with how many they have had on average. */
  reach: (updates: number) => Promise<number>
  close: () => void
}

const MAX_WAIT_MS = 60_000

export function crowdOf(count: number, watch: Watch, url: string, question: Question): Crowd {
  const watchers = Array.from({ length: count }, () => watch(url, question))
  return {
    reach: async (updates) => {
      const startedAt = performance.now()
      while (watchers.some((one) => one.updates < updates)) {
        const failure = watchers.find((one) => one.failure)?.failure
        if (failure) throw failure
        if (performance.now() - startedAt > MAX_WAIT_MS) throw new Error(`${url} sends no updates`)
        await sleep(20)
      }
      return watchers.reduce((sum, one) => sum + one.updates, 0) / count
    },
    close: () => {
      for (const { close } of watchers) close()
    },
  }
}
