import { setTimeout as sleep } from 'node:timers/promises'
import { PATIENT } from '../../support/gateway.ts'
import { until } from '../../support/until.ts'
import { changing, idOf, nextAtOf, useLiveGateways } from '../live-gateway.ts'
import type { ManualTimers } from '../manual-timers.ts'
import { rawReader } from '../raw-reader.ts'
import { initialisedSocket } from '../websocket/socket-client.ts'

const { start } = useLiveGateways(PATIENT)

const QUERY =
  'subscription ($id: ID!) { codeDeployDeployment(deploymentId: $id) { asOf nextAt deployment { description } } }'

test('a client that stops reading gets the newest state when it reads on, without those before', async () => {
  const { url, subscribe, timers } = await start({ world: changing(900_000) })
  const watcher = await subscribe(QUERY)
  const { socket, text } = await rawReader(url, QUERY, { id: idOf(0) })
  socket.pause()
  let last = await watcher.update()
  const rounds = 25
  for (let count = 0; count < rounds; count++) {
    timers.goTo(nextAtOf(last))
    last = await watcher.update()
  }
  socket.resume()
  await until(() => text().includes(last.data.codeDeployDeployment.asOf))
  expect(text().split('event: next').length - 1).toBeLessThan(rounds)
  socket.destroy()
})

/** A client that reads only while it wants to: how it begins and ends to read, and how many bytes it has read. */
interface Reader {
  pause: () => void
  resume: () => void
  bytes: () => number
  close: () => void
}

const rawStream = (accept: string) => async (url: string, query: string) => {
  const { socket, text } = await rawReader(url, query, { id: idOf(0) }, accept)
  return {
    pause: () => void socket.pause(),
    resume: () => void socket.resume(),
    bytes: () => text().length,
    close: () => socket.destroy(),
  }
}

const READERS: Record<string, (url: string, query: string, timers: ManualTimers) => Promise<Reader>> = {
  'server-sent events': rawStream('text/event-stream'),
  'a multipart answer': rawStream('multipart/mixed;subscriptionSpec="1.0"'),
  'a WebSocket, but sends pings': async (url, query, timers) => {
    const { socket, send, next } = await initialisedSocket(url)
    let bytes = 0
    socket.on('message', (data: Buffer) => {
      bytes += data.length
    })
    send({ id: '1', type: 'subscribe', payload: { query, variables: { id: idOf(0) } } })
    await next()
    const ping = () => {
      if (socket.readyState === socket.OPEN) socket.ping()
      timers.after(5_000, ping)
    }
    ping()
    return {
      pause: () => socket.pause(),
      resume: () => socket.resume(),
      bytes: () => bytes,
      close: () => socket.terminate(),
    }
  },
}

/** A reader of a large deployment beside one that reads everything, and what the log says of the slow one's end. */
async function startSlow(open: (typeof READERS)[string]) {
  const ends: unknown[] = []
  const { url, subscribe, timers } = await start({
    world: changing(900_000),
    log: (line) => {
      const { msg, subscription, end } = JSON.parse(line)
      if (msg === 'subscription ended' && subscription === 'Slow') ends.push(end)
    },
  })
  const watcher = await subscribe(QUERY)
  let last = await watcher.update()
  const reader = await open(url, QUERY.replace('subscription', 'subscription Slow'), timers)
  /** Makes so many updates, without which nothing is written. */
  const update = async (count: number) => {
    for (let number = 0; number < count; number++) {
      timers.goTo(nextAtOf(last))
      last = await watcher.update()
    }
  }
  /** Goes on by a heartbeat, and lets the other side read what was sent. */
  const beat = async () => {
    timers.advance(10_000)
    await sleep(20)
  }
  const close = () => {
    reader.close()
    watcher.close()
  }
  return { reader, timers, update, beat, close, ends }
}

// More than the buffers of the operating system hold.
const ENOUGH_UPDATES = 14

describe.each(Object.entries(READERS))('a client that does not read %s', (_, open) => {
  test('is disconnected after six heartbeats, and more for a large update, and its place is free', async () => {
    const { reader, timers, update, beat, close, ends } = await startSlow(open)
    reader.pause()
    await update(ENOUGH_UPDATES)
    const { pending } = timers
    for (let count = 0; count < 4 && ends.length === 0; count++) await beat()
    const before = ends.length
    for (let count = 0; count < 20 && ends.length === 0; count++) await beat()
    await until(() => ends.length === 1)
    expect([before, ends]).toEqual([0, ['unread']])
    expect(timers.pending).toBeLessThan(pending)
    close()
  })

  test('is kept if it reads on, however slowly', async () => {
    const { reader, update, beat, close, ends } = await startSlow(open)
    for (let minute = 0; minute < 2; minute++) {
      reader.pause()
      await update(ENOUGH_UPDATES)
      for (let count = 0; count < 4; count++) await beat()
      const before = reader.bytes()
      reader.resume()
      await until(() => reader.bytes() > before + 2_000_000)
    }
    expect(ends).toEqual([])
    close()
  })
})
