import { setImmediate as nextTurn } from 'node:timers/promises'
import { engineOf } from './one-thing.ts'

const TURNS = 30

test.each(['beforeRead', 'beforeParts'])(
  'nothing is read again when the gateway stops before somebody has the first state: %s',
  async (moment) => {
    let release = () => {}
    const gate = new Promise<void>((resolve) => {
      release = resolve
    })
    const { engine, subscribe, timers, counts } = engineOf({ [moment]: () => gate })
    const opening = subscribe()
    await nextTurn()
    await engine.stop(0)
    release()
    const stream = await opening
    expect([await stream.next(), stream.end]).toEqual([undefined, 'stopping'])
    expect(timers.pending).toBe(0)
    timers.advance(60_000)
    await nextTurn()
    expect(counts.reads).toBe(1)
  },
)

test('a stream that begins while the gateway stops ends, at whatever moment', async () => {
  for (let turns = 0; turns < TURNS; turns++) {
    const { engine, subscribe } = engineOf()
    const opening = subscribe()
    for (let turn = 0; turn < turns; turn++) await Promise.resolve()
    const [stream] = await Promise.all([opening, engine.stop(0)])
    expect(stream.end).toBe('stopping')
  }
})

test('a subscription to a gateway that has stopped ends, and AWS is not asked', async () => {
  const { engine, subscribe, timers, counts } = engineOf()
  await engine.stop(0)
  const stream = await subscribe()
  expect([await stream.next(), stream.end]).toEqual([undefined, 'stopping'])
  expect([counts.reads, timers.pending]).toEqual([0, 0])
})
